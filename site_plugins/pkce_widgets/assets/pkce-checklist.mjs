// <pkce-checklist>: boxes that stay ticked while the reader goes from page to page.

import { flow } from './flow.mjs';

export class PkceChecklist extends HTMLElement {
  /** @type {AbortController | undefined} */
  #listening;

  connectedCallback() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.addEventListener('change', this.#ticked, { signal });
    flow.addEventListener('change', this.#draw, { signal });
    this.#draw();
  }

  disconnectedCallback() {
    this.#listening?.abort();
  }

  /** @returns {HTMLInputElement[]} */
  get #boxes() {
    return [...this.querySelectorAll('input')];
  }

  /** @param {HTMLInputElement} box */
  #name(box) {
    return `ticked ${location.pathname} ${box.dataset.item}`;
  }

  #ticked = () => {
    flow.set(Object.fromEntries(this.#boxes.map((box) => [this.#name(box), box.checked ? 'true' : ''])));
  };

  #draw = () => {
    for (const box of this.#boxes) box.checked = flow.get(this.#name(box)) === 'true';
  };
}
