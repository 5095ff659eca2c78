// <pkce-token>: the token request as a command. It knows the reader's system, and when she copied the command.

import { flow } from './flow.mjs';
import { write } from './panel.mjs';
import { PkcePart } from './part.mjs';

export class PkceToken extends PkcePart {
  /** Whether the reader has changed something here: the answer is hers from then on. */
  #begun = false;

  connectedCallback() {
    this.addEventListener('click', this.#copied);
    flow.addEventListener('reset', this.#forget);
    super.connectedCallback();
  }

  disconnectedCallback() {
    this.removeEventListener('click', this.#copied);
    flow.removeEventListener('reset', this.#forget);
    super.disconnectedCallback();
  }

  #forget = () => (this.#begun = false);

  offers() {
    const windows = navigator.platform.startsWith('Win');
    if (!flow.get('shell')) write(this.panel.control('shell'), windows ? 'powershell' : 'posix');
    return super.offers();
  }

  /** After the tokens have come it says that the code is used up. */
  started() {
    return this.#begun || super.started() || flow.get('finished') !== '';
  }

  /** @param {string} name */
  entered(name) {
    this.#begun = true;
    super.entered(name);
  }

  /** A code is redeemed soon after its command was copied, which tells how old it was then. */
  #copied = (/** @type {Event} */ event) => {
    const button = event.target instanceof Element ? event.target.closest('.pkce-command [data-copy]') : null;
    if (!button || this.panel.showsExample) return;
    flow.set({ token_requested_at: String(Math.floor(Date.now() / 1000)) }, this.panel.title);
  };
}
