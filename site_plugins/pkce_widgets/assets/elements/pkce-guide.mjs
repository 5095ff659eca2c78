// <pkce-guide>: the words of the chosen provider.

import { flow } from '../flow.mjs';
import { FlowElement } from '../part/flow-element.mjs';

export class PkceGuide extends FlowElement {
  /** @param {AbortSignal} signal */
  connected(signal) {
    flow.addEventListener('change', this.#draw, { signal });
    this.#draw();
  }

  #draw = () => {
    const blocks = [...this.querySelectorAll('[data-provider]')].flatMap((each) => (each instanceof HTMLElement ? [each] : []));
    const chosen = blocks.find((each) => each.dataset.provider === flow.get('provider')) ?? blocks[0];
    for (const block of blocks) block.hidden = block !== chosen;
  };
}
