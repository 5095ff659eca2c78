// <pkce-tamper>: a flow of its own. Its example is in the form until the reader changes something.

import { flow } from '../flow.mjs';
import { PkcePart } from '../part/part.mjs';

export class PkceTamper extends PkcePart {
  /** "Start over" elsewhere empties the flow: back to the example, in the form too. */
  restart() {
    super.restart();
    this.form.reset();
    this.showExample();
  }

  /** What is in the form is only an example so far. */
  startingValues() {
    return {};
  }

  /** What the example changes. */
  get #example() {
    const what = this.find('select', HTMLSelectElement);
    return [...what.options].find((option) => option.defaultSelected)?.value ?? '';
  }

  started() {
    return this.begun;
  }

  follow() {
    if (this.begun) super.follow();
  }

  /**
   * @param {string} name
   * @param {boolean} first
   */
  entered(name, first) {
    if (!first) return super.entered(name, first);
    flow.setQuietly({ tamper_of: this.#example });
    this.commit(); // the whole example becomes the reader's, with the one change
  }
}
