// <pkce-diagram>: the drawing stands in the HTML; awake, it carries the reader's own values, shortened, secrets masked.

import { flow } from './flow.mjs';

const SVG_TEXT = '[data-flow]';

export class PkceDiagram extends HTMLElement {
  /** @type {AbortController | undefined} */
  #listening;

  connectedCallback() {
    this.#listening = new AbortController();
    flow.addEventListener('change', this.#draw, { signal: this.#listening.signal });
    this.#draw();
  }

  disconnectedCallback() {
    this.#listening?.abort();
  }

  #draw = () => {
    for (const place of this.querySelectorAll(SVG_TEXT)) {
      const name = place.getAttribute('data-flow');
      if (name === 'code_verifier' && flow.get(name)) place.textContent = masked(flow.get(name) ?? '');
      if (name === 'code_challenge' && flow.get(name)) place.textContent = shortened(flow.get(name) ?? '');
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
