// <pkce-callback>: counts the age of the code, to be seen only; a screen reader announces it when the verdict changes.

import { flow } from '../flow.mjs';
import { write } from '../part/form.mjs';
import { PkcePart } from '../part/part.mjs';
import { asClock } from '../steps/clock.mjs';

/** What the redirect brought, and what goes with it. */
const FROM_REDIRECT = ['code', 'returned_state', 'iss', 'code_received_at', 'error', 'error_description'];

export class PkceCallback extends PkcePart {
  /** @param {AbortSignal} signal */
  connected(signal) {
    super.connected(signal);
    const ticking = setInterval(() => this.#tick(), 1000);
    signal.addEventListener('abort', () => clearInterval(ticking));
  }

  /** After the tokens have come, it says where the code is. */
  started() {
    return super.started() || flow.get('finished') !== '';
  }

  /** `state` stays: it belongs to the request, and is used elsewhere. */
  clear() {
    const field = this.form.control('redirect');
    write(field, '');
    field.focus();
    flow.setQuietly(Object.fromEntries(FROM_REDIRECT.map((name) => [name, ''])));
    this.commit('redirect');
    this.follow();
  }

  #tick() {
    const now = Math.floor(Date.now() / 1000);
    for (const place of this.querySelectorAll('.pkce-age')) {
      if (!(place instanceof HTMLElement)) continue;
      place.textContent = asClock(now - Number(place.dataset.since));
      if (!place.dataset.until || now <= Number(place.dataset.until)) continue;
      delete place.dataset.until;
      this.check();
    }
  }
}
