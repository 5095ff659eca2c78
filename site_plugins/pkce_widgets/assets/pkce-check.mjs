// <pkce-check>: a thin shell. It hands what the reader types to the Python in the worker and shows what comes back.

import { flow } from './flow.mjs';
import { isPreview, live } from './live.mjs';
import { toDom } from './tree.mjs';

/** @typedef {import('./flow.mjs').ValueName} ValueName */
/**
 * @typedef {object} CheckAnswer
 * @property {string} state empty, right or wrong
 * @property {string} verdict the answer in a sentence
 * @property {ValueName[]} invalid the fields that hold the mistake
 * @property {Partial<Record<ValueName, string>>} notes what stands beside each field
 * @property {import('./tree.mjs').Node} body
 */

/** @type {ValueName[]} */
const NAMES = ['code_verifier', 'code_challenge'];
const LONGEST = 20_000; // far above any verifier or challenge, far below what slows a page down
/** @type {import('./tree.mjs').Node} */
const NOTHING = ['div', {}, []];

/** The panel that the reader uses: the one that speaks. @type {PkceCheck | undefined} */
let used;

/** The last question and its answer, so that panels with the same pair ask once. @type {{key: string, answer: Promise<CheckAnswer>} | undefined} */
let asked;

/** @param {Record<ValueName, string>} values */
function ask(values) {
  const key = JSON.stringify(values);
  if (asked?.key !== key) {
    const answer = /** @type {Promise<CheckAnswer>} */ (live.call({ op: 'check', ...values }));
    asked = { key, answer };
    answer.catch(() => (asked = undefined));
  }
  return asked.answer;
}

export class PkceCheck extends HTMLElement {
  /** @type {AbortController | undefined} */
  #listening;
  #running = false;
  #again = false;
  #announcement = 0;

  connectedCallback() {
    if (isPreview(this)) return; // a hover preview shows the worked example and stays asleep
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.#find('.pkce-form', HTMLFormElement).hidden = false;
    this.#find('.pkce-static', HTMLElement).hidden = true;
    this.addEventListener('input', this.#typed, { signal });
    this.addEventListener('focusin', this.#focused, { signal });
    this.addEventListener('paste', this.#pasted, { signal });
    this.addEventListener('click', this.#clicked, { signal });
    this.addEventListener('submit', (event) => event.preventDefault(), { signal });
    live.addEventListener('statechange', this.#booting, { signal });
    flow.addEventListener('change', this.#follow, { signal });
    signal.addEventListener('abort', live.wake(this));
    this.#booting();
    if (this === document.querySelector('pkce-check') && flow.get('code_verifier') !== undefined) this.#restore();
  }

  disconnectedCallback() {
    this.#listening?.abort();
    clearTimeout(this.#announcement);
  }

  /**
   * @template {HTMLElement} T
   * @param {string} selector
   * @param {new () => T} type
   * @returns {T}
   */
  #find(selector, type) {
    const found = this.querySelector(selector);
    if (!(found instanceof type)) throw new TypeError(`<pkce-check> has no ${selector}`);
    return found;
  }

  /** @param {ValueName} name */
  #field(name) {
    return this.#find(`textarea[name="${name}"]`, HTMLTextAreaElement);
  }

  /** Bring back what the reader typed before she went to another page: into the first panel, the others keep theirs. */
  #restore() {
    this.#find('.pkce-caption', HTMLElement).hidden = true;
    this.#follow();
  }

  /** Show the pair that another panel has set, unless this one still shows its author's example. */
  #follow = () => {
    if (this.#untouched()) return;
    const changed = NAMES.filter((name) => (flow.get(name) ?? '') !== this.#cleaned(name));
    for (const name of changed) this.#field(name).value = flow.get(name) ?? '';
    if (changed.length) void this.#check();
  };

  #typed = (/** @type {Event} */ event) => {
    used = this;
    const challenge = this.#field('code_challenge');
    // The example's challenge belongs to the example's verifier alone.
    if (event.target === this.#field('code_verifier') && this.#untouched() && challenge.value === challenge.defaultValue) {
      challenge.value = '';
    }
    void this.#check();
  };

  #untouched() {
    return this.#find('.pkce-caption', HTMLElement).hidden === false;
  }

  /** A paste replaces the example, as it would in an empty field. */
  #focused = (/** @type {Event} */ event) => {
    const field = event.target;
    if (field instanceof HTMLTextAreaElement && this.#untouched() && field.value === field.defaultValue) field.select();
  };

  #pasted = (/** @type {ClipboardEvent} */ event) => {
    const length = event.clipboardData?.getData('text/plain').length ?? 0;
    if (!(event.target instanceof HTMLTextAreaElement) || length <= LONGEST) return;
    event.preventDefault();
    const name = /** @type {ValueName} */ (event.target.name);
    this.#note(name, `You pasted ${tooLong(name, length)} The field keeps what it had.`);
  };

  #clicked = (/** @type {Event} */ event) => {
    const button = event.target instanceof Element ? event.target.closest('button[data-action]') : null;
    const action = button?.getAttribute('data-action');
    if (action) used = this;
    if (action === 'create') void this.#create();
    else if (action === 'clear') this.#clear();
    else if (action === 'retry') this.#retry();
  };

  async #create() {
    try {
      const pair = await live.call({ op: 'pair' });
      for (const name of NAMES) this.#field(name).value = String(pair[name]);
      await this.#check();
    } catch (error) {
      this.#failed(error);
    }
  }

