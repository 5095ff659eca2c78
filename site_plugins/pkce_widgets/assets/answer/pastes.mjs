// What the reader has pasted, until the tab is closed or reloaded: only in this module, for all pages of the site.

import { forgetRecordings, hasRecording, revealRecordings } from './recordings.mjs';
import { forgetSecrets, hasSecret, hideSecrets, isPrivate, revealSecrets } from './secrets.mjs';

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

/**
 * @typedef {object} Act what the reader did at once, and how to take back that alone
 * @property {Pasted} before
 * @property {Pasted} after
 * @property {string} [text] the text among those that were read that has what was pasted; none while it is in the box
 */

/** Whether a text can be had back after "Clear all". @param {string} text */
const isKept = (text) => !hasSecret(text) && !hasRecording(text);
/** Whether an act was about the box. @param {Act} act */
const inBox = ({ before, after }) => before.draft !== after.draft;

class Pastes {
  now = NOTHING;
  /** @type {Act[]} */
  #acts = [];
  /** Whether the last act was "Clear all". */
  cleared = false;
  /** The pair that was created here. @type {Readonly<Record<string, string>>} */
  created = {};
  /** What was forgotten when the page was left, in words. */
  forgotten = '';

  constructor() {
    addEventListener('pagehide', () => this.#leave()); // on all pages: also where the box isn't
  }

  get isEmpty() {
    const { texts, draft, pair } = this.now;
    return !texts.length && !draft.trim() && !Object.values(pair).some(Boolean);
  }

  get hasSecret() {
    return [...this.now.texts, this.now.draft].some((text) => !isKept(text));
  }

  /** How long an answer may take: a file of 50 MB with very many requests takes a minute. */
  get patience() {
    return [...this.now.texts, this.now.draft].some(hasRecording) ? { deadline: 180_000 } : {};
  }

  get canUndo() {
    return this.#acts.length > 0;
  }

  /** Whether the pair is the one that was created here. */
  get isCreated() {
    return Object.entries(this.now.pair).every(([name, value]) => value && value === this.created[name]);
  }

  /**
   * The reader types: nothing to take back.
   * @param {Partial<Pasted>} change
   */
  change(change) {
    if (this.cleared) this.#acts = [];
    this.cleared = false;
    this.forgotten = '';
    this.now = { ...this.now, ...change };
    if (change.draft === '') this.#acts = this.#acts.filter((act) => act.text !== undefined || !inBox(act)); // the reader has erased it
  }

  /**
   * The reader acts, which can be taken back.
   * @param {Partial<Pasted>} change
   */
  act(change) {
    const before = this.now;
    this.change(change);
    this.#acts.push({ before, after: this.now });
  }

  /** What is in the box has been read. */
  keepDraft() {
    const text = hideSecrets(this.now.draft);
    for (const act of this.#acts) if (inBox(act)) act.text ??= text;
    this.now = { ...this.now, texts: [...this.now.texts, text], draft: '' };
  }

  /** Forget everything; until the next input, all but texts with a secret can be had back. */
  clear() {
    const { texts, draft, ...rest } = this.now;
    const before = { ...rest, texts: texts.filter(isKept), draft: isKept(draft) ? draft : '' };
    this.forget();
    this.#acts = [{ before, after: NOTHING }];
    this.cleared = true;
  }

  /** Take back the last act, and nothing of what came after it. */
  undo() {
    const act = this.#acts.pop();
    if (!act) return;
    const { before, after } = act;
    const now = this.now;
    this.now = this.cleared ? before : {
      ...now,
      ...(inBox(act) ? this.#withoutPasted(act) : {}),
      pair: withoutChange(now.pair, before.pair, after.pair),
      replies: withoutChange(now.replies, before.replies, after.replies),
    };
    this.cleared = false;
  }

  /**
   * The texts and the box without what was pasted; what was typed beside it stays.
   * @param {Act} act
   */
  #withoutPasted({ before, after, text }) {
    const { texts, draft } = this.now;
    const whole = text ?? draft;
    const rest = whole.includes(after.draft) ? whole.replace(after.draft, () => before.draft) : before.draft;
    if (text === undefined) return { draft: rest };
    for (const act of this.#acts) if (act.text === text) delete act.text; // it is in the box again
    const at = texts.lastIndexOf(text);
    return { texts: texts.filter((_, place) => place !== at), draft: [rest, draft].filter((each) => each.trim()).join('\n\n') };
  }

  forget() {
    this.now = NOTHING;
    this.#acts = [];
    this.cleared = false;
    this.forgotten = '';
    this.created = {};
    forgetSecrets();
    forgetRecordings();
  }

  /** The page is left: what is secret or belongs to one login goes, the rest stays for when the reader comes back. */
  #leave() {
    const { texts, draft, pair, replies } = this.now;
    const goes = (/** @type {string} */ text) => hasRecording(text) || isPrivate(text);
    const kept = texts.filter((text) => !goes(text));
    const lost = texts.length - kept.length + Number(goes(draft));
    const names = [lost ? `${lost === 1 ? 'a text' : `${lost} texts`} that may hold a secret, code, verifier or token` : '', pair.code_verifier ? 'the verifier' : ''];
    this.forget();
    this.now = { texts: kept, draft: goes(draft) ? '' : draft, pair: { ...pair, code_verifier: '' }, replies };
    const gone = names.filter(Boolean).join(' and ');
    if (gone) this.forgotten = `When you left, this page forgot ${gone}. Paste again what you need.`;
  }

  /** @returns {Record<string, string>} */
  question() {
    const { texts, draft, pair, replies } = this.now;
    const all = [...texts, draft].filter((text) => text.trim()).map((text) => text.replaceAll(SEPARATOR, ' '));
    return {
      ...pair,
      texts: revealRecordings(revealSecrets(all.join(SEPARATOR)), SEPARATOR),
      replies: Object.entries(replies).map((pair) => pair.join('=')).join(' '),
    };
  }
}

/**
 * @param {Readonly<Record<string, string>>} now
 * @param {Readonly<Record<string, string>>} before
 * @param {Readonly<Record<string, string>>} after
 */
function withoutChange(now, before, after) {
  const names = Object.keys(after).filter((name) => before[name] !== after[name] && now[name] === after[name]);
  return { ...now, ...Object.fromEntries(names.map((name) => [name, before[name] ?? ''])) };
}

export const pastes = new Pastes();
