// The values of the reader's flow, shared by all parts of all pages until the tab is closed or reloaded. They live in
// this map and nowhere else: no storage, no URL, no history.

/** @typedef {'code_verifier' | 'code_challenge'} ValueName */

class Flow extends EventTarget {
  /** @type {Map<ValueName, string>} */
  #values = new Map();

  /** @param {ValueName} name */
  get(name) {
    return this.#values.get(name);
  }

  /** @param {Partial<Record<ValueName, string>>} values */
  set(values) {
    for (const [name, value] of Object.entries(values)) this.#values.set(/** @type {ValueName} */ (name), value);
    this.dispatchEvent(new Event('change'));
  }
}

export const flow = new Flow();
