// The fields of a part: what is in them, the notes beside them, and which part a value came from.

import { recall } from './choices.mjs';

/** @typedef {HTMLTextAreaElement | HTMLInputElement | HTMLSelectElement} Control */

export class Form {
  #root;
  /** The fields that are hidden at first. @type {string[]} */
  #hiddenAtFirst;
  /** What the "Clean it" buttons write; not in the page, because one may be a secret. @type {Map<string, string>} */
  #cleaned = new Map();

  /** @param {import('./flow-element.mjs').FlowElement} root */
  constructor(root) {
    this.#root = root;
    this.#hiddenAtFirst = this.controls().flatMap((each) => (this.#field(each.name)?.hidden ? [each.name] : []));
  }

  get #form() {
    return this.#root.find('.pkce-form', HTMLFormElement);
  }

  /** Show the form, which would do nothing without JavaScript, with what the reader chose before. */
  open() {
    this.#form.hidden = false;
    for (const select of this.#form.querySelectorAll('select')) recall(select);
  }

  /** @returns {Control[]} */
  controls() {
    return /** @type {Control[]} */ ([...this.#form.elements].filter((each) => 'name' in each && each.name));
  }

  /** @param {string} name */
  control(name) {
    const found = this.controls().find((each) => each.name === name);
    if (!found) throw new TypeError(`<${this.#root.localName}> has no field ${name}`);
    return found;
  }

  /** @param {string} name */
  #field(name) {
    return /** @type {HTMLElement | null} */ (this.#root.querySelector(`.pkce-field[data-value="${name}"]`));
  }

  /** Put every control back to what it was when the page loaded. */
  reset() {
    this.#form.reset();
  }

  /** Put every choice back to what it was when the page loaded. */
  resetChoices() {
    for (const control of this.controls()) {
      if (!(control instanceof HTMLSelectElement)) continue;
      control.selectedIndex = Math.max(0, [...control.options].findIndex((option) => option.defaultSelected));
      recall(control);
    }
  }

  /** @returns {Record<string, string>} */
  choices() {
    const selects = this.controls().filter((control) => control instanceof HTMLSelectElement && control.value);
    return Object.fromEntries(selects.map(({ name, value }) => [name, value]));
  }

  focusFirst() {
    this.controls()[0]?.focus();
  }

  /**
   * Mark the wrong fields, write the notes, and show only the fields that the answer needs.
   * @param {import('./questions.mjs').Marks} marks
   */
  mark({ hidden, invalid, notes, cleaned }) {
    if (hidden) this.#hide(hidden);
    for (const control of this.controls()) {
      control.setAttribute('aria-invalid', String(invalid.includes(control.name)));
      this.note(control.name, notes[control.name] ?? '', cleaned[control.name]);
    }
  }

  /** Mark nothing, as at first. */
  unmark() {
    this.mark({ hidden: this.#hiddenAtFirst, invalid: [], notes: {}, cleaned: {} });
  }

  /** @param {string[]} names */
  #hide(names) {
    for (const { name } of this.controls()) {
      const field = this.#field(name);
      if (field) field.hidden = names.includes(name);
    }
  }

  /**
   * Write the note of a field, and offer a button that puts the cleaned value into the field.
   * @param {string} name
   * @param {string} text
   * @param {string} [cleaned]
   */
  note(name, text, cleaned) {
    const note = this.#root.querySelector(`[data-note="${name}"]`);
    if (!note) return;
    const offered = note.querySelector('button') !== null;
    if (cleaned === undefined) this.#cleaned.delete(name);
    else this.#cleaned.set(name, cleaned);
    // Keep the button if possible: the reader may be pressing it.
    if (offered === (cleaned !== undefined) && (note.firstChild?.nodeValue ?? '') === text) return;
    note.textContent = text;
    if (cleaned === undefined) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'pkce-copy';
    button.dataset.clean = name;
    button.textContent = 'Clean it';
    note.append(' ', button);
  }

  /**
   * Write the cleaned value into its field.
   * @param {string} name
   */
  clean(name) {
    const control = this.control(name);
    write(control, this.#cleaned.get(name) ?? '');
    control.focus(); // the button disappears
  }

  /** Empty all fields; the choices stay. */
  clear() {
    for (const control of this.controls()) if (!(control instanceof HTMLSelectElement)) write(control, '');
    this.focusFirst();
  }

  /**
   * Show which part a value came from.
   * @param {string} name
   * @param {string} source '' for a value that was given here
   */
  source(name, source) {
    const label = this.#field(name)?.querySelector('label');
    if (!label) return;
    const place = label.querySelector('.pkce-field__from');
    if (!source) {
      place?.remove();
      return;
    }
    const text = place ?? label.appendChild(Object.assign(document.createElement('span'), { className: 'pkce-field__from' }));
    text.textContent = ` from “${source}”`;
  }
}

/**
 * The value of a control; a checkbox has '' or 'true'.
 * @param {Control} control
 */
export function read(control) {
  if (control instanceof HTMLInputElement && control.type === 'checkbox') return control.checked ? 'true' : '';
  return control.value;
}

/**
 * @param {Control} control
 * @param {string} value
 */
export function write(control, value) {
  if (control instanceof HTMLInputElement && control.type === 'checkbox') control.checked = value === 'true';
  else if (control.value !== value) control.value = value;
}
