// The clock of a login: how long ago the URL was opened. Many codes expire after a minute.

import { flow } from '../flow.mjs';

const LATE = 45; // seconds
const OVER = 60;
const WORDS = { on: 'since opening', late: 'since opening: many codes expire at 1:00', over: 'since opening: the code may have expired' };

/** Seconds as minutes and seconds: 2:05; never below 0:00, also where two clocks differ. @param {number} seconds */
export function asClock(seconds) {
  const passed = Math.max(0, seconds);
  return `${Math.floor(passed / 60)}:${String(passed % 60).padStart(2, '0')}`;
}

export class Clock {
  #places;
  #announce;
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
    if (opened !== this.#opened) [this.#opened, this.#said] = [opened, ''];
    const answered = flow.get('code_received_at') ? Number(flow.get('token_received_at')) : 0;
    const passed = (answered || Math.floor(Date.now() / 1000)) - Number(opened);
    const state = answered || passed < LATE ? 'on' : passed < OVER ? 'late' : 'over';
    const stopped = !opened || (!answered && flow.get('error') !== ''); // after an error there is no code that could end
    for (const place of this.#places) {
      place.hidden = stopped;
      place.dataset.state = state;
      const time = Object.assign(document.createElement('strong'), { textContent: asClock(passed) });
      place.replaceChildren(...(answered ? ['answer pasted ', time, ' after opening'] : [time, ` ${WORDS[state]}`]));
    }
    if (stopped || state === 'on' || state === this.#said) return;
    this.#said = state;
    this.#announce(`${asClock(passed)} ${WORDS[state]}`);
  }
}
