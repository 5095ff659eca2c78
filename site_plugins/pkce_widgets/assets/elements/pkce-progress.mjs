// <pkce-progress>: the rail. Which steps are done, and each value under the step that made it.
// Where the page has the steps of the quickstart, it opens one at a time.

import { flow } from '../flow.mjs';
import { FlowElement } from '../part/flow-element.mjs';
import { Clock } from '../steps/clock.mjs';
import { moveFocus, stepDone } from '../steps/focus.mjs';
import { Screens } from '../steps/screens.mjs';
import { statesOf } from '../steps/states.mjs';
import { drawValue } from '../steps/values.mjs';

export class PkceProgress extends FlowElement {
  /** @type {Screens | undefined} */
  #screens;
  /** @type {Clock | undefined} */
  #clock;

  /** @param {AbortSignal} signal */
  connected(signal) {
    const walk = this.closest('.pkce-walk');
    flow.addEventListener('change', this.#draw, { signal });
    this.addEventListener('click', this.#clicked, { signal });
    if (walk) this.#take(walk, signal);
    this.#draw();
  }

  /** @param {Element} walk @param {AbortSignal} signal */
  #take(walk, signal) {
    const bar = this.find('.pkce-rail__bar', HTMLButtonElement);
    bar.hidden = false;
    this.#clock = new Clock(this.#timers(walk, bar), (text) => this.#say(text), signal);
    this.#screens = new Screens(walk, this.#draw, signal);
    moveFocus(this.#screens, signal);
  }

  /** The clock beside the heading of the last screen, and the short one in the bar. @param {Element} walk @param {Element} bar */
  #timers(walk, bar) {
    const places = [walk.querySelector('#log-in > h2'), bar.firstElementChild];
    return places.flatMap((place) => {
      if (!place) return [];
      const next = place.nextElementSibling;
      if (next instanceof HTMLElement && next.matches('.pkce-clock')) return [next];
      const timer = document.createElement(bar.contains(place) ? 'span' : 'p');
      timer.className = 'pkce-clock';
      if (!bar.contains(place)) timer.setAttribute('role', 'timer');
      place.after(timer);
      return [timer];
    });
  }

  #clicked = (/** @type {Event} */ event) => {
    if (!(event.target instanceof Element)) return;
    const bar = event.target.closest('.pkce-rail__bar');
    if (bar || event.target.closest('a')) this.#unfold(bar !== null && bar.getAttribute('aria-expanded') !== 'true');
  };

  /** Show or hide the list below the bar. @param {boolean} open */
  #unfold(open) {
    this.toggleAttribute('data-open', open);
    this.find('.pkce-rail__bar', HTMLElement).setAttribute('aria-expanded', String(open));
  }

  /** @param {string} text */
  #say(text) {
    this.find('.pkce-status', HTMLElement).textContent = text;
  }

  #draw = () => {
    const steps = [...this.querySelectorAll('.pkce-rail__step')];
    const states = statesOf(steps);
    steps.forEach((_, at) => states[at] === 'done' && this.#screens?.isWrong(at + 1) && (states[at] = 'failed'));
    const before = this.#screens?.now;
    this.#screens?.draw(states, steps);
    this.#clock?.draw();
    const next = states.findIndex((state) => state === 'next' || state === 'failed') + 1;
    const now = this.#screens?.now ?? next;
    steps.forEach((step, at) => {
      step.setAttribute('data-state', states[at] ?? '');
      const word = step.querySelector('.pkce-rail__state');
      if (word) word.textContent = states[at] ?? '';
      const link = step.querySelector('a');
      if (at + 1 === now) link?.setAttribute('aria-current', 'step');
      else link?.removeAttribute('aria-current');
    });
    this.querySelectorAll('.pkce-rail__value').forEach(drawValue);
    this.style.setProperty('--pkce-at', String(now / steps.length));
    for (const place of this.querySelectorAll('[data-now]')) {
      const title = steps[now - 1]?.querySelector('a')?.textContent ?? '';
      place.textContent = place.getAttribute('data-now') === 'title' ? title : String(now || steps.length);
    }
    const walk = this.closest('.pkce-walk');
    if (walk && this.#screens && before !== undefined && before < now) stepDone(this.#screens, walk);
  };
}
