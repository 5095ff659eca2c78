// The fields of a part: what is in them, the notes beside them, and which part a value came from.

import { flow } from '../flow.mjs';
import { recall } from './choices.mjs';
import { reveal } from './reveal.mjs';

/** @typedef {HTMLTextAreaElement | HTMLInputElement | HTMLSelectElement} Control */
/** @typedef {{maxLength: number, heading: string, checkedText: (name: string, text: string) => string}} Part what this module needs */

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

  /**
   * Bring into the flow what the browser kept in the fields when the page was loaded again.
   * @param {string} heading
   */
  adopt(heading) {
    const kept = this.controls().filter((each) => each instanceof HTMLTextAreaElement && !each.autocomplete && each.value !== each.defaultValue);
    flow.set(Object.fromEntries(kept.filter(({ name }) => !flow.get(name)).map(({ name, value }) => [name, value])), heading);
  }

  /**
   * Bring the flow's values into the fields.
   * @param {Part} part
   */
  follow(part) {
    for (const control of this.controls()) {
      const { name } = control;
      if (read(control).length > part.maxLength) continue; // not in the flow: it stays until the reader shortens it
      if (part.checkedText(name, read(control)) !== flow.get(name)) write(control, flow.get(name));
      this.source(name, flow.source(name) === part.heading ? '' : flow.source(name));
    }
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
  mark({ hidden, invalid, notes, cleaned, moves = {} }) {
    if (hidden) this.#hide(hidden);
    for (const control of this.controls()) {
      control.setAttribute('aria-invalid', String(invalid.includes(control.name)));
      this.note(control.name, notes[control.name] ?? '', cleaned[control.name], moves[control.name]);
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
   * Write the note of a field, and offer a button that puts the cleaned value into the field, or the value where it belongs.
   * @param {string} name
   * @param {string} text
   * @param {string} [cleaned]
   * @param {string} [move] the name of the field that the value belongs in
   */
  note(name, text, cleaned, move) {
    const note = this.#root.querySelector(`[data-note="${name}"]`);
    if (!note) return;
    if (cleaned === undefined) this.#cleaned.delete(name);
    else this.#cleaned.set(name, cleaned);
    const place = move ? placeOf(move, this.#root) : undefined;
    const offer = place ? `Move it to “${place.title}”` : cleaned === undefined ? '' : 'Clean it';
    // Keep the button if possible: the reader may be pressing it.
    if ((note.querySelector('button')?.textContent ?? '') === offer && (note.firstChild?.nodeValue ?? '') === text) return;
    note.textContent = text;
    if (!offer) return;
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'pkce-copy', textContent: offer });
    button.dataset[place ? 'move' : 'clean'] = name;
    if (place) button.dataset.to = move;
    note.append(' ', button);
  }

  /**
   * Take a value out of its field, and put it into the one that it belongs in, as if it were pasted there; never over another.
   * @param {string} name
   * @param {string} to
   */
  move(name, to) {
    const [control, place] = [this.control(name), placeOf(to, this.#root)];
    if (!place) return;
    const value = read(control);
    if (place.field.value.trim() && place.field.value !== value) {
      const note = this.#root.querySelector(`[data-note="${name}"]`)?.firstChild; // the button beside it stays
      if (note) note.textContent = `Not moved: “${place.title}” had another text, which stays. Empty that field first.`;
      return control.focus(); // its note is read out
    }
    write(control, '');
    control.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'deleteByCut' }));
    write(place.field, value);
    reveal(place.field);
    place.field.focus();
    place.field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
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
 * The field of another part that a value belongs in, the first that is in sight, and the title of that part.
 * @param {string} name
 * @param {Element} self
 */
function placeOf(name, self) {
  const fields = /** @type {HTMLTextAreaElement[]} */ ([...document.querySelectorAll(`.pkce-form textarea[name="${name}"]`)]);
  const others = fields.filter((each) => !self.contains(each) && !each.closest('.pkce-field[hidden]'));
  const field = others.find((each) => each.checkVisibility()) ?? others[0];
  const title = field?.closest('.pkce-panel')?.querySelector('.pkce-panel__title')?.textContent;
  return field && title ? { field, title } : undefined;
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
