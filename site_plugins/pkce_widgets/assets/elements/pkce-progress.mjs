// <pkce-progress>: which steps are done, as the flow's values show.

import { flow } from '../flow.mjs';
import { FlowElement } from '../part/flow-element.mjs';

/**
 * @param {Element} step
 * @param {string} attribute
 */
const listed = (step, attribute) => (step.getAttribute(attribute) ?? '').split(' ').filter(Boolean);

/** Whether the current request was answered without what the step is for. @param {Element} step */
const failed = (step) => {
  const names = listed(step, 'data-failed-by');
  return names.length > 0 && names.every((name) => flow.get(name) && !flow.changedSince(name).length);
};

export class PkceProgress extends FlowElement {
  /** @param {AbortSignal} signal */
  connected(signal) {
    flow.addEventListener('change', this.#draw, { signal });
    this.#draw();
  }

  #draw = () => {
    let current = true; // the first step that is not done is the next one
    for (const step of this.querySelectorAll('.pkce-rail__step')) {
      const names = listed(step, 'data-done-by');
      const done = names.every((name) => flow.get(name)) || flow.get('finished') !== '';
      const stale = done && names.some((name) => flow.changedSince(name).length);
      const state = stale ? 'out of date' : done ? 'done' : failed(step) ? 'failed' : current ? 'next' : '';
      if (state !== 'done') current = false;
      step.setAttribute('data-state', state);
      const word = step.querySelector('.pkce-rail__state');
      if (word) word.textContent = state;
      const link = step.querySelector('a');
      if (state === 'next' || state === 'failed') link?.setAttribute('aria-current', 'step');
      else link?.removeAttribute('aria-current');
    }
  };
}
