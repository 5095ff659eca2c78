// The values of the reader's flow, shared by all parts of all pages until the tab is closed or reloaded. They live in
// this map and nowhere else: no storage, no URL, no history.

/** @typedef {{value: string, from: string, made: Record<string, string>}} Entry `made`: what it came from, as that was then */

/** What a request was made with: when one of these changes, its answers belong to an earlier request. */
const ASKED_WITH = ['authorization_endpoint', 'client_id', 'redirect_uri', 'scope', 'state', 'nonce', 'code_challenge'];
/** Values that stay as they came, with what they came from. @type {Record<string, string[]>} */
const CAME_FROM = {
  redirect: ASKED_WITH,
  code: ASKED_WITH,
  token_response: ['token_endpoint', 'code', 'client_id', 'redirect_uri', 'code_verifier'],
};

/** What belongs to one attempt: a new pair after the tokens begins another one. */
const OF_ONE_ATTEMPT = [
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
   * Which part gave a value: its title.
   * @param {string} name
   */
  from(name) {
    return this.#entries.get(name)?.from ?? '';
  }

  /**
   * The values that this one came from and that are others now.
   * @param {string} name
   * @returns {string[]}
   */
  stale(name) {
    const made = Object.entries(this.#entries.get(name)?.made ?? {});
    return made.filter(([early, value]) => value && value !== this.get(early)).map(([early]) => early);
  }

  /**
   * Write values and tell no one yet, so that the part in use can answer first.
   * @param {Record<string, string>} values
   * @param {string} [from]
   * @returns {boolean} whether anything changed
   */
  put(values, from = '') {
    const changed = Object.entries(values).filter(([name, value]) => value !== this.get(name));
    this.#beginAnew(changed);
    for (const [name, value] of changed) {
      if (value) this.#entries.set(name, { value, from, made: {} });
      else this.#entries.delete(name);
    }
    const names = changed.map(([name]) => name);
    for (const [late, sources] of Object.entries(CAME_FROM)) {
      const entry = this.#entries.get(late);
      if (!entry) continue;
      const beside = from !== '' && entry.from === from; // said beside it, of the request that it came from
      for (const early of sources) {
        // A value that comes late changes nothing: it is taken for the one of then.
        if (!entry.made[early] || (beside && names.includes(early))) entry.made[early] = this.get(early);
      }
    }
    return changed.length > 0;
  }

  /**
   * Forget what the new values take the ground from.
   * @param {[string, string][]} changed
   */
  #beginAnew(changed) {
    const pair = changed.some(([name, value]) => ['code_verifier', 'code_challenge'].includes(name) && value);
    if (pair && this.get('finished')) for (const name of OF_ONE_ATTEMPT) this.#entries.delete(name);
    if (changed.some(([name, value]) => name === 'code' && value)) this.#entries.delete('token_requested_at');
  }

  /** All values as they are now. */
  snapshot() {
    return new Map([...this.#entries].map(([name, { value }]) => [name, value]));
  }

  tell() {
    this.dispatchEvent(new Event('change'));
  }

  /**
   * @param {Record<string, string>} values
   * @param {string} [from]
   */
  set(values, from) {
    if (this.put(values, from)) this.tell();
  }

  /**
   * Forget values that have done their work, without calling what came from them stale.
   * @param {readonly string[]} names
   */
  spend(names) {
    const used = new Set(this.get('used_challenges').split(' ').filter(Boolean));
    if (names.includes('code_verifier') && this.get('code_challenge')) used.add(this.get('code_challenge'));
    const states = new Set(this.get('used_states').split(' ').filter(Boolean));
    const state = this.get('returned_state') || this.get('state'); // the other one may be of the next request
    if (names.includes('code_verifier') && state) states.add(state);
    for (const name of names) this.#entries.delete(name);
    for (const { made } of this.#entries.values()) for (const name of names) delete made[name];
    this.put({ used_challenges: [...used].join(' '), used_states: [...states].join(' '), finished: 'true' });
    this.tell();
  }

  /** Start over: forget everything but which verifiers and states have been used. */
  reset() {
    const used = Object.fromEntries(['used_challenges', 'used_states'].map((name) => [name, this.get(name)]));
    this.#entries.clear();
    this.put(used);
    this.dispatchEvent(new Event('reset'));
    this.tell();
  }
}

export const flow = new Flow();
