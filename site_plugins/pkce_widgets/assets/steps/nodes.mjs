// The last screen: steps 4 to 7, of which the current one is open and the finished ones fold to a line.

/** @typedef {import('./states.mjs').State} State */

const FIRST = 4;
const LAST = 7;

/**
 * The step of the last screen that the reader is at.
 * @param {State[]} states
 */
export function currentNode(states) {
  for (let number = FIRST; number <= LAST; number += 1) if (states[number - 1] !== 'done') return number;
  return LAST;
}

export class Nodes {
  #screen;
  /** What the reader opened, and what the reader closed, since the last step was done. @type {Map<Element, boolean>} */
  #chosen = new Map();
  #current = 0;

  /** @param {Element} screen */
  constructor(screen) {
    this.#screen = screen;
    for (const node of this.#nodes) {
      if (node.querySelector(':scope > .pkce-node__note')) continue;
      const note = Object.assign(document.createElement('span'), { className: 'pkce-node__note' });
      const show = Object.assign(document.createElement('button'), { type: 'button', className: 'pkce-node__show' });
      show.dataset.show = '';
      node.querySelector('h3')?.after(' ', note, ' ', show);
    }
  }

  /** @returns {HTMLElement[]} */
  get #nodes() {
    return [...this.#screen.querySelectorAll('.pkce-node')].flatMap((node) => (node instanceof HTMLElement ? [node] : []));
  }

  /** Open a node, or fold it again. @param {Element} node @param {boolean} open */
  choose(node, open) {
    this.#chosen.set(node, open);
  }

  /** Open the nodes of a step. @param {number} number */
  reveal(number) {
    for (const node of this.#nodes) if (Number(node.dataset.node) === number) this.#chosen.set(node, true);
  }

  /**
   * @param {State[]} states
   * @param {Element[]} steps the rail's, which say what each waits for and is called once it is done
   * @param {number} current the step that the reader is at
   */
  draw(states, steps, current) {
    if (this.#current && current !== this.#current) this.#chosen.clear();
    this.#current = current;
    for (const node of this.#nodes) {
      const number = Number(node.dataset.node);
      const step = steps[number - 1];
      const state = number === current ? (states[number - 1] ?? '') : number < current ? 'done' : 'waiting';
      // The way to the login page stays open while its answer is awaited.
      const byItself = number === current || (number === FIRST && current === FIRST + 1 && node.querySelector('pkce-authorize') !== null);
      const open = this.#chosen.get(node) ?? byItself;
      node.dataset.state = state;
      node.toggleAttribute('data-folded', !open);
      const note = state === 'waiting' ? step?.getAttribute('data-waits') : state === 'done' ? step?.getAttribute('data-finished') : '';
      this.#describe(node, node.querySelector('pkce-secret') ? '' : (note ?? ''), state, open);
    }
  }

  /**
   * @param {Element} node
   * @param {string} note
   * @param {string} state
   * @param {boolean} open
   */
  #describe(node, note, state, open) {
    const place = node.querySelector('.pkce-node__note');
    if (place) place.textContent = note;
    const show = node.querySelector('.pkce-node__show');
    if (!(show instanceof HTMLElement)) return;
    show.hidden = state !== 'done';
    show.textContent = open ? 'Hide' : 'Show';
    show.setAttribute('aria-expanded', String(open));
    show.setAttribute('aria-label', `${show.textContent}: ${node.querySelector('h3')?.firstChild?.nodeValue ?? ''}`);
  }
}
