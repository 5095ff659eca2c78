// Asks Python for a part: one question at a time. The newest question wins, and parts with the same question ask once.

import { flow } from '../flow.mjs';
import { live } from '../runtime.mjs';

/**
 * @typedef {object} Marks what an answer shows in the form
 * @property {string[]} invalid the fields with the mistake
 * @property {Record<string, string>} notes the text beside each field
 * @property {Record<string, string>} cleaned the values without what copying added around them
 * @property {Record<string, string>} [moves] the field that a text belongs in, by the field that it is in
 * @property {string[]} [hidden] the fields that this answer doesn't need; without it, they stay as they are
 */
/**
 * @typedef {object} Result
 * @property {string} state empty, waiting, right, warning, wrong, unknown or stopped
 * @property {string} word the word above the verdict
 * @property {string} verdict the answer in a sentence
 * @property {Record<string, string>} values what the part gives to the flow
 * @property {Record<string, string>} offers what the part gives where the reader has no value
 * @property {string[]} clear the values that are used up
 * @property {boolean} begins whether the values are those of a new attempt
 * @property {import('./tree.mjs').Node} body
 */
/** @typedef {Marks & Result} Answer */
/** @typedef {{op: string, values: Record<string, string>, typing?: string, now?: number}} Question */
/**
 * @typedef {object} Part what this module needs of a part
 * @property {() => Question} question
 * @property {() => boolean} started whether there is something to answer
 * @property {() => boolean} refuseTooLong
 * @property {boolean} isConnected
 * @property {{wait: () => void}} result
 * @property {(answer: Answer, then: Map<string, string>) => void} answered `then`: the flow when the question was asked
 * @property {(answer: Answer) => void} actionAnswered
 * @property {(error: unknown) => void} failed
 */

/** The last question and its answer. @type {{key: string, answer: Promise<Answer>} | undefined} */
let last;

/** How often the reader has started over or tried again: answers to earlier questions are dropped. */
let restarts = 0;

for (const event of ['reset', 'attempt', 'forget']) {
  flow.addEventListener(event, () => {
    restarts += 1;
    last = undefined;
  });
}

/** @param {Question} question */
function ask(question) {
  const key = JSON.stringify(question);
  if (last?.key !== key) {
    const answer = /** @type {Promise<Answer>} */ (live.call(question));
    last = { key, answer };
    answer.catch(() => (last = undefined));
  }
  return last.answer;
}

export class Questions {
  #part;
  #running = false;
  #again = false;
  /** The question whose answer the part shows. */
  #answered = '';

  /** @param {Part} part */
  constructor(part) {
    this.#part = part;
  }

  /** The part no longer shows the answer, so the same question is asked again. */
  forget() {
    this.#answered = '';
  }

  /** Ask about the newest values: however many keys are pressed before the answer, one more question follows. */
  async check() {
    this.#again = true;
    if (this.#running) return;
    this.#running = true;
    try {
      while (this.#again) {
        this.#again = false;
        await this.#checkOnce();
      }
    } finally {
      this.#running = false; // also after an error, or the part would never ask again
    }
  }

  async #checkOnce() {
    const part = this.#part;
    const question = part.question();
    const key = JSON.stringify(question);
    if (key === this.#answered) return;
    const [before, then] = [restarts, flow.snapshot()];
    const wanted = () => before === restarts && !this.#again && part.started();
    if (live.state.state !== 'ready') part.result.wait();
    try {
      const answer = await ask(question);
      if (!wanted() || part.refuseTooLong() || !part.isConnected) return;
      this.#answered = key;
      part.answered(answer, then);
    } catch (error) {
      if (wanted()) part.failed(error);
    }
  }

  /**
   * Have Python do what a button says; if the reader changes the same values meanwhile, the reader's values stay.
   * @param {string} action
   */
  async act(action) {
    const question = this.#part.question();
    const before = restarts;
    try {
      const answer = /** @type {Answer} */ (await live.call({ ...question, action }));
      const overtaken = Object.keys(answer.values).some((name) => (question.values[name] ?? flow.get(name)) !== flow.get(name));
      if (before === restarts && !overtaken) this.#part.actionAnswered(answer);
    } catch (error) {
      if (before === restarts) this.#part.failed(error);
    }
  }
}
