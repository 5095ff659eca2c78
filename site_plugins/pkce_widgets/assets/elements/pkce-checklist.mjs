// <pkce-checklist>: boxes that stay checked while the reader goes from page to page.

import { flow } from '../flow.mjs';
import { FlowElement } from '../part/flow-element.mjs';

export class PkceChecklist extends FlowElement {
  /** @param {AbortSignal} signal */
  connected(signal) {
    this.addEventListener('change', this.#checked, { signal });
    flow.addEventListener('change', this.#draw, { signal });
    this.#draw();
  }

  get #boxes() {
    return [...this.querySelectorAll('input')];
  }

  /** @param {HTMLInputElement} box */
  #name(box) {
    return `checked ${location.pathname} ${box.dataset.item}`;
  }

  #checked = () => {
    flow.set(Object.fromEntries(this.#boxes.map((box) => [this.#name(box), box.checked ? 'true' : ''])));
  };

  #draw = () => {
    for (const box of this.#boxes) box.checked = flow.get(this.#name(box)) === 'true';
  };
}
