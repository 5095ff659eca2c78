// <pkce-diagram>: the drawing stands in the HTML; awake, it carries the reader's own values, shortened, secrets masked.

import { flow } from './flow.mjs';

/** How each value stands on an arrow. @type {Record<string, (value: string) => string>} */
const SHOWN = { code_verifier: masked, code_challenge: shortened };

export class PkceDiagram extends HTMLElement {
  /** @type {AbortController | undefined} */
  #listening;
  /** @type {Map<Element, string | null>} the drawn example, to go back to when the reader clears her values */
  #examples = new Map();

  connectedCallback() {
    for (const place of this.querySelectorAll('[data-flow]')) {
      if (!this.#examples.has(place)) this.#examples.set(place, place.textContent);
    }
    this.#listening = new AbortController();
    flow.addEventListener('change', this.#draw, { signal: this.#listening.signal });
    this.#draw();
  }

  disconnectedCallback() {
    this.#listening?.abort();
  }

  #draw = () => {
    for (const [place, example] of this.#examples) {
      const name = place.getAttribute('data-flow') ?? '';
      const show = SHOWN[name];
      const value = flow.get(name);
      if (show) place.textContent = value ? show(value) : example;
    }
  };
}

/** The ends of a long value: enough to recognise it. @param {string} value */
function shortened(value) {
  return value.length <= 15 ? value : `${value.slice(0, 7)}…${value.slice(-5)}`;
}

/** The first characters of a secret. @param {string} value */
function masked(value) {
  return `${value.slice(0, 4)}••••`;
}
