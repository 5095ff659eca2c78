// What the reader has pasted, until the tab is closed or reloaded: only in this module, for all pages of the site.

import { forgetSecrets, hasSecret, revealSecrets } from './secrets.mjs';

/**
 * @typedef {object} Pasted
 * @property {readonly string[]} texts what was pasted and read, with dots for secrets
 * @property {string} draft what is in the box
 * @property {Readonly<Record<string, string>>} pair the fields of the pair
 * @property {Readonly<Record<string, string>>} replies what the reader answered
 */

/** Between the texts in a question; see `SEPARATOR` in Python. */
const SEPARATOR = '\x1e';
/** @type {Pasted} */
const NOTHING = { texts: [], draft: '', pair: { code_verifier: '', code_challenge: '' }, replies: {} };

class Pastes {
  now = NOTHING;
  /** What was there before each act. @type {Pasted[]} */
  #before = [];
  /** Whether the last act was "Clear all". */
  cleared = false;

  get isEmpty() {
    const { texts, draft, pair } = this.now;
    return !texts.length && !draft.trim() && !Object.values(pair).some(Boolean);
  }

  get hasSecret() {
    return [...this.now.texts, this.now.draft].some(hasSecret);
  }

  get canUndo() {
    return this.#before.length > 0;
  }

  /**
   * The reader types: nothing to take back.
   * @param {Partial<Pasted>} change
   */
  change(change) {
    if (this.cleared) this.#before = [];
    this.cleared = false;
    this.now = { ...this.now, ...change };
  }

  /**
   * The reader acts, which can be taken back.
   * @param {Partial<Pasted>} change
   */
  act(change) {
    const before = this.now;
    this.change(change);
    this.#before.push(before);
  }

  /** What is in the box has been read. */
  keepDraft() {
    this.now = { ...this.now, texts: [...this.now.texts, this.now.draft], draft: '' };
  }

  /** Forget everything; until the next input, all but texts with a secret can be had back. */
  clear() {
    const { texts, draft, ...rest } = this.now;
    const before = { ...rest, texts: texts.filter((text) => !hasSecret(text)), draft: hasSecret(draft) ? '' : draft };
    this.forget();
    this.#before = [before];
    this.cleared = true;
  }

  undo() {
    this.now = this.#before.pop() ?? this.now;
    this.cleared = false;
  }

  forget() {
    this.now = NOTHING;
    this.#before = [];
    this.cleared = false;
    forgetSecrets();
  }

  /** @returns {Record<string, string>} */
  question() {
    const { texts, draft, pair, replies } = this.now;
    const all = [...texts, draft].filter((text) => text.trim()).map((text) => text.replaceAll(SEPARATOR, ' '));
    return {
      ...pair,
      texts: revealSecrets(all.join(SEPARATOR)),
      replies: Object.entries(replies).map((pair) => pair.join('=')).join(' '),
    };
  }
}

export const pastes = new Pastes();
