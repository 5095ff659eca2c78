// <pkce-check>: a pair. Its worked example stands in the fields too, and can be edited there.

import { flow } from './flow.mjs';
import { read, write } from './panel.mjs';
import { PkcePart } from './part.mjs';

const NAMES = /** @type {const} */ (['code_verifier', 'code_challenge']);
const LONGEST = 20_000;

export class PkceCheck extends PkcePart {
  /** Whether the reader has begun here: until then another part's pair does not take the example's place. */
  #begun = false;

  /** A panel with the part's own example follows the flow; one with an author's example keeps it until it is used. */
  get #follows() {
    return this.#begun || 'follows' in this.dataset;
  }

  connectedCallback() {
    flow.addEventListener('reset', this.#forget);
    super.connectedCallback();
  }

  disconnectedCallback() {
    flow.removeEventListener('reset', this.#forget);
    super.disconnectedCallback();
  }

  #forget = () => (this.#begun = false);

  started() {
    return this.#begun || (this.#follows && (super.started() || flow.get('finished') !== ''));
  }

  follow() {
    if (!this.started()) {
      this.#restore();
      return;
    }
    this.#begun = true;
    super.follow();
  }

  /** Nobody has begun, or she started over: the example, in the fields too. */
  #restore() {
    for (const control of this.panel.controls()) {
      if (control instanceof HTMLTextAreaElement) write(control, control.defaultValue);
    }
    this.rest();
  }

  /**
   * @param {string} _name
   * @param {string} text
   */
  judged(_name, text) {
    return text.replace(/^[\r\n]+|[\r\n]+$/g, '');
  }

  /** @param {string} name */
  entered(name) {
    const [verifier, challenge] = NAMES.map((each) => this.panel.control(each));
    if (!verifier || !challenge) return;
    this.#takeApart(read(this.panel.control(name)));
    // The example's challenge belongs to the example's verifier alone.
    const untouched = challenge instanceof HTMLTextAreaElement && challenge.value === challenge.defaultValue;
    if (name === 'code_verifier' && !this.#begun && untouched && !this.#apart) write(challenge, '');
    this.#begun = true;
    this.typed();
  }

  #apart = false;

  /**
   * Both values pasted at once, as `pkce pair` and the code examples print them, go each into its own field.
   * @param {string} text
   */
  #takeApart(text) {
    const found = NAMES.map((name) => text.match(new RegExp(`\\b${name}["']?\\s*[=:]\\s*["']?([^\\s"',&]+)`))?.[1] ?? '');
    this.#apart = found.every(Boolean);
    if (this.#apart) NAMES.forEach((name, at) => write(this.panel.control(name), found[at] ?? ''));
  }

  /** @param {string} action */
  act(action) {
    this.#begun = true;
    return super.act(action);
  }

  clear() {
    this.#begun = true;
    super.clear();
  }

  /**
   * A paste replaces the example, as it would in an empty field.
   * @param {Event} event
   */
  focused({ target: field }) {
    if (field instanceof HTMLTextAreaElement && !this.#begun && field.value === field.defaultValue) field.select();
  }

  longest() {
    return LONGEST;
  }

  /**
   * @param {string} name
   * @param {number} length
   */
  tooLong(name, length) {
    const rule = name === 'code_verifier' ? 'A verifier has 43 to 128' : 'An S256 challenge has 43';
    return `${length.toLocaleString('en')} characters. ${rule}.`;
  }

  /**
   * @param {import('./panel.mjs').Answer} answer
   * @param {Map<string, string>} [then]
   */
  answered(answer, then) {
    const notes = { ...answer.notes }; // the answer belongs to every panel that asked the same
    for (const name of NAMES) {
      const cut = this.judged(name, read(this.panel.control(name))) !== read(this.panel.control(name));
      if (cut && answer.state !== 'empty') {
        notes[name] = `${notes[name] ?? ''} Checked without the line break around it.`.trim();
      }
    }
    super.answered({ ...answer, notes }, then);
  }
}
