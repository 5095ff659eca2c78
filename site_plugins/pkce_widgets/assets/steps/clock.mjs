// The clock of a login: how long ago the URL was opened. Many codes expire after a minute.

import { flow } from '../flow.mjs';

const LATE = 45; // seconds
const OVER = 60;
const WORDS = { on: 'since opening', late: 'since opening: many codes expire at 1:00', over: 'since opening: the code may have expired' };

/** Seconds as minutes and seconds: 2:05. @param {number} seconds */
export const asClock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

export class Clock {
  #places;
  #announce;
  /** When the answer came, in seconds since the URL was opened. */
  #stopped = -1;
  #opened = '';
  #said = '';

  /**
   * @param {HTMLElement[]} places where the time is shown
   * @param {(text: string) => void} announce to a screen reader
   * @param {AbortSignal} signal
   */
  constructor(places, announce, signal) {
    this.#places = places;
    this.#announce = announce;
    const ticking = setInterval(() => this.draw(), 1000);
    signal.addEventListener('abort', () => clearInterval(ticking));
  }

  draw() {
    const opened = flow.get('authorization_requested_at');
    if (opened !== this.#opened) [this.#opened, this.#stopped, this.#said] = [opened, -1, ''];
    const passed = Math.max(0, Math.floor(Date.now() / 1000) - Number(opened));
    const answered = flow.get('token_response') !== '' && flow.get('code_received_at') !== '';
    if (!answered) this.#stopped = -1;
    else if (this.#stopped < 0) this.#stopped = passed;
    const state = passed >= OVER ? 'over' : passed >= LATE ? 'late' : 'on';
    for (const place of this.#places) {
      place.hidden = !opened;
      place.dataset.state = answered ? 'on' : state;
      const time = Object.assign(document.createElement('strong'), { textContent: asClock(answered ? this.#stopped : passed) });
      place.replaceChildren(...(answered ? ['answer pasted ', time, ' after opening'] : [time, ` ${WORDS[state]}`]));
    }
    if (!opened || answered || state === 'on' || state === this.#said) return;
    this.#said = state;
    this.#announce(`${asClock(passed)} ${WORDS[state]}`);
  }
}
