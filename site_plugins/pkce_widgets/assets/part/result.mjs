// The answer of a part: the verdict and the evidence below it, or the worked example.

import { live } from '../runtime.mjs';
import { toDom } from './tree.mjs';

/** @typedef {import('./tree.mjs').Node} Node */

/** A body without evidence. @type {Node} */
const NOTHING = ['div', {}, []];
const FOCUSABLE = 'a, button, summary';

export class Result {
  #root;
  #result;
  /** The worked example, to go back to. @type {ChildNode[]} */
  #example;
  #exampleState;

  /** @param {import('./flow-element.mjs').FlowElement} root */
  constructor(root) {
    this.#root = root;
    this.#result = root.find('.pkce-result', HTMLElement);
    this.#example = [...this.#result.childNodes].map((node) => /** @type {ChildNode} */ (node.cloneNode(true)));
    this.#exampleState = this.#result.dataset.state ?? 'empty';
  }

  get #caption() {
    return this.#root.find('.pkce-caption', HTMLElement);
  }

  get isExample() {
    return !this.#caption.hidden;
  }

  showExample() {
    this.#result.replaceChildren(...this.#example.map((node) => node.cloneNode(true)));
    this.#result.dataset.state = this.#exampleState;
    this.#result.style.minHeight = '';
  }

  /** Say that an answer is on its way, at the same height, so that the page below doesn't jump up and down again. */
  wait() {
    const height = this.#result.offsetHeight;
    this.show('loading', 'Loading the checker. Your values will be checked automatically.');
    this.#result.style.minHeight = `${height}px`;
  }

  /**
   * @param {unknown} error
   * @returns {string} the verdict
   */
  showFailure(error) {
    const { message, advice = '' } = /** @type {Error & {advice?: string}} */ (error);
    // When Python did not start, the reason is above, beside the button that tries again.
    const reason = live.state.state === 'failed' ? 'Python is not running.' : `${message} ${advice}`;
    const verdict = `Not checked. ${reason}`.trim();
    this.show('empty', verdict);
    return verdict;
  }

  /**
   * @param {string} state
   * @param {string} verdict
   * @param {Node} [body]
   */
  show(state, verdict, body = NOTHING) {
    this.#caption.hidden = true;
    const result = this.#result;
    result.dataset.state = state;
    result.style.minHeight = '';
    this.#root.find('.pkce-verdict__text', HTMLElement).textContent = verdict;
    const open = [...result.querySelectorAll('details')].map((each) => each.open);
    const focused = [...result.querySelectorAll(FOCUSABLE)].indexOf(/** @type {Element} */ (document.activeElement));
    result.lastElementChild?.replaceWith(toDom(body));
    const again = result.querySelectorAll(FOCUSABLE)[focused]; // the focus stays where it is in the evidence
    if (again instanceof HTMLElement) again.focus({ preventScroll: true });
    result.querySelectorAll('details').forEach((each, at) => (each.open = open[at] ?? false));
  }
}
