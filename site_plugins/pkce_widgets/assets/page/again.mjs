// "Try again" and the replies to what only the reader knows, loaded at the first press. "Try again" begins a new attempt,
// then moves the focus to its URL; on a page without the URL, it goes on to the page that has it.

import { flow } from '../flow.mjs';
import { live } from '../runtime.mjs';

const PATIENCE = 5000; // milliseconds until the new URL has to be there

/** How often the reader entered something, began an attempt or started over. */
let acts = 0;

/** A link to the step of another page that opens the URL, for a page without that part. @returns {HTMLElement | null} */
const elsewhere = () => document.querySelector('pkce-authorize') ? null : document.querySelector('a[href$="#step-4"]');

/** @param {HTMLButtonElement} button */
async function tryAgain(button) {
  const places = [button.nextElementSibling, button.closest('.pkce-panel')?.querySelector('[role="status"]')];
  const word = button.textContent;
  const before = acts;
  button.disabled = true;
  button.textContent = 'Loading…';
  let news = 'Not yet: Python is not running.';
  try {
    const question = { op: 'check', action: 'create', values: { scope: flow.get('scope') } };
    const { values } = /** @type {{values: Record<string, string>}} */ (await live.call(question));
    news = 'Not done, because something else changed meanwhile.';
    if (acts !== before) return;
    flow.begin(values, 'Try again');
    news = `Attempt ${flow.attempts.length + 1}: a new pair, state and nonce.`;
    elsewhere()?.click();
    focusUrl(values.state ?? '', Date.now() + PATIENCE);
  } finally {
    button.disabled = false;
    button.textContent = word;
    for (const place of places) if (place) place.textContent = news;
  }
}

/**
 * @param {string} state
 * @param {number} until
 */
function focusUrl(state, until) {
  if (document.activeElement?.matches('input, textarea, select')) return; // the reader is busy there
  const links = [...document.querySelectorAll('a[data-requested]')];
  const link = links.find((each) => each instanceof HTMLAnchorElement && each.href.includes(`state=${state}`));
  if (link instanceof HTMLElement && link.checkVisibility()) link.focus(); // this scrolls to it
  else if (Date.now() < until) setTimeout(() => focusUrl(state, until), 100);
}

const acted = () => (acts += 1);
for (const event of ['attempt', 'reset']) flow.addEventListener(event, acted);
document.addEventListener('input', acted, true);

/**
 * The reader has pressed a button.
 * @param {Element} button
 */
export function pressed(button) {
  if (!(button instanceof HTMLButtonElement)) return;
  const { reply } = button.dataset;
  if (reply) flow.set({ reader_replies: `${flow.get('reader_replies')} ${reply}`.trim() });
  else tryAgain(button).catch(() => {}); // the status says why
}
