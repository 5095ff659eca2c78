// The base of all elements: what they listen to, they listen to as long as they are in the page.

export class FlowElement extends HTMLElement {
  /** @type {AbortController | undefined} */
  #connection;

  connectedCallback() {
    this.#connection = new AbortController();
    this.connected(this.#connection.signal);
  }

  disconnectedCallback() {
    this.#connection?.abort();
  }

  /**
   * The element has come into the page.
   * @param {AbortSignal} _signal aborted when the element leaves the page
   */
  connected(_signal) {}

  /**
   * @template {HTMLElement} T
   * @param {string} selector
   * @param {new () => T} type
   * @returns {T}
   */
  find(selector, type) {
    const found = this.querySelector(selector);
    if (!(found instanceof type)) throw new TypeError(`<${this.localName}> has no ${selector}`);
    return found;
  }
}
