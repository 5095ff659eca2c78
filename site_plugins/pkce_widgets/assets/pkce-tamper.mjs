// <pkce-tamper>: a flow of its own, whose example stands in the form until the reader changes something.

import { flow } from './flow.mjs';
import { PkcePart } from './part.mjs';

export class PkceTamper extends PkcePart {
  #begun = false;

  connectedCallback() {
    flow.addEventListener('reset', this.#restart);
    super.connectedCallback();
  }

  disconnectedCallback() {
    flow.removeEventListener('reset', this.#restart);
    super.disconnectedCallback();
  }

  /** "Start over" elsewhere empties the flow: back to the example, in the form too. */
  #restart = () => {
    this.#begun = false;
    this.panel.find('.pkce-form', HTMLFormElement).reset();
    this.panel.rest();
  };

  /** What stands in the form is only an example so far, and nothing to offer. */
  offers() {
    return {};
  }

  /** What the example changes. */
  get #example() {
    const what = this.panel.find('select', HTMLSelectElement);
    return [...what.options].find((option) => option.defaultSelected)?.value ?? '';
  }

  started() {
    return this.#begun;
  }

  follow() {
    if (this.#begun) super.follow();
  }

  /** @param {string} name */
  entered(name) {
    if (this.#begun) return super.entered(name);
    this.#begun = true;
    flow.put({ tamper_of: this.#example });
    this.typed(); // the whole example becomes hers, with the one change
  }

  /** @param {string} action */
  act(action) {
    this.#begun = true;
    return super.act(action);
  }
}
