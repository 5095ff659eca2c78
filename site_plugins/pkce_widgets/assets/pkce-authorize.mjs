// <pkce-authorize>: notes down which URL the reader took to the server, and when. The redirect answers that one,
// whatever she changes in the form meanwhile.

import { flow } from './flow.mjs';
import { PkcePart } from './part.mjs';

const MIDDLE = 1; // the button that opens a link in a new tab

export class PkceAuthorize extends PkcePart {
  connectedCallback() {
    super.connectedCallback();
    this.addEventListener('click', this.#requested);
    this.addEventListener('auxclick', this.#requested);
  }

  /**
   * What goes out next is never out of date: here the reader begins again.
   * @returns {string[]}
   */
  outdated() {
    return [];
  }

  disconnectedCallback() {
    this.removeEventListener('click', this.#requested);
    this.removeEventListener('auxclick', this.#requested);
    super.disconnectedCallback();
  }

  #requested = (/** @type {MouseEvent} */ event) => {
    const way = event.target instanceof Element ? event.target.closest('[data-requested]') : null;
    if (!(way instanceof HTMLElement) || this.panel.showsExample) return;
    if (event.type === 'auxclick' && event.button !== MIDDLE) return;
    const url = way instanceof HTMLAnchorElement ? way.href : (way.dataset.copy ?? '');
    flow.set(
      {
        authorization_requested_url: url,
        authorization_requested_at: String(Math.floor(Date.now() / 1000)),
        // Made from the verifier until now; from here on the pair has to stay what it is.
        code_challenge: new URL(url).searchParams.get('code_challenge') ?? '',
      },
      this.panel.title,
    );
  };
}
