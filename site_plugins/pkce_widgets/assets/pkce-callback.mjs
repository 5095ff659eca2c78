// <pkce-callback>: counts the age of the code, for the eye only; a screen reader hears of it when the verdict changes.

import { flow } from './flow.mjs';
import { write } from './panel.mjs';
import { PkcePart } from './part.mjs';

/** What the redirect brought, and goes with it. */
const BROUGHT = ['code', 'returned_state', 'iss', 'code_received_at', 'error', 'error_description'];

export class PkceCallback extends PkcePart {
  #ticking = 0;

  connectedCallback() {
    super.connectedCallback();
    this.#ticking = setInterval(this.#tick, 1000);
  }

  disconnectedCallback() {
    clearInterval(this.#ticking);
    super.disconnectedCallback();
  }

  /** After the tokens have come it says where the code is. */
  started() {
    return super.started() || flow.get('finished') !== '';
  }

  /** The state stays: it belongs to the request, and is used elsewhere. */
  clear() {
    const field = this.panel.control('redirect');
    write(field, '');
    field.focus();
    flow.put(Object.fromEntries(BROUGHT.map((name) => [name, ''])));
    this.typed('redirect');
    this.follow();
  }

  #tick = () => {
    const place = this.querySelector('.pkce-age');
    if (!(place instanceof HTMLElement)) return;
    const now = Math.floor(Date.now() / 1000);
    place.textContent = clock(now - Number(place.dataset.since));
    if (!place.dataset.until || now <= Number(place.dataset.until)) return;
    delete place.dataset.until;
    void this.check();
  };
}

/**
 * Seconds as minutes and seconds: 2:05.
 * @param {number} seconds
 */
function clock(seconds) {
  const passed = Math.max(0, seconds);
  return `${Math.floor(passed / 60)}:${String(passed % 60).padStart(2, '0')}`;
}