  #clear() {
    for (const name of NAMES) this.#field(name).value = '';
    this.#field('code_verifier').focus();
    void this.#check();
  }

  #retry() {
    this.#field('code_verifier').focus(); // the button goes away
    live.retry().catch(() => {}); // the state says why
    if (!this.#untouched()) void this.#check();
  }

  /** Check the newest text; while an answer is under way, later keystrokes ask for one more check, not many. */
  async #check() {
    this.#find('.pkce-caption', HTMLElement).hidden = true;
    if (this.#refused()) return;
    this.#again = true;
    if (this.#running) return;
    this.#running = true;
    while (this.#again) {
      this.#again = false;
      await this.#checkOnce();
    }
    this.#running = false;
  }

  async #checkOnce() {
    const values = { code_verifier: this.#cleaned('code_verifier'), code_challenge: this.#cleaned('code_challenge') };
    flow.set(values);
    if (live.state.state !== 'ready') {
      this.#draw('empty', 'Your pair is checked as soon as Python has loaded.', NOTHING);
    }
    try {
      const answer = await ask(values);
      if (!this.#again && !this.#refused()) this.#show(answer);
    } catch (error) {
      if (!this.#again) this.#failed(error);
    }
  }

  /** Text of a length that nobody means, dropped into a field: counted here, and not sent anywhere. */
  #refused() {
    const name = NAMES.find((each) => this.#field(each).value.length > LONGEST);
    if (!name) return false;
    const verdict = `This is ${tooLong(name, this.#field(name).value.length)}`;
    this.#show({ state: 'wrong', verdict, invalid: [name], notes: { [name]: verdict }, body: NOTHING });
    return true;
  }

  /**
   * What is checked: the text without line breaks around it, which come with copying from a terminal.
   * @param {ValueName} name
   */
  #cleaned(name) {
    return this.#field(name).value.replace(/^[\r\n]+|[\r\n]+$/g, '');
  }

  /**
   * @param {ValueName} name
   * @param {string} text
   */
  #note(name, text) {
    this.#find(`[data-note="${name}"]`, HTMLElement).textContent = text;
  }

  /** @param {CheckAnswer} answer */
  #show(answer) {
    this.#draw(answer.state, answer.verdict, answer.body);
    for (const name of NAMES) {
      this.#field(name).setAttribute('aria-invalid', String(answer.invalid.includes(name)));
      const cut = this.#cleaned(name) !== this.#field(name).value && answer.state !== 'empty';
      this.#note(name, `${answer.notes[name] ?? ''}${cut ? ' Checked without the line break around it.' : ''}`.trim());
    }
    this.#announce(answer.verdict);
  }

  /**
   * @param {string} state
   * @param {string} verdict
   * @param {import('./tree.mjs').Node} body
   */
  #draw(state, verdict, body) {
    const result = this.#find('.pkce-result', HTMLElement);
    result.dataset.state = state;
    this.#find('.pkce-verdict__text', HTMLElement).textContent = verdict;
    result.lastElementChild?.replaceWith(toDom(body));
  }

  /** @param {unknown} error */
  #failed(error) {
    const { message, advice = '' } = /** @type {Error & {advice?: string}} */ (error);
    // When Python did not start, the reason stands above, beside the button that tries again.
    const reason = live.state.state === 'failed' ? 'Python is not running.' : `${message} ${advice}`;
    this.#show({ state: 'empty', verdict: `Not checked. ${reason}`.trim(), invalid: [], notes: {}, body: NOTHING });
  }

  /** Show where the runtime is: nothing while it sleeps or runs, progress while it loads, the reason when it failed. */
  #booting = () => {
    const now = live.state;
    const boot = this.#find('.pkce-boot', HTMLElement);
    const bar = this.#find('.pkce-boot__bar', HTMLProgressElement);
    boot.hidden = now.state === 'idle' || now.state === 'ready';
    boot.dataset.state = now.state;
    bar.hidden = now.state !== 'loading';
    this.#find('[data-action="retry"]', HTMLButtonElement).hidden = now.state !== 'failed';
    if (now.state === 'loading') {
      bar.max = now.total || 1;
      bar.value = now.loaded;
      this.#find('.pkce-boot__text', HTMLElement).textContent = now.label;
    } else if (now.state === 'failed') {
      const text = `${now.title}: ${now.reason} ${now.advice}`;
      this.#find('.pkce-boot__text', HTMLElement).textContent = text;
      this.#announce(text);
    }
  };

  /**
   * Tell a screen reader once the reader pauses, so that it isn't interrupted at every key; only the panel she uses speaks.
   * @param {string} text
   */
  #announce(text) {
    if (used !== this) return;
    clearTimeout(this.#announcement);
    this.#announcement = setTimeout(() => {
      this.#find('.pkce-status', HTMLElement).textContent = text;
    }, 600);
  }
}

/**
 * @param {ValueName} name
 * @param {number} length
 */
function tooLong(name, length) {
  const rule = name === 'code_verifier' ? 'A verifier has 43 to 128' : 'An S256 challenge has 43';
  return `${length.toLocaleString('en')} characters. ${rule}.`;
}
