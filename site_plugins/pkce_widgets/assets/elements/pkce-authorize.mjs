// <pkce-authorize>: remembers which URL the reader took to the server, and when. The redirect answers that URL,
// whatever the reader changes in the form meanwhile.

import { flow } from '../flow.mjs';
import { PkcePart } from '../part/part.mjs';

const MIDDLE = 1; // the button that opens a link in a new tab

export class PkceAuthorize extends PkcePart {
  /** @param {AbortSignal} signal */
  connected(signal) {
    super.connected(signal);
    this.addEventListener('click', this.#requested, { signal });
    this.addEventListener('auxclick', this.#requested, { signal });
  }

  /**
   * The next request is never out of date: it is a new beginning.
   * @returns {string[]}
   */
  outdated() {
    return [];
  }

  #requested = (/** @type {MouseEvent} */ event) => {
    const way = event.target instanceof Element ? event.target.closest('[data-requested]') : null;
    if (!(way instanceof HTMLElement) || this.result.isNeutral) return;
    if (event.type === 'auxclick' && event.button !== MIDDLE) return;
    const url = way instanceof HTMLAnchorElement ? way.href : (way.dataset.copy ?? '');
    flow.request(url, this.heading);
  };
}
