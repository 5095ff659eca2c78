// The base of all live parts: follows the flow, has Python check what the reader enters, and shows the answer.

import { flow } from '../flow.mjs';
import { isPreview, live } from '../runtime.mjs';
import { FlowElement } from './flow-element.mjs';
import { Form, read } from './form.mjs';
import { forgetGiven, give } from './giving.mjs';
import { Questions } from './questions.mjs';
import { Result } from './result.mjs';
import { Status } from './status.mjs';
import { describeLength, isInUse, Typing } from './typing.mjs';

/** @typedef {import('./questions.mjs').Answer} Answer */

const MAX_LENGTH = 200_000; // characters: far above any value of a flow, far below what slows a page down
const SETTLE = 120; // milliseconds until the parts that aren't in use follow the flow

export class PkcePart extends FlowElement {
  /** Whether the reader has used this part since the page loaded or the flow was reset. */
  begun = false;
  #form = /** @type {Form | undefined} */ (undefined);
  #result = /** @type {Result | undefined} */ (undefined);
  #status = /** @type {Status | undefined} */ (undefined);
  #questions = new Questions(this);
  #typing = new Typing(this);
  #settling = 0;
  /** Announced before the next verdict. */
  #preface = '';

  get form() { return (this.#form ??= new Form(this)); }
  get result() { return (this.#result ??= new Result(this)); }
  get status() { return (this.#status ??= new Status(this)); }

  /** The part's name in Python. */
  get op() {
    return this.localName.replace('pkce-', '');
  }

  /** The part's title, which names it as the source of a value. */
  get heading() {
    return this.find('.pkce-panel__title', HTMLElement).textContent ?? '';
  }

  /** The worked example's values that the flow begins with. @returns {Record<string, string>} */
  get #seeds() {
    return JSON.parse(this.dataset.seeds ?? '{}');
  }

  connectedCallback() {
    if (!isPreview(this)) super.connectedCallback(); // a hover preview shows the worked example and stays asleep
  }

  /** @param {AbortSignal} signal */
  connected(signal) {
    const showRuntime = () => this.status.showRuntime(live.state);
    this.form.open();
    this.#typing.listen(signal);
    live.addEventListener('statechange', showRuntime, { signal });
    flow.addEventListener('change', this.#followed, { signal });
    flow.addEventListener('reset', () => this.restart(), { signal });
    flow.addEventListener('forget', this.#forgot, { signal });
    signal.addEventListener('abort', live.wake(this));
    signal.addEventListener('abort', () => this.status.close());
    signal.addEventListener('abort', () => clearTimeout(this.#settling));
    showRuntime();
    this.form.adopt(this.heading);
    this.follow();
  }

  #followed = () => {
    clearTimeout(this.#settling);
    if (isInUse(this)) this.follow();
    else this.#settling = setTimeout(() => this.follow(), SETTLE);
  };

  /** The reader has started over. */
  restart() {
    this.begun = false;
    this.form.resetChoices();
    this.judgeAgain();
  }

  /** The page is left: what is secret goes from the fields and from the answer at once. */
  #forgot = () => {
    this.result.wait();
    this.judgeAgain();
    this.follow();
  };

  /** What the part gives where the flow has nothing: the choices in its form, and the seeds until the reader gives a value. */
  startingValues() {
    const values = { ...(this.started() ? {} : this.#seeds), ...this.form.choices() };
    return Object.fromEntries(Object.entries(values).filter(([name]) => !flow.get(name)));
  }

  /** Whether there is something to answer: a value that some part gave. What a page begins with doesn't count. */
  started() {
    return (this.dataset.starts ?? '').split(' ').some((name) => flow.get(name) && flow.source(name));
  }

  /** What the part asks about. */
  values() {
    const names = [...this.form.controls().map(({ name }) => name), ...(this.dataset.uses ?? '').split(' ').filter(Boolean)];
    return Object.fromEntries(names.map((name) => [name, flow.get(name)]));
  }

  /**
   * What has changed since the values came that this part checks; of an answer, what its own request was made from.
   * @returns {string[]}
   */
  outdated() {
    const values = this.values();
    return (values.token_response ? ['token_response'] : Object.keys(values)).flatMap((name) => flow.changedSince(name));
  }

  /** Bring the flow's values into the form, and answer. */
  follow() {
    if (flow.setQuietly(this.startingValues())) flow.notify(); // here, because "Start over" has removed them
    this.form.follow(this);
    this.status.showOutdated([...new Set(this.outdated())]);
    if (this.started()) this.check();
    else if (!this.refuseTooLong()) this.showNeutral();
  }

  /** Back to what the part says before it is used, and to its seeds where the flow has values of this part. */
  showNeutral() {
    this.judgeAgain();
    if (!this.result.isNeutral) {
      this.result.showNeutral();
      this.form.unmark();
    }
    const own = Object.entries(this.#seeds).filter(([name]) => flow.source(name) === this.heading);
    if (flow.setQuietly(Object.fromEntries(own))) flow.notify();
  }

  /**
   * The text of a field that is checked: all of it, unless a part leaves out what copying added.
   * @param {string} _name
   * @param {string} text
   */
  checkedText(_name, text) {
    return text;
  }

  /**
   * Bring what is in the form into the flow, answer, and notify the other parts.
   * @param {string} [only] the one field that has changed: the others may be behind the flow
   */
  commit(only) {
    if (this.refuseTooLong()) return;
    const controls = this.form.controls().filter((each) => !only || each.name === only);
    const values = controls.map((each) => [each.name, this.checkedText(each.name, read(each))]);
    const changed = flow.setQuietly(Object.fromEntries(values), this.heading);
    this.check();
    if (changed) flow.notify();
  }

  /** The next answer is shown and given even if it is the same as the last one. */
  judgeAgain() {
    this.#questions.forget();
    forgetGiven(this.op);
  }

  /**
   * The reader has changed a field.
   * @param {string} name
   * @param {boolean} _first whether it is the first change here
   */
  entered(name, _first) {
    this.commit(name);
  }

  clear() {
    this.form.clear();
    this.commit();
    this.follow();
  }

  question() {
    const typing = this.#typing.field ? { typing: this.#typing.field } : {};
    const now = 'clock' in this.dataset ? { now: Math.floor(Date.now() / 1000) } : {};
    return { op: this.op, values: this.values(), ...typing, ...now };
  }

  check() {
    if (this.started() && !this.refuseTooLong()) void this.#questions.check();
  }

  /** @param {string} action */
  act(action) {
    void this.#questions.act(action);
  }

  /** @param {Answer} answer */
  actionAnswered(answer) {
    forgetGiven(this.op);
    if (Array.isArray(answer.body) && answer.body[2].length) return this.answered(answer);
    this.#preface = answer.verdict; // there is nothing to show: the check of the new values follows
    if (answer.begins) flow.begin(answer.values, this.heading);
    else flow.set(answer.values, this.heading);
  }

  /**
   * @param {Answer} answer
   * @param {Map<string, string>} then the flow when the question was asked
   */
  answered(answer, then = flow.snapshot()) {
    this.result.show(answer.state, answer.verdict, answer.word, answer.body);
    this.form.mark(answer);
    this.#announce(`${this.#preface} ${this.result.spoken}`.trim());
    this.#preface = '';
    give(this.op, this.heading, answer, then, isInUse(this));
  }

  /** Whether a field has a text that is too long to be meant: it is counted here, and not sent anywhere. */
  refuseTooLong() {
    const control = this.form.controls().find((each) => each.value.length > this.maxLength);
    if (!control) return false;
    const verdict = `This is ${describeLength(control.value.length, this.lengthRule(control.name))}`;
    this.result.show('wrong', verdict, 'Wrong');
    this.form.mark({ invalid: [control.name], notes: { [control.name]: verdict }, cleaned: {} });
    this.#questions.forget();
    this.#announce(verdict);
    return true;
  }

  get maxLength() {
    return MAX_LENGTH;
  }

  /** @param {string} name */
  lengthRule(name) {
    return `${name} has far fewer`;
  }

  /** @param {unknown} error */
  failed(error) {
    this.#questions.forget();
    this.#announce(this.result.showFailure(error));
  }

  /**
   * Only the part in use speaks to a screen reader.
   * @param {string} text
   */
  #announce(text) {
    if (isInUse(this)) this.status.announce(text);
  }
}
