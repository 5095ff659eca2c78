// How far the reader has come, as the flow's values show.

import { flow } from '../flow.mjs';

/** @typedef {'' | 'next' | 'done' | 'failed' | 'out of date'} State */

/**
 * @param {Element} step
 * @param {string} attribute
 */
const listed = (step, attribute) => (step.getAttribute(attribute) ?? '').split(' ').filter(Boolean);

/** Whether the current request was answered without what the step is for. @param {Element} step */
const failed = (step) => {
  const names = listed(step, 'data-failed-by');
  return names.length > 0 && names.every((name) => flow.get(name) && !flow.changedSince(name).length);
};

/**
 * The state of each step; the first one that is not done is the next.
 * @param {Element[]} steps
 * @returns {State[]}
 */
export function statesOf(steps) {
  let current = true;
  return steps.map((step) => {
    const names = listed(step, 'data-done-by');
    const done = names.every((name) => flow.get(name)) || flow.get('finished') !== '';
    const stale = done && names.some((name) => flow.changedSince(name).length);
    const state = stale ? 'out of date' : done ? 'done' : failed(step) ? 'failed' : current ? 'next' : '';
    if (state !== 'done') current = false;
    return state;
  });
}
