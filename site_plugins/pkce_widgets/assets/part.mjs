// What all live parts do: hand what the reader types to the Python in the worker, and show what comes back.

import { flow } from './flow.mjs';
import { isPreview, live } from './live.mjs';
import { Panel, read, write } from './panel.mjs';

/** @typedef {import('./panel.mjs').Answer} Answer */

const LONGEST = 200_000; // characters: far above any value of a flow, far below what slows a page down
const SETTLE = 120; // milliseconds until the parts that the reader is not using follow her

/** The part that the reader uses: the one that speaks and that answers at once. @type {PkcePart | undefined} */
let used;

/** The last question and its answer, so that parts with the same question ask once. @type {{key: string, answer: Promise<Answer>} | undefined} */
let asked;

/** What each part gave last, on whatever page: what the reader writes elsewhere afterwards stands. @type {Map<string, string>} */
const given = new Map();

/** How often the reader has started over: an answer to a question of before is not for her any more. */
let restarts = 0;

flow.addEventListener('reset', () => {
  restarts += 1;
  asked = undefined;
  given.clear();
});

/** @param {Record<string, unknown>} request */
function ask(request) {
  const key = JSON.stringify(request);
  if (asked?.key !== key) {
    const answer = /** @type {Promise<Answer>} */ (live.call(request));
    asked = { key, answer };
    answer.catch(() => (asked = undefined));
  }
  return asked.answer;
}

export class PkcePart extends HTMLElement {
  /** @type {AbortController | undefined} */
  #listening;
  /** @type {Panel | undefined} */
  #panel;
  #running = false;
  #again = false;
  #settling = 0;
  #asked = '';
  /** The field that the reader is typing into key by key. */
  #typing = '';
  /** Said before the next verdict. */
  #preface = '';

