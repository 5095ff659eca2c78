// <pkce-check>: a pair.

import { flow } from '../flow.mjs';
import { chosen } from '../part/choices.mjs';
import { read, write } from '../part/form.mjs';
import { PkcePart } from '../part/part.mjs';

const NAMES = /** @type {const} */ (['code_verifier', 'code_challenge']);
const MAX_LENGTH = 20_000;

export class PkceCheck extends PkcePart {
  /** After the tokens have come, it says where the verifier is. */
  started() {
    return super.started() || flow.get('finished') !== '';
  }

  /** The fix is in the language that the reader chose for another. */
  values() {
    return { ...super.values(), fix_language: chosen('fix_language') };
  }

  /**
   * @param {string} _name
   * @param {string} text
   */
  checkedText(_name, text) {
    return text.replace(/^[\r\n]+|[\r\n]+$/g, ''); // copying from a terminal adds line breaks
  }

  /** @param {string} name */
  entered(name) {
    this.#split(read(this.form.control(name)));
    this.commit();
  }

  /**
   * Both values pasted at once, as `pkce pair` and the code examples print them, go into a field each.
   * @param {string} text
   */
  #split(text) {
    const found = NAMES.map((name) => text.match(new RegExp(`\\b${name}["']?\\s*[=:]\\s*["']?([^\\s"',&]+)`))?.[1] ?? '');
    if (found.every(Boolean)) NAMES.forEach((name, at) => write(this.form.control(name), found[at] ?? ''));
  }

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
