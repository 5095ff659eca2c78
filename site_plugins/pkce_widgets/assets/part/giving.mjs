// What the answers of the parts give to the flow.

import { flow } from '../flow.mjs';

/** What each part gave last, on any page: giving it again would undo what the reader wrote since. @type {Map<string, string>} */
const last = new Map();

for (const event of ['reset', 'attempt']) flow.addEventListener(event, () => last.clear());

/** The part may give the same values again. @param {string} op */
export function forgetGiven(op) {
  last.delete(op);
}

/**
 * Give the values of an answer, but never over a value that the reader has changed or another part has given meanwhile.
 * An empty one takes away only what the same part gave.
 * @param {string} op
 * @param {string} source the title of the part
 * @param {import('./questions.mjs').Answer} answer
 * @param {Map<string, string>} then the flow when the question was asked
 * @param {boolean} inUse whether the reader acts in this part; otherwise it takes no value of another one's place
 */
export function give(op, source, answer, then, inUse) {
  const same = (/** @type {string} */ name) => (then.get(name) ?? '') === flow.get(name);
  const given = JSON.stringify(answer.values);
  const kept = Object.entries(answer.values).filter(([name, value]) => same(name) && (flow.source(name) === source || (value && (inUse || !flow.source(name)))));
  if (answer.clear.length && answer.clear.every(same)) flow.spend(answer.clear);
  const values = given === last.get(op) ? [] : kept;
  last.set(op, given);
  const offers = Object.entries(answer.offers).filter(([name]) => ['', source].includes(flow.source(name)));
  flow.set(Object.fromEntries([...offers, ...values]), source);
}
