// The values of the reader's flow, shared by all parts of all pages until the tab is closed or reloaded. They are only
// in this map: no storage, no URL, no history.

/** @typedef {{value: string, source: string, madeFrom: Record<string, string>}} Entry `madeFrom`: those values as they were then */

/** What a request is made from: when one of these changes, an answer to the request is out of date. */
const REQUEST_VALUES = ['authorization_endpoint', 'client_id', 'redirect_uri', 'scope', 'state', 'nonce', 'code_challenge'];
/** Answers, each with the values that its request was made from. @type {Record<string, string[]>} */
const MADE_FROM = {
  redirect: REQUEST_VALUES,
  code: REQUEST_VALUES,
  token_response: ['token_endpoint', 'code', 'client_id', 'redirect_uri', 'code_verifier'],
};

/** What belongs to one attempt: a new pair after the tokens begins another attempt. */
const ATTEMPT_VALUES = [
  'state', 'nonce', 'request_made', 'authorization_requested_url', 'authorization_requested_at', 'redirect', 'code',
  'returned_state', 'iss', 'code_received_at', 'token_requested_at', 'token_response', 'access_token', 'id_token',
  'granted_scope', 'error', 'error_description', 'finished',
];

class Flow extends EventTarget {
  /** @type {Map<string, Entry>} */
  #entries = new Map();

  /**
   * @param {string} name
   * @returns {string} '' when there is no value yet
   */
  get(name) {
    return this.#entries.get(name)?.value ?? '';
  }

  /**
   * The title of the part that gave a value.
   * @param {string} name
   */
  source(name) {
    return this.#entries.get(name)?.source ?? '';
  }

  /**
   * Which of the values that this one was made from have changed since.
   * @param {string} name
   * @returns {string[]}
   */
  changedSince(name) {
    const madeFrom = Object.entries(this.#entries.get(name)?.madeFrom ?? {});
    return madeFrom.filter(([input, value]) => value && value !== this.get(input)).map(([input]) => input);
  }

  /**
   * Write values without an event, so that the part in use can answer first.
   * @param {Record<string, string>} values
   * @param {string} [source]
   * @returns {boolean} whether anything changed
   */
  setQuietly(values, source = '') {
    const changed = Object.entries(values).filter(([name, value]) => value !== this.get(name));
    this.#forgetEarlierAttempt(changed);
    for (const [name, value] of changed) {
      if (value) this.#entries.set(name, { value, source, madeFrom: {} });
      else this.#entries.delete(name);
    }
    const names = changed.map(([name]) => name);
    for (const [answer, inputs] of Object.entries(MADE_FROM)) {
      const entry = this.#entries.get(answer);
      if (!entry) continue;
      const sameSource = source !== '' && entry.source === source; // the reader describes the request of this answer
      for (const input of inputs) {
        // A value that comes after the answer counts as the one that the request was made from.
        if (!entry.madeFrom[input] || (sameSource && names.includes(input))) entry.madeFrom[input] = this.get(input);
      }
    }
    return changed.length > 0;
  }

  /** @param {[string, string][]} changed */
  #forgetEarlierAttempt(changed) {
    const pair = changed.some(([name, value]) => ['code_verifier', 'code_challenge'].includes(name) && value);
    if (pair && this.get('finished')) for (const name of ATTEMPT_VALUES) this.#entries.delete(name);
    if (changed.some(([name, value]) => name === 'code' && value)) this.#entries.delete('token_requested_at');
  }

  /** All values as they are now. */
  snapshot() {
    return new Map([...this.#entries].map(([name, { value }]) => [name, value]));
  }

  notify() {
    this.dispatchEvent(new Event('change'));
  }

  /**
   * @param {Record<string, string>} values
   * @param {string} [source]
   */
  set(values, source) {
    if (this.setQuietly(values, source)) this.notify();
  }

  /**
   * Forget values that are used up, without making out of date what came from them.
   * @param {readonly string[]} names
   */
  spend(names) {
    const used = new Set(this.get('used_challenges').split(' ').filter(Boolean));
    if (names.includes('code_verifier') && this.get('code_challenge')) used.add(this.get('code_challenge'));
    const states = new Set(this.get('used_states').split(' ').filter(Boolean));
    const state = this.get('returned_state') || this.get('state'); // `state` may belong to the next request
    if (names.includes('code_verifier') && state) states.add(state);
    for (const name of names) this.#entries.delete(name);
    for (const { madeFrom } of this.#entries.values()) for (const name of names) delete madeFrom[name];
    this.setQuietly({ used_challenges: [...used].join(' '), used_states: [...states].join(' '), finished: 'true' });
    this.notify();
  }

  /** Start over: forget everything except which challenges and states have been used. */
  reset() {
    const used = Object.fromEntries(['used_challenges', 'used_states'].map((name) => [name, this.get(name)]));
    this.#entries.clear();
    this.setQuietly(used);
    this.dispatchEvent(new Event('reset'));
    this.notify();
  }
}

export const flow = new Flow();
