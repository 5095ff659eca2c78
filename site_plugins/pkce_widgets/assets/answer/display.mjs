// What <pkce-answer> shows: the fields, a note below the box, the answer and the values, or how far loading is.

import { live } from '../runtime.mjs';
import { showLoading } from './loading.mjs';
import { pastes } from './pastes.mjs';
import { hideSecrets } from './secrets.mjs';
import { fill } from './slots.mjs';

const PAUSE = 500; // milliseconds without a key before a screen reader announces the answer

export class Display {
  #root;
  /** The label of the box and its placeholder, before there is an answer. */
  #title;
  #placeholder;
  #announcing = 0;

  /** @param {import('../part/flow-element.mjs').FlowElement} root */
  constructor(root) {
    this.#root = root;
    this.#title = this.#slot('title').textContent ?? '';
    this.#placeholder = this.box.placeholder;
    if (navigator.platform.startsWith('Mac')) this.#part('keys').textContent = '⌘V';
  }

  get title() {
    return this.#title;
  }

  get box() {
    return this.#root.find('textarea[name="texts"]', HTMLTextAreaElement);
  }

  /** The fields of the pair. */
  get #pair() {
    return [...this.#root.querySelectorAll('textarea')].filter((each) => each !== this.box);
  }

  /** @param {string} name */
  #part(name) {
    return this.#root.find(`[data-part="${name}"]`, HTMLElement);
  }

  /** @param {string} name */
  #slot(name) {
    return this.#root.find(`[data-slot="${name}"]`, HTMLElement);
  }

  get hasText() {
    return [this.box, ...this.#pair].some(({ value }) => value);
  }

  /** What is in the fields. */
  read() {
    return { draft: hideSecrets(this.box.value), pair: Object.fromEntries(this.#pair.map(({ name, value }) => [name, value])) };
  }

  /** Bring what was pasted into the fields. */
  write() {
    const { draft, pair } = pastes.now;
    for (const field of [this.box, ...this.#pair]) {
      const value = field === this.box ? draft : (pair[field.name] ?? '');
      if (field.value !== value) field.value = value;
    }
  }

  /** @param {string} text @param {boolean} [undo] whether to offer Undo beside it */
  note(text, undo = false) {
    const note = this.#part('note');
    note.textContent = text;
    if (!undo) return;
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Undo' });
    button.className = 'pkce-link';
    button.dataset.action = 'undo';
    note.append(' ', button);
  }

  /** @param {import('../part/questions.mjs').Answer} answer */
  answer(answer) {
    for (const field of this.#pair) {
      field.setAttribute('aria-invalid', String(answer.invalid.includes(field.name)));
      const note = this.#root.querySelector(`[data-note="${field.name}"]`);
      if (note) note.textContent = answer.notes[field.name] ?? '';
    }
    const pieces = Array.isArray(answer.body) ? answer.body[2] : [];
    if (!pieces.length) return this.clear(); // half a value
    for (const piece of pieces) fill(this.#root, piece);
    this.box.placeholder = this.#slot('title').dataset.placeholder ?? this.#placeholder;
    this.announce(answer.verdict);
    this.show(false);
  }

  /** There is no answer yet. */
  clear() {
    this.#slot('answer').replaceChildren();
    this.show(false);
  }

  /** A worked example, which needs no Python. */
  showExample() {
    const example = this.#root.find('template', HTMLTemplateElement).content.firstElementChild?.cloneNode(true);
    if (example) this.#slot('answer').replaceWith(example);
    this.show(true);
    this.#root.find('.pkce-answer__answer', HTMLElement).focus();
  }

  /**
   * Bring the parts into view that there is something for.
   * @param {boolean} isExample
   */
  show(isExample) {
    const root = this.#root;
    const empty = pastes.isEmpty && !isExample;
    if (empty) this.empty();
    const waiting = !empty && !isExample && live.state.state !== 'ready';
    const loading = root.find('.pkce-answer__loading', HTMLElement);
    loading.hidden = !waiting;
    if (waiting) showLoading(loading, live.state);
    const shown = !empty && (waiting || this.#slot('answer').hasChildNodes());
    root.dataset.mode = shown ? 'answer' : 'start';
    root.find('.pkce-answer__answer', HTMLElement).hidden = !shown;
    root.find('.pkce-answer__found', HTMLElement).hidden = !shown || isExample;
    this.#slot('answer').hidden = waiting;
    const pair = Object.values(pastes.now.pair).some(Boolean) || this.#part('pair').contains(document.activeElement);
    for (const name of ['pair', 'start']) this.#part(name).hidden = shown && !pair;
    this.#part('chips').hidden = shown;
    root.find('[data-action="undo"]', HTMLElement).hidden = !pastes.canUndo;
  }

  empty() {
    this.#slot('title').textContent = this.#title;
    this.box.placeholder = this.#placeholder;
    for (const name of ['where', 'values', 'answer']) this.#slot(name).replaceChildren();
    for (const field of this.#pair) field.setAttribute('aria-invalid', 'false');
    for (const note of this.#root.querySelectorAll('[data-note]')) note.textContent = '';
    this.announce('');
  }

  /** @param {string} text */
  announce(text) {
    clearTimeout(this.#announcing);
    this.#announcing = setTimeout(() => (this.#root.find('.pkce-status', HTMLElement).textContent = text), PAUSE);
  }

  close() {
    clearTimeout(this.#announcing);
  }
}

/** @param {HTMLElement} button beside a value in short and the same in full */
export function showWhole(button) {
  const codes = [...(button.parentElement?.querySelectorAll('code') ?? [])];
  for (const code of codes) code.hidden = !code.hidden;
  button.textContent = codes[0]?.hidden ? 'Hide' : 'Show';
}
