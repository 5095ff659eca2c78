// What the reader does in a part: types, pastes, leaves a field, presses a button.

import { flow } from '../flow.mjs';
import { live } from '../runtime.mjs';

/**
 * @typedef {object} Part what this module needs of a part
 * @property {boolean} begun
 * @property {import('./form.mjs').Form} form
 * @property {number} maxLength
 * @property {(name: string) => string} lengthRule
 * @property {() => void} judgeAgain
 * @property {(name: string, first: boolean) => void} entered
 * @property {(name: string) => void} commit
 * @property {() => void} check
 * @property {() => void} clear
 * @property {(action: string) => void} act
 */

/**
 * What to say of a text that is too long.
 * @param {number} length
 * @param {string} rule
 */
export const describeLength = (length, rule) => `${length.toLocaleString('en')} characters. ${rule}.`;

/**
 * Whether a field changed by a key. A keyboard's suggestion or password manager inserts text too, but all of it at once.
 * @param {Event} event
 */
export const isByKey = (event) =>
  event instanceof InputEvent && /^(insertText|delete)/.test(event.inputType) && (event.data ?? '').length <= 1;

/** The part that the reader used last. @type {Part | undefined} */
let used;

/** @param {Part} part */
export const isInUse = (part) => part === used;

export class Typing {
  #part;
  /** The field that the reader is typing into key by key. */
  field = '';

  /** @param {Part & HTMLElement} part */
  constructor(part) {
    this.#part = part;
  }

  /** @param {AbortSignal} signal */
  listen(signal) {
    const part = this.#part;
    part.addEventListener('input', this.#input, { signal });
    part.addEventListener('focusout', this.#left, { signal });
    part.addEventListener('paste', this.#pasted, { signal });
    part.addEventListener('click', this.#clicked, { signal });
    part.addEventListener('submit', (event) => event.preventDefault(), { signal });
  }

  #input = (/** @type {Event} */ event) => {
    used = this.#part;
    let pasted = false;
    if (event.target instanceof HTMLTextAreaElement) {
      pasted = !isByKey(event);
      this.field = pasted ? '' : event.target.name;
      if (pasted) this.#given(event.target.name);
    }
    if (!(event.target instanceof HTMLElement && 'name' in event.target)) return;
    const first = this.#begin();
    used.entered(String(event.target.name), first);
    if (pasted) flow.notify(); // the same text changes nothing in the flow, but what is out of date
  };

  /**
   * A text came as a whole. What is pasted again is judged again, also the same text.
   * @param {string} name
   */
  #given(name) {
    this.#part.judgeAgain();
    flow.pasted(name);
  }

  /** @returns {boolean} whether the reader begins only now */
  #begin() {
    const first = !this.#part.begun;
    this.#part.begun = true;
    return first;
  }

  /** A reader who leaves a field has finished it, so a value that is too short is a mistake now. */
  #left = () => {
    if (!this.field) return;
    this.field = '';
    this.#part.check();
  };

  #pasted = (/** @type {ClipboardEvent} */ event) => {
    const part = this.#part;
    const length = event.clipboardData?.getData('text/plain').length ?? 0;
    if (!(event.target instanceof HTMLTextAreaElement) || length <= part.maxLength) return;
    event.preventDefault();
    const { name } = event.target;
    part.form.note(name, `You pasted ${describeLength(length, part.lengthRule(name))} The field was not changed.`);
  };

  #clicked = (/** @type {Event} */ event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    const { action, clean, move, to } = button?.dataset ?? {};
    if (!action && !clean && !move) return;
    used = this.#part;
    if (move && to) used.form.move(move, to);
    else if (clean) {
      used.form.clean(clean);
      used.commit(clean);
    } else if (action === 'retry') this.#retry();
    else if (action) {
      this.#begin();
      if (action === 'clear') used.clear();
      else used.act(action);
    }
  };

  #retry() {
    this.#part.form.focusFirst(); // the button disappears
    live.retry().catch(() => {}); // the state says why
    this.#part.check();
  }
}
