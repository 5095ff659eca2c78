// <pkce-diagram>: the drawing is in the HTML. The element puts the reader's own values into it, shortened, with secrets
// masked, and highlights the reader's current step.

import { flow } from '../flow.mjs';
import { FlowElement } from '../part/flow-element.mjs';

export class PkceDiagram extends FlowElement {
  /** The drawn example, to go back to when the reader clears a value. @type {Map<Element, string | null>} */
  #examples = new Map();

  /** @param {AbortSignal} signal */
  connected(signal) {
    for (const place of this.querySelectorAll('[data-flow]')) {
      if (!this.#examples.has(place)) this.#examples.set(place, place.textContent);
    }
    flow.addEventListener('change', this.#draw, { signal });
    this.#draw();
  }

  #draw = () => {
    for (const [place, example] of this.#examples) {
      const value = flow.get(place.getAttribute('data-flow') ?? '');
      const secret = place.hasAttribute('data-masked');
      if (!value) place.textContent = example;
      else if (secret) place.textContent = masked(value, place.getAttribute('data-flow') === 'client_secret');
      else place.textContent = shortened(value);
    }
    const steps = [...this.querySelectorAll('.pkce-diagram__step')];
    const at = flow.get('finished') ? undefined : steps.find((step) => !done(step));
    for (const step of steps) {
      if (step === at) step.setAttribute('aria-current', 'step');
      else step.removeAttribute('aria-current');
    }
  };
}

/** Whether the flow has what a step gives; a returned state counts only if it is the one that was sent. @param {Element} step */
function done(step) {
  const names = (step.getAttribute('data-done-by') ?? '').split(' ');
  return names.every((name) => flow.get(name)) && (!names.includes('returned_state') || flow.get('returned_state') === flow.get('state'));
}

/** The ends of a long value: enough to recognize it. @param {string} value */
function shortened(value) {
  const [start, end] = value.includes('://') ? [12, 9] : [7, 5];
  return value.length <= start + end + 3 ? value : `${value.slice(0, start)}…${value.slice(-end)}`;
}

/**
 * The first characters of a value that nobody should read; none of a secret that a person chose.
 * @param {string} value
 * @param {boolean} wholly
 */
function masked(value, wholly) {
  return wholly ? '••••' : `${value.slice(0, 4)}••••`;
}
