// <pkce-token>: the token request as a command. It knows when the reader copied the command.

import { flow } from '../flow.mjs';
import { PkcePart } from '../part/part.mjs';

export class PkceToken extends PkcePart {
  /** @param {AbortSignal} signal */
  connected(signal) {
    super.connected(signal);
    this.addEventListener('click', this.#copied, { signal });
  }

  /** After the tokens have come, it says that the code is used up. */
  started() {
    return this.begun || super.started() || flow.get('finished') !== '';
  }

  /** The code is redeemed soon after its command was copied, which shows how old it was then. */
  #copied = (/** @type {Event} */ event) => {
    const button = event.target instanceof Element ? event.target.closest('.pkce-command [data-copy]') : null;
    if (!button || this.result.isNeutral) return;
    flow.set({ token_requested_at: String(Math.floor(Date.now() / 1000)) }, this.heading);
  };
}
