// "Is this wrong?", at every verdict: opening it writes a report of the flow without its secrets, to be read and copied.

import { flow } from '../flow.mjs';
import { issueForm } from '../part/issue-form.mjs';
import { toDom } from '../part/tree.mjs';
import { live } from '../runtime.mjs';

/** @typedef {import('../part/tree.mjs').Node} Node */

/** What the page says there. @param {Element} details */
function said(details) {
  const panel = details.closest('.pkce-panel');
  const texts = ['panel__title', 'verdict__word', 'verdict__text'].map((each) => panel?.querySelector(`.pkce-${each}`)?.textContent);
  return `${location.pathname} says: ${texts.filter(Boolean).join('. ')}`;
}

/** @param {HTMLDetailsElement} details */
async function report(details) {
  const values = { ...Object.fromEntries(flow.snapshot()), report_note: said(details) };
  const question = { op: 'report', action: 'wrong', values, now: Math.floor(Date.now() / 1000) };
  /** @type {Node} */
  let body;
  try {
    body = /** @type {import('../part/questions.mjs').Answer} */ (await live.call(question)).body;
  } catch (error) {
    body = ['p', {}, [`There is no report: ${/** @type {Error} */ (error).message}`]];
  }
  if (details.open) details.lastElementChild?.replaceWith(toDom(['div', {}, [body, ...issueForm()]]));
}

/**
 * The reader has opened or closed it.
 * @param {Element} details
 */
export function toggled(details) {
  if (!(details instanceof HTMLDetailsElement)) return;
  if (details.open) void report(details);
  else details.lastElementChild?.replaceWith(toDom(['div', {}, []]));
}
