// <pkce-check>: a pair. Its worked example is in the fields too, where the reader can edit it.

import { flow } from '../flow.mjs';
import { read, write } from '../part/form.mjs';
import { PkcePart } from '../part/part.mjs';

const NAMES = /** @type {const} */ (['code_verifier', 'code_challenge']);
const MAX_LENGTH = 20_000;

export class PkceCheck extends PkcePart {
  /** @param {AbortSignal} signal */
  connected(signal) {
    super.connected(signal);
    this.addEventListener('focusin', this.#focused, { signal });
  }

  /** A panel with the part's own example follows the flow; one with an author's example keeps it until it is used. */
  started() {
    return this.begun || ('follows' in this.dataset && (super.started() || flow.get('finished') !== ''));
  }

  follow() {
    if (this.started()) {
      this.begun = true;
      super.follow();
      return;
    }
    for (const control of this.form.controls()) {
      if (control instanceof HTMLTextAreaElement) write(control, control.defaultValue);
    }
    this.showExample();
  }

  /**
   * @param {string} _name
   * @param {string} text
   */
  checkedText(_name, text) {
    return text.replace(/^[\r\n]+|[\r\n]+$/g, ''); // copying from a terminal adds line breaks
  }

  /**
   * @param {string} name
   * @param {boolean} first
   */
  entered(name, first) {
    const challenge = this.form.control('code_challenge');
    const both = this.#split(read(this.form.control(name)));
    // The example's challenge belongs to the example's verifier alone.
    if (name === 'code_verifier' && first && !both && isExample(challenge)) write(challenge, '');
    this.commit();
  }

  /**
   * Both values pasted at once, as `pkce pair` and the code examples print them, go into a field each.
   * @param {string} text
   */
  #split(text) {
    const found = NAMES.map((name) => text.match(new RegExp(`\\b${name}["']?\\s*[=:]\\s*["']?([^\\s"',&]+)`))?.[1] ?? '');
    const both = found.every(Boolean);
    if (both) NAMES.forEach((name, at) => write(this.form.control(name), found[at] ?? ''));
    return both;
  }

  /** A paste replaces the example, as it would in an empty field. */
  #focused = (/** @type {Event} */ { target }) => {
    if (target instanceof HTMLTextAreaElement && !this.begun && isExample(target)) target.select();
  };

  get maxLength() {
    return MAX_LENGTH;
  }

  /** @param {string} name */
  lengthRule(name) {
    return name === 'code_verifier' ? 'A verifier has 43 to 128' : 'An S256 challenge has 43';
  }

  /**
   * @param {import('../part/questions.mjs').Answer} answer
   * @param {Map<string, string>} [then]
   */
  answered(answer, then) {
    const notes = { ...answer.notes }; // every panel with the same question gets the same answer object
    for (const name of NAMES) {
      const text = read(this.form.control(name));
      if (this.checkedText(name, text) !== text && answer.state !== 'empty') {
        notes[name] = `${notes[name] ?? ''} Checked without the line break around it.`.trim();
      }
    }
    super.answered({ ...answer, notes }, then);
  }
}

/** @param {Element} field */
const isExample = (field) => field instanceof HTMLTextAreaElement && field.value === field.defaultValue;
