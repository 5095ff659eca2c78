// The steps of the quickstart: one is open at a time, and the last four share a screen.

import { flow } from '../flow.mjs';
import { isByKey } from '../part/typing.mjs';
import { readAddress, writeAddress } from './address.mjs';
import { currentNode, Nodes } from './nodes.mjs';

/** @typedef {import('./states.mjs').State} State */

const LOGIN = 4; // the first step of the last screen
const CLICK = 200; // milliseconds that a click takes

/** The step that is open, also after the reader has been to another page. */
let opened = 0;

flow.addEventListener('reset', () => (opened = 1));

export class Screens {
  #walk;
  #nodes;
  /** @type {State[]} */
  #states = [];
  /** The step of the last screen that the reader is at. */
  #current = LOGIN;
  /** The field that the reader is typing into key by key. @type {EventTarget | null} */
  #typing = null;
  #changed;

  /**
   * @param {Element} walk
   * @param {() => void} changed called when another step is open
   * @param {AbortSignal} signal
   */
  constructor(walk, changed, signal) {
    this.#walk = walk;
    this.#changed = changed;
    const last = walk.querySelector(`.pkce-step[data-step="${LOGIN}"]`);
    this.#nodes = last ? new Nodes(last) : undefined;
    walk.addEventListener('click', this.#clicked, { signal });
    walk.addEventListener('pkce-reveal', this.#wanted, { signal });
    walk.addEventListener('input', (event) => (this.#typing = isByKey(event) ? event.target : null), { signal, capture: true });
    walk.addEventListener('focusout', this.#left, { signal });
    window.addEventListener('popstate', () => this.#followAddress(location.hash ? opened : 1), { signal });
    window.addEventListener('hashchange', () => this.#followAddress(), { signal });
    const watcher = new MutationObserver((records) => records.some(({ target }) => target instanceof Element && target.matches('.pkce-result')) && changed());
    watcher.observe(walk, { subtree: true, attributeFilter: ['data-state'] });
    signal.addEventListener('abort', () => watcher.disconnect());
    opened ||= 1;
    this.#followAddress();
    walk.setAttribute('data-live', ''); // last: without it, every step is in sight
  }

  /** A click that ends the typing may be on its way to something that would fold or move. */
  #left = () => {
    setTimeout(() => {
      if (!this.#typing || this.#typing === document.activeElement) return;
      this.#typing = null;
      this.#changed();
    }, CLICK);
  };

  /** The step that is open. */
  get now() {
    return opened;
  }

  /** The section or node of the step that is open. */
  get place() {
    const node = opened >= LOGIN ? this.#walk.querySelector(`.pkce-node[data-node="${opened}"]:not([data-folded])`) : null;
    return node ?? this.#section(opened);
  }

  /** @param {number} number */
  #section(number) {
    return this.#walk.querySelector(`.pkce-step[data-step="${Math.min(number, LOGIN)}"]`);
  }

  #provider() {
    return flow.get('provider') || (this.#select?.value ?? '');
  }

  get #select() {
    const field = this.#walk.querySelector('pkce-provider [name="provider"]');
    return field instanceof HTMLSelectElement ? field : undefined;
  }

  /** Open what the address says. @param {number} otherwise */
  #followAddress(otherwise = opened) {
    opened = otherwise;
    const address = readAddress();
    // Encoded, because not every address can be decoded.
    const target = [...this.#walk.querySelectorAll('[id]')].find(({ id }) => `#${encodeURI(id)}` === location.hash);
    const place = target?.closest('[data-node], [data-step]');
    if (address) {
      const known = [...(this.#select?.options ?? [])].some(({ value }) => value === address.provider);
      if (known && flow.get('provider') !== address.provider) {
        flow.set({ provider: address.provider }, this.#walk.querySelector('pkce-provider .pkce-panel__title')?.textContent ?? '');
      }
      opened = address.step;
    } else if (place instanceof HTMLElement) opened = Number(place.dataset.node ?? place.dataset.step);
    if (opened >= LOGIN) this.#nodes?.reveal(opened);
    this.draw(this.#states, this.#steps);
    this.#changed();
  }

  /** @type {Element[]} */
  #steps = [];

  /**
   * Open a step, as the reader asked.
   * @param {number} number
   */
  open(number) {
    opened = number;
    if (number >= LOGIN) this.#nodes?.reveal(number);
    writeAddress(this.#provider(), number, true);
    this.draw(this.#states, this.#steps);
    this.#changed();
    const heading = this.place?.querySelector('h2, h3');
    if (!(heading instanceof HTMLElement)) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    const top = number > LOGIN ? heading : this.#walk;
    top.scrollIntoView({ block: 'start' });
  }

  /**
   * Show what is open now.
   * @param {State[]} states
   * @param {Element[]} steps the rail's
   */
  draw(states, steps) {
    const current = this.#typing ? this.#current : currentNode(states); // nothing folds under someone who types
    // The last screen follows what the reader does.
    if (opened >= LOGIN && this.#states.length > 0 && this.#current !== current) opened = current;
    this.#current = current;
    this.#states = states;
    this.#steps = steps;
    for (const section of this.#walk.querySelectorAll('.pkce-step')) {
      section.toggleAttribute('data-open', section === this.#section(opened));
    }
    this.#nodes?.draw(states, steps, current);
    if (readAddress()) writeAddress(this.#provider(), opened, false);
    this.#drawNext();
  }

  /** Next stands out once its step has what it is for, and no error; it is never blocked. */
  #drawNext() {
    const next = this.#section(opened)?.querySelector('.pkce-next');
    next?.classList.toggle('pkce-next--ready', this.#states[opened - 1] === 'done');
  }

  /** Whether the answer to what the reader gave in a step is that it is wrong. @param {number} number */
  isWrong(number) {
    const places = this.#walk.querySelectorAll(`:is(.pkce-step[data-step="${number}"]:not(:has(.pkce-node)), .pkce-node[data-node="${number}"]) > .pkce-panel`);
    return [...places].some((panel) => panel.querySelector('.pkce-result:is([data-state="wrong"], [data-state="proved"], [data-state="likely"])'));
  }

  #clicked = (/** @type {Event} */ event) => {
    if (!(event.target instanceof Element && event instanceof MouseEvent)) return;
    const show = event.target.closest('[data-show]');
    const node = show?.closest('.pkce-node');
    if (show && node) {
      this.#nodes?.choose(node, node.hasAttribute('data-folded'));
      this.draw(this.#states, this.#steps);
      return;
    }
    const link = event.target.closest('a');
    const [, step = ''] = /^#step-([1-7])$/.exec(link?.hash ?? '') ?? []; // the theme makes addresses absolute
    if (!step || link?.pathname !== location.pathname || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation(); // the theme would scroll there
    this.open(Number(step));
  };

  /** Something in a step that may be closed is about to be focused. @param {Event} event */
  #wanted = (event) => {
    const place = event.target instanceof Element ? event.target.closest('[data-node], [data-step]') : null;
    if (!(place instanceof HTMLElement)) return;
    opened = Number(place.dataset.node ?? place.dataset.step);
    if (place.dataset.node) this.#nodes?.choose(place, true);
    writeAddress(this.#provider(), opened, true);
    this.draw(this.#states, this.#steps);
    this.#changed();
  };
}
