// The answer of a part: the verdict and the evidence below it; or, before the reader has used it, what to do, beside an
// example that opens on demand.

import { live } from '../runtime.mjs';
import { toDom } from './tree.mjs';

/** @typedef {import('./tree.mjs').Node} Node */

/** A body without evidence. @type {Node} */
const NOTHING = ['div', {}, []];
/** The states of an answer that may be wrong. */
const VERDICTS = new Set(['right', 'warning', 'wrong', 'proved', 'likely', 'unknown', 'stopped']);
const FOCUSABLE = 'a, button, summary';

export class Result {
  #root;
  #result;
  /** What the part says before it is used, to go back to. @type {ChildNode[]} */
  #neutral;
  #neutralState;
  /** Whether there is no answer: the part says what to do. */
  isNeutral = true;

  /** @param {import('./flow-element.mjs').FlowElement} root */
  constructor(root) {
    this.#root = root;
    this.#result = root.find('.pkce-result', HTMLElement);
    this.#neutral = [...this.#result.childNodes].map((node) => /** @type {ChildNode} */ (node.cloneNode(true)));
    this.#neutralState = this.#result.dataset.state ?? 'empty';
  }

  showNeutral() {
    this.isNeutral = true;
    this.#result.replaceChildren(...this.#neutral.map((node) => node.cloneNode(true)));
    this.#result.dataset.state = this.#neutralState;
    this.#result.style.minHeight = '';
    this.#showBeside();
  }

  /**
   * The example is there until there is an answer, and where Python can't give one; the way to say that the answer is
   * wrong, only while there is one.
   */
  #showBeside() {
    const [example, wrong] = ['.pkce-example', '.pkce-wrong'].map((each) => this.#root.querySelector(each));
    this.#root.toggleAttribute('data-neutral', this.isNeutral);
    example?.toggleAttribute('hidden', !this.isNeutral && this.#result.dataset.state !== 'failed');
    wrong?.toggleAttribute('hidden', this.isNeutral || !VERDICTS.has(this.#result.dataset.state ?? ''));
  }

  /** Say that an answer is on its way, at the same height, so that the page below doesn't jump up and down again. */
  wait() {
    const height = this.#result.offsetHeight;
    this.show('loading', 'Your values will be checked automatically.', 'Loading the checker');
    this.#result.style.minHeight = `${height}px`;
  }

  /** Word and sentence, as a screen reader says them. */
  get spoken() {
    const [word, text] = ['word', 'text'].map((each) => this.#root.find(`.pkce-verdict__${each}`, HTMLElement).textContent);
    return [word, text].filter(Boolean).join('. ');
  }

  /**
   * @param {unknown} error
   * @returns {string} the verdict
   */
  showFailure(error) {
    const { message, advice = '' } = /** @type {Error & {advice?: string}} */ (error);
    // When Python did not start, the reason is above, beside the button that tries again.
    const reason = live.state.state === 'failed' ? 'Python is not running.' : `${message} ${advice}`;
    this.show('failed', reason.trim(), 'Not checked');
    return this.spoken;
  }

  /**
   * @param {string} state
   * @param {string} verdict
   * @param {string} word the word above the verdict
   * @param {Node} [body]
   */
  show(state, verdict, word, body = NOTHING) {
    this.isNeutral = false;
    const result = this.#result;
    const before = this.spoken;
    result.dataset.state = state;
    result.style.minHeight = '';
    this.#root.find('.pkce-verdict__word', HTMLElement).textContent = word;
    const [, first = '', rest = verdict] = /^(.+?[.?])( [A-Z“].*)$/s.exec(verdict) ?? [];
    const more = Object.assign(document.createElement('span'), { className: 'pkce-verdict__rest', textContent: rest });
    this.#root.find('.pkce-verdict__text', HTMLElement).replaceChildren(...(first ? [first, more] : [verdict]));
    this.#showBeside();
    if (this.spoken !== before) this.#root.querySelector('.pkce-wrong')?.removeAttribute('open'); // it was about another
    const open = [...result.querySelectorAll('details')].map((each) => each.open);
    const focused = [...result.querySelectorAll(FOCUSABLE)].indexOf(/** @type {Element} */ (document.activeElement));
    result.lastElementChild?.replaceWith(toDom(body));
    const again = result.querySelectorAll(FOCUSABLE)[focused]; // the focus stays where it is in the evidence
    if (again instanceof HTMLElement) again.focus({ preventScroll: true });
    result.querySelectorAll('details').forEach((each, at) => (each.open = open[at] ?? false));
  }
}
