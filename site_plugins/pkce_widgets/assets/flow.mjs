// The values of the reader's flow, shared by all parts of all pages until the tab is closed or reloaded. They are only
// in this map: no storage, no URL, no history.
//
// An attempt begins with a new state, nonce and pair. What the one before it brought is then among `attempts`.

import { ATTEMPT_VALUES, DRAWN, closed, hasClientSecret, isUnderWay, parametersOf, secretNames, stateOf, toJson } from './attempts.mjs';

/** @typedef {{value: string, source: string, madeFrom: Record<string, string>}} Entry `madeFrom`: those values as they were then */
/** @typedef {import('./attempts.mjs').Attempt} Attempt */

/** What a request is made from: when one of these changes, an answer to the request is out of date. */
const REQUEST_VALUES = ['authorization_endpoint', 'client_id', 'redirect_uri', 'scope', 'state', 'nonce', 'code_challenge'];
/** Answers, each with the values that its request was made from. @type {Record<string, string[]>} */
const MADE_FROM = {
  redirect: REQUEST_VALUES,
  code: REQUEST_VALUES,
  token_response: ['token_endpoint', 'code', 'client_id', 'redirect_uri', 'code_verifier'],
};
const PAIR = ['code_verifier', 'code_challenge'];

class Flow extends EventTarget {
  /** @type {Map<string, Entry>} */
  #entries = new Map();
  /** The attempts before this one. @type {Attempt[]} */
  attempts = [];
  /** What "Start over" erased, until the reader goes on. @type {{entries: Map<string, Entry>, attempts: Attempt[]} | undefined} */
  #erased;

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
    const newPair = changed.some(([name, value]) => PAIR.includes(name) && value);
    if (newPair && this.get('finished')) this.#close();
    if (changed.some(([name, value]) => name === 'code' && value)) this.#entries.delete('token_requested_at');
    for (const [name, value] of changed) {
      if (value) this.#entries.set(name, { value, source, madeFrom: {} });
      else this.#entries.delete(name);
    }
    const names = changed.map(([name]) => name);
    if (names.includes('token_response')) this.#noteAnswer();
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

  /** The request was sent before its answer was pasted. */
  #noteAnswer() {
    const value = this.get('token_response') ? now() : '';
    if (value) this.#entries.set('token_received_at', { value, source: '', madeFrom: {} });
    else this.#entries.delete('token_received_at');
  }

  /**
   * The reader has pasted a value, perhaps the same text again: it answers the request of now.
   * @param {string} name
   */
  pasted(name) {
    for (const each of name === 'redirect' ? [name, 'code'] : [name]) {
      const entry = this.#entries.get(each);
      if (entry) entry.madeFrom = Object.fromEntries((MADE_FROM[each] ?? []).map((input) => [input, this.get(input)]));
    }
    if (name === 'token_response') this.#noteAnswer();
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
   * Begin a new attempt with a state, a nonce and a pair that were made together.
   * @param {Record<string, string>} values
   * @param {string} source
   */
  begin(values, source) {
    this.#close();
    this.setQuietly(values, source);
    this.notify();
  }

  /**
   * The reader takes a URL to the server. If its state is another than before, that begins an attempt.
   * @param {string} url
   * @param {string} source
   */
  request(url, source) {
    const before = Object.fromEntries(this.snapshot());
    const { state = '', code_challenge = '' } = parametersOf(url);
    const refused = before.error || before.token_response; // without a URL of this page, that was another login
    const again = stateOf(before) === state && Boolean(before.authorization_requested_url || !refused);
    if (!again && isUnderWay(before)) {
      const drawn = DRAWN.map((name) => /** @type {const} */ ([name, this.#entries.get(name)]));
      this.#close();
      for (const [name, entry] of drawn) if (entry) this.#entries.set(name, entry);
    }
    // The code may come from the first time that the URL was opened, so its age counts from then.
    const at = (again && before.authorization_requested_at) || now();
    // Until now the challenge followed the verifier; from here on the pair must not change.
    this.set({ authorization_requested_url: url, authorization_requested_at: at, code_challenge }, source);
  }

  /** Move what the attempt brought to the earlier ones, if it was under way, and forget the rest of it. */
  #close() {
    const values = Object.fromEntries(ATTEMPT_VALUES.map((name) => [name, this.get(name)]).filter(([, value]) => value));
    for (const name of ATTEMPT_VALUES) this.#entries.delete(name);
    if (isUnderWay(values)) {
      const attempt = closed(this.attempts.length + 1, values);
      this.attempts = [...this.attempts, attempt];
      if (values.authorization_requested_url) this.#noteUsed(values.code_challenge, attempt.values.state);
      this.setQuietly({ attempts: toJson(this.attempts) });
    }
    this.dispatchEvent(new Event('attempt'));
  }

  /**
   * @param {string} [challenge]
   * @param {string} [state]
   */
  #noteUsed(challenge, state) {
    const also = (/** @type {string} */ name, /** @type {string | undefined} */ value) =>
      [...new Set([...this.get(name).split(' '), value ?? ''])].filter(Boolean).join(' ');
    this.setQuietly({ used_challenges: also('used_challenges', challenge), used_states: also('used_states', state) });
  }

  /**
   * Forget values that are used up, without making out of date what came from them. That the code was redeemed is known.
   * @param {readonly string[]} names
   */
  spend(names) {
    const [code, challenge, state] = [this.get('code'), this.get('code_challenge'), this.get('returned_state') || this.get('state')];
    for (const name of names) this.#entries.delete(name);
    for (const { madeFrom } of this.#entries.values()) for (const name of names) delete madeFrom[name];
    if (names.includes('code_verifier')) this.#noteUsed(challenge, state);
    this.setQuietly({ finished: 'true', ...(code ? { redeemed_code: code } : {}) });
    this.notify();
  }

  /** Start over: forget everything except which challenges and states have been used. */
  reset() {
    const used = Object.fromEntries(['used_challenges', 'used_states'].map((name) => [name, this.get(name)]));
    const kept = [...this.#entries].filter(([name, { value }]) => name !== 'client_secret' && !hasClientSecret(value));
    this.#erased = { entries: new Map(kept), attempts: this.attempts };
    this.#entries.clear();
    this.attempts = [];
    this.setQuietly(used);
    this.dispatchEvent(new Event('reset'));
    this.notify();
  }

  get canUndo() {
    return this.#erased !== undefined;
  }

  /** Take "Start over" back; the client secret and the texts with it stay forgotten. */
  undo() {
    if (!this.#erased) return;
    this.#entries = this.#erased.entries;
    this.attempts = this.#erased.attempts;
    this.keepErased();
    this.dispatchEvent(new Event('attempt'));
    this.notify();
  }

  /** The reader goes on, so what was erased can't come back. */
  keepErased() {
    if (!this.#erased) return;
    this.#erased = undefined;
    this.dispatchEvent(new Event('kept'));
  }

  /**
   * Forget what is secret, because the page is left.
   * @returns {string[]} the names of what was forgotten
   */
  forgetSecrets() {
    this.keepErased();
    const names = secretNames(Object.fromEntries(this.snapshot()));
    for (const name of names) this.#entries.delete(name);
    for (const { values } of this.attempts) for (const name of secretNames(values)) delete values[name];
    this.attempts = [...this.attempts]; // they are drawn again
    this.setQuietly({ attempts: toJson(this.attempts) });
    this.dispatchEvent(new Event('forget'));
    this.notify();
    return names;
  }
}

/** Seconds since 1970. */
const now = () => String(Math.floor(Date.now() / 1000));

export const flow = new Flow();
