// <pkce-tamper>: a flow of its own, with values that are made up.

import { PkcePart } from '../part/part.mjs';

export class PkceTamper extends PkcePart {
  /** "Start over" elsewhere empties the flow, and the form too. */
  restart() {
    super.restart();
    this.form.reset();
    this.showNeutral();
  }

  /** Nothing is changed at first, and that is no choice of the reader's. */
  startingValues() {
    return {};
  }

  started() {
    return this.begun;
  }

  follow() {
    if (this.begun) super.follow();
  }
}
