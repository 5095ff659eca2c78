// The drawn side of a part: its controls, the notes beside them, the verdict, the evidence, the progress of Python.

import { toDom } from './tree.mjs';

/** @typedef {HTMLTextAreaElement | HTMLInputElement | HTMLSelectElement} Control */
/**
 * @typedef {object} Answer
 * @property {string} state empty, right or wrong
 * @property {string} verdict the answer in a sentence
 * @property {string[]} invalid the fields that hold the mistake
 * @property {Record<string, string>} notes what stands beside each field
 * @property {Record<string, string>} cleaned the values without what copying added around them
 * @property {Record<string, string>} values what the part gives to the flow
 * @property {Record<string, string>} offers what the part gives where the reader has nothing of her own
 * @property {string[]} clear the values that are used up
 * @property {string[]} [hidden] the fields that this answer has no use for; without it, they stay as they are
 * @property {import('./tree.mjs').Node} body
 */

/** @type {import('./tree.mjs').Node} */
const NOTHING = ['div', {}, []];
const REACHED = 'a, button, summary';
const PAUSE = 600; // milliseconds without news before a screen reader is told

export class Panel {
  /** @type {HTMLElement} */
  #root;
  /** The worked example, to go back to. @type {Node[]} */
  #example;
  #exampleState;
  /** The fields that the worked example has no use for. @type {string[]} */
  #exampleHides;
  #announcement = 0;
  /** What the buttons put into their fields; not in the page, as one may be a secret. @type {Map<string, string>} */
  #cleaned = new Map();

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#root = root;
    const result = this.#result;
    this.#example = [...result.childNodes].map((node) => node.cloneNode(true));
    this.#exampleState = result.dataset.state ?? 'empty';
    this.#exampleHides = this.controls().flatMap((each) => (this.#field(each.name)?.hidden ? [each.name] : []));
  }

  get #result() {
    return this.find('.pkce-result', HTMLElement);
  }

  get title() {
    return this.find('.pkce-panel__title', HTMLElement).textContent ?? '';
  }

  /** Show the form in the place of what stood there without JavaScript. */
  open() {
    this.find('.pkce-form', HTMLFormElement).hidden = false;
    this.find('.pkce-static', HTMLElement).hidden = true;
  }

  close() {
    clearTimeout(this.#announcement);
  }

  /**
   * @template {HTMLElement} T
   * @param {string} selector
   * @param {new () => T} type
   * @returns {T}
   */
  find(selector, type) {
    const found = this.#root.querySelector(selector);
    if (!(found instanceof type)) throw new TypeError(`<${this.#root.localName}> has no ${selector}`);
    return found;
  }

  /** @returns {Control[]} */
  controls() {
    const form = this.find('.pkce-form', HTMLFormElement);
    return /** @type {Control[]} */ ([...form.elements].filter((each) => 'name' in each && each.name));
  }

  /** @param {string} name */
  control(name) {
    const found = this.controls().find((each) => each.name === name);
    if (!found) throw new TypeError(`<${this.#root.localName}> has no field ${name}`);
    return found;
  }

  /** Put every choice back to what the page began with. */
  restart() {
    for (const control of this.controls()) {
      if (!(control instanceof HTMLSelectElement)) continue;
      control.selectedIndex = Math.max(0, [...control.options].findIndex((option) => option.defaultSelected));
    }
  }

  get showsExample() {
    return !this.find('.pkce-caption', HTMLElement).hidden;
  }

  /** The reader has begun: the answer is hers from here on. */
  hideCaption() {
    this.find('.pkce-caption', HTMLElement).hidden = true;
  }

  /** Back to the worked example. */
  rest() {
    if (this.showsExample) return;
    this.#result.replaceChildren(...this.#example.map((node) => node.cloneNode(true)));
    this.#result.dataset.state = this.#exampleState;
    this.#result.style.minHeight = '';
    this.hide(this.#exampleHides);
    for (const control of this.controls()) this.note(control.name, '');
    for (const control of this.controls()) control.setAttribute('aria-invalid', 'false');
  }

  /** @param {string} name */
  #field(name) {
    return /** @type {HTMLElement | null} */ (this.#root.querySelector(`.pkce-field[data-value="${name}"]`));
  }

  /**
   * Show only the fields that have a use.
   * @param {string[]} names the others
   */
  hide(names) {
    for (const { name } of this.controls()) {
      const field = this.#field(name);
      if (field) field.hidden = names.includes(name);
    }
  }

  /** @param {Answer} answer */
  show(answer) {
    this.draw(answer.state, answer.verdict, answer.body);
    if (answer.hidden) this.hide(answer.hidden);
    for (const control of this.controls()) {
      control.setAttribute('aria-invalid', String(answer.invalid.includes(control.name)));
      this.note(control.name, answer.notes[control.name] ?? '', answer.cleaned[control.name]);
    }
  }

  /**
   * An answer is on its way: its place is kept, so that the page below does not jump up and down again.
   * @param {string} verdict
   */
  wait(verdict) {
    const height = this.#result.offsetHeight;
    this.draw('loading', verdict);
    this.#result.style.minHeight = `${height}px`;
  }

  /**
   * @param {string} state
   * @param {string} verdict
   * @param {import('./tree.mjs').Node} [body]
   */
  draw(state, verdict, body = NOTHING) {
    this.hideCaption();
    const result = this.#result;
    result.dataset.state = state;
    result.style.minHeight = '';
    this.find('.pkce-verdict__text', HTMLElement).textContent = verdict;
    const open = [...result.querySelectorAll('details')].map((each) => each.open);
    const reached = [...result.querySelectorAll(REACHED)].indexOf(/** @type {Element} */ (document.activeElement));
    result.lastElementChild?.replaceWith(toDom(body));
    const again = result.querySelectorAll(REACHED)[reached]; // who stands in the evidence keeps her place
    if (again instanceof HTMLElement) again.focus({ preventScroll: true });
    result.querySelectorAll('details').forEach((each, at) => (each.open = open[at] ?? false));
  }

  /**
   * What stands beside a field, and a button that puts the cleaned value into it.
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
    // The button stays the same one as long as it can: the reader may be pressing it.
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

  /** @param {string} name */
  cleaned(name) {
    return this.#cleaned.get(name) ?? '';
  }

  /**
   * Which part gave the value of a field that this part did not give itself.
   * @param {string} name
   * @param {string} from
   */
  source(name, from) {
    const label = this.#root.querySelector(`.pkce-field[data-value="${name}"] label`);
    if (!label) return;
    const place = label.querySelector('.pkce-field__from');
    if (!from || from === this.title) {
      place?.remove();
      return;
    }
    const text = place ?? label.appendChild(Object.assign(document.createElement('span'), { className: 'pkce-field__from' }));
    text.textContent = ` from “${from}”`;
  }

  /**
   * Say that something here belongs to an earlier request.
   * @param {string[]} changed what has been changed since
   */
  stale(changed) {
    const line = this.find('.pkce-stale', HTMLElement);
    const news = changed.length > 0 && line.hidden;
    this.#root.toggleAttribute('data-stale', changed.length > 0);
    line.hidden = changed.length === 0;
    line.textContent = changed.length
      ? `Out of date: you changed ${changed.join(', ')} after this came. Start again from the authorization URL.`
      : '';
    const others = [...document.querySelectorAll('.pkce-panel[data-stale]')].some((each) => each !== this.#root);
    if (news && !others) this.announce(line.textContent); // once for the page
  }

  /**
   * Show where the runtime is: nothing while it sleeps or runs, progress while it loads, the reason when it failed.
   * @param {import('../../live_python/assets/states.mjs').LiveState} now
   */
  boot(now) {
    const boot = this.find('.pkce-boot', HTMLElement);
    const bar = this.find('.pkce-boot__bar', HTMLProgressElement);
    boot.hidden = now.state === 'idle' || now.state === 'ready';
    boot.dataset.state = now.state;
    bar.hidden = now.state !== 'loading';
    this.find('[data-action="retry"]', HTMLButtonElement).hidden = now.state !== 'failed';
    const text = this.find('.pkce-boot__text', HTMLElement);
    if (now.state === 'loading') {
      bar.max = now.total || 1;
      bar.value = now.loaded;
      text.textContent = now.label;
    } else if (now.state === 'failed') {
      text.textContent = `${now.title}: ${now.reason} ${now.advice}`;
      const others = [...document.querySelectorAll('.pkce-boot[data-state="failed"]')].some((each) => each !== boot);
      if (!others) this.announce(text.textContent); // every part shows the reason, and one tells it
    }
  }

  /**
   * Tell a screen reader once the reader pauses, so that it isn't interrupted at every key.
   * @param {string} text
   */
  announce(text) {
    clearTimeout(this.#announcement);
    this.#announcement = setTimeout(() => {
      this.find('.pkce-status', HTMLElement).textContent = text;
    }, PAUSE);
  }
}

/**
 * What a control says: '' for an empty one, 'true' for a tick.
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