  get panel() {
    return (this.#panel ??= new Panel(this));
  }

  /** The part's name in Python. */
  get op() {
    return this.localName.replace('pkce-', '');
  }

  connectedCallback() {
    if (isPreview(this)) return; // a hover preview shows the worked example and stays asleep
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.panel.open();
    this.addEventListener('input', this.#input, { signal });
    this.addEventListener('focusin', this.#focused, { signal });
    this.addEventListener('focusout', this.#left, { signal });
    this.addEventListener('paste', this.#pasted, { signal });
    this.addEventListener('click', this.#clicked, { signal });
    this.addEventListener('submit', (event) => event.preventDefault(), { signal });
    live.addEventListener('statechange', this.#booting, { signal });
    flow.addEventListener('change', this.#followed, { signal });
    flow.addEventListener('reset', () => this.panel.restart(), { signal });
    signal.addEventListener('abort', live.wake(this));
    this.#booting();
    this.follow();
  }

  disconnectedCallback() {
    this.#listening?.abort();
    this.#panel?.close();
    clearTimeout(this.#settling);
  }

  /** The wire names of the part's own fields. */
  get names() {
    return this.panel.controls().map((control) => control.name);
  }

  /** What the part begins with, where the flow has nothing: the choices in its form, and the seeds until she chooses. */
  offers() {
    const chosen = this.panel.controls().filter((control) => control instanceof HTMLSelectElement);
    const open = chosen.filter((control) => !flow.get(control.name) && control.value);
    const sown = this.started() ? {} : JSON.parse(this.dataset.seeds ?? '{}');
    const seeds = Object.entries(sown).filter(([name]) => !flow.get(name));
    return Object.fromEntries([...seeds, ...open.map((control) => [control.name, control.value])]);
  }

  /** Whether somebody has given something that this part answers; what pages begin with does not count. */
  started() {
    return (this.dataset.starts ?? '').split(' ').some((name) => flow.get(name) && flow.from(name));
  }

  /** What the part asks about. */
  values() {
    const names = [...this.names, ...(this.dataset.uses ?? '').split(' ').filter(Boolean)];
    return Object.fromEntries(names.map((name) => [name, flow.get(name)]));
  }

  /**
   * What was changed since the values came that this part judges.
   * @returns {string[]}
   */
  outdated() {
    return Object.keys(this.values()).flatMap((name) => flow.stale(name));
  }

  /** Bring the flow's values into the form, and answer. */
  follow() {
    if (flow.put(this.offers())) flow.tell(); // here, because "Start over" takes them back
    for (const control of this.panel.controls()) {
      const value = flow.get(control.name);
      if (read(control).length > this.longest(control.name)) continue; // it is in no flow, and stays for the reader to mend
      if (this.judged(control.name, read(control)) !== value) write(control, value);
      this.panel.source(control.name, flow.from(control.name));
    }
    this.panel.stale([...new Set(this.outdated())]);
    if (this.started()) void this.check();
    else this.rest();
  }

  /** Back to the worked example: the same question asked again gets its answer again. */
  rest() {
    this.#asked = '';
    given.delete(this.op);
    this.panel.rest();
    const seeds = Object.entries(JSON.parse(this.dataset.seeds ?? '{}'));
    const own = seeds.filter(([name]) => flow.from(name) === this.panel.title); // of what the reader has taken away
    if (flow.put(Object.fromEntries(own))) flow.tell();
  }

  /**
   * The text that is judged, of what stands in a field: line breaks around it come with copying from a terminal.
   * @param {string} _name
   * @param {string} text
   */
  judged(_name, text) {
    return text;
  }

  /**
   * Take what stands in the form into the flow, answer, and tell the other parts.
   * @param {string} [only] the one field that has changed: the others may be behind the flow
   */
  typed(only) {
    if (this.refused()) return;
    const controls = this.panel.controls().filter((each) => !only || each.name === only);
    const values = controls.map((each) => [each.name, this.judged(each.name, read(each))]);
    const changed = flow.put(Object.fromEntries(values), this.panel.title);
    if (this.started()) void this.check();
    if (changed) flow.tell();
  }

  #followed = () => {
    clearTimeout(this.#settling);
    if (used === this) this.follow();
    else this.#settling = setTimeout(() => this.follow(), SETTLE);
  };

  #input = (/** @type {Event} */ event) => {
    used = this;
    if (event.target instanceof HTMLTextAreaElement) {
      // A keyboard's suggestion or password manager inserts text too, but all of it at once.
      const byKeys =
        event instanceof InputEvent && /^(insertText|delete)/.test(event.inputType) && (event.data ?? '').length <= 1;
      this.#typing = byKeys ? event.target.name : '';
    }
    if (event.target instanceof HTMLElement && 'name' in event.target) this.entered(String(event.target.name));
  };

  /**
   * The reader has changed a field.
   * @param {string} name
   */
  entered(name) {
    this.typed(name);
  }

  /** A reader who leaves a field has finished it, so what is too short now is a mistake. */
  #left = () => {
    if (!this.#typing) return;
    this.#typing = '';
    if (this.started()) void this.check();
  };

  #focused = (/** @type {Event} */ event) => this.focused(event);

  /** @param {Event} _event */
  focused(_event) {}

  #pasted = (/** @type {ClipboardEvent} */ event) => {
    const length = event.clipboardData?.getData('text/plain').length ?? 0;
    if (!(event.target instanceof HTMLTextAreaElement) || length <= this.longest(event.target.name)) return;
    event.preventDefault();
    this.panel.note(event.target.name, `You pasted ${this.tooLong(event.target.name, length)} The field keeps what it had.`);
  };

  #clicked = (/** @type {Event} */ event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    const { action, clean } = button?.dataset ?? {};
    if (!action && !clean) return;
    used = this;
    if (clean) this.#clean(clean);
    else if (action === 'retry') this.#retry();
    else if (action === 'clear') this.clear();
    else if (action) void this.act(action);
  };

  /** @param {string} name */
  #clean(name) {
    const control = this.panel.control(name);
    write(control, this.panel.cleaned(name));
    control.focus(); // the button goes away
    this.typed(name);
  }

  clear() {
    for (const control of this.panel.controls()) if (!(control instanceof HTMLSelectElement)) write(control, '');
    this.panel.controls()[0]?.focus();
    this.typed();
    this.follow();
  }

  #retry() {
    this.panel.controls()[0]?.focus(); // the button goes away
    live.retry().catch(() => {}); // the state says why
    if (this.started()) void this.check();
  }

  /**
   * A button that has Python make something, or do something with what stands here.
   * @param {string} action
   */
  async act(action) {
    const request = this.#request();
    const before = restarts;
    try {
      const answer = /** @type {Answer} */ (await live.call({ ...request, action }));
      const overtaken = Object.keys(answer.values).some((name) => (request.values[name] ?? flow.get(name)) !== flow.get(name));
      if (before !== restarts || overtaken) return; // what the reader did meanwhile stands
      given.delete(this.op);
      if (Array.isArray(answer.body) && answer.body[2].length) return this.answered(answer);
      this.#preface = answer.verdict; // nothing to show of its own: the check of the new values speaks next
      flow.set(answer.values, this.panel.title);
    } catch (error) {
      if (before === restarts) this.#failed(error);
    }
  }

  #request() {
    const request = { op: this.op, values: this.values() };
    const typing = this.#typing ? { typing: this.#typing } : {};
    return 'clock' in this.dataset ? { ...request, ...typing, now: Math.floor(Date.now() / 1000) } : { ...request, ...typing };
  }

  /** Check the newest text; while an answer is under way, later keystrokes ask for one more check, not many. */
  async check() {
    if (this.refused()) return;
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
    const request = this.#request();
    const key = JSON.stringify(request);
    const before = restarts;
    const then = flow.snapshot();
    if (key === this.#asked) return;
    if (live.state.state !== 'ready') this.panel.wait('Checked as soon as Python has loaded.');
    try {
      const answer = await ask(request);
      if (before !== restarts || this.#again || !this.started() || this.refused() || !this.isConnected) return;
      this.#asked = key;
      this.answered(answer, then);
    } catch (error) {
      if (before === restarts && !this.#again && this.started()) this.#failed(error);
    }
  }

  /**
   * @param {Answer} answer
   * @param {Map<string, string>} then the values of when it was asked for: one that changed meanwhile is the reader's
   */
  answered(answer, then = flow.snapshot()) {
    this.panel.show(answer);
    this.#say(`${this.#preface} ${answer.verdict}`.trim());
    this.#preface = '';
    const same = (/** @type {string} */ name) => (then.get(name) ?? '') === flow.get(name);
    const gives = JSON.stringify(answer.values);
    const kept = Object.entries(answer.values).filter(([name]) => same(name));
    if (answer.clear.length && answer.clear.every(same)) flow.spend(answer.clear);
    const values = gives === given.get(this.op) ? {} : Object.fromEntries(kept);
    given.set(this.op, gives);
    flow.set({ ...this.#wanted(answer.offers), ...values }, this.panel.title);
  }

  /**
   * The offers that take no value away from the reader.
   * @param {Record<string, string>} offers
   */
  #wanted(offers) {
    const open = Object.entries(offers).filter(([name]) => ['', this.panel.title].includes(flow.from(name)));
    return Object.fromEntries(open);
  }

  /** Text of a length that nobody means, dropped into a field: counted here, and not sent anywhere. */
  refused() {
    const control = this.panel.controls().find((each) => each.value.length > this.longest(each.name));
    if (!control) return false;
    const verdict = `This is ${this.tooLong(control.name, control.value.length)}`;
    const nothing = /** @type {import('./tree.mjs').Node} */ (['div', {}, []]);
    const notes = { [control.name]: verdict };
    this.panel.show({ state: 'wrong', verdict, invalid: [control.name], notes, cleaned: {}, values: {}, offers: {}, clear: [], body: nothing });
    this.#asked = '';
    this.#say(verdict);
    return true;
  }

  /**
   * How many characters a field takes.
   * @param {string} _name
   */
  longest(_name) {
    return LONGEST;
  }

  /**
   * @param {string} name
   * @param {number} length
   */
  tooLong(name, length) {
    return `${length.toLocaleString('en')} characters. ${name} has far fewer.`;
  }

  /** @param {unknown} error */
  #failed(error) {
    const { message, advice = '' } = /** @type {Error & {advice?: string}} */ (error);
    // When Python did not start, the reason stands above, beside the button that tries again.
    const reason = live.state.state === 'failed' ? 'Python is not running.' : `${message} ${advice}`;
    const verdict = `Not checked. ${reason}`.trim();
    this.#asked = '';
    this.panel.draw('empty', verdict);
    this.#say(verdict);
  }

  #booting = () => this.panel.boot(live.state);

  /**
   * Only the part in use speaks to a screen reader.
   * @param {string} text
   */
  #say(text) {
    if (used === this) this.panel.announce(text);
  }
}
