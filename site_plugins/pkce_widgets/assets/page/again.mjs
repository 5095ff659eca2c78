// "Try again" and the replies to what only the reader knows: one listener for the whole page. "Try again" begins a new
// attempt, then moves the focus to its URL.

import { flow } from '../flow.mjs';
import { live } from '../runtime.mjs';

const PATIENCE = 5000; // milliseconds until the new URL has to be there

/** @param {HTMLElement} button */
async function tryAgain(button) {
  const status = button.closest('.pkce-panel')?.querySelector('[role="status"]');
  let news = 'Not yet: Python is not running.';
  try {
    const question = { op: 'check', action: 'create', values: { scope: flow.get('scope') } };
    const { values } = /** @type {{values: Record<string, string>}} */ (await live.call(question));
    flow.begin(values, 'Try again');
    news = `Attempt ${flow.attempts.length + 1}: a new pair, state and nonce.`;
    focusUrl(values.state ?? '', Date.now() + PATIENCE);
  } finally {
    if (status) status.textContent = news;
  }
}

/**
 * @param {string} state
 * @param {number} until
 */
function focusUrl(state, until) {
  const links = [...document.querySelectorAll('a[data-requested]')];
  const link = links.find((each) => each instanceof HTMLAnchorElement && each.href.includes(`state=${state}`));
  if (link instanceof HTMLElement && link.checkVisibility()) link.focus(); // this scrolls to it
  else if (Date.now() < until) setTimeout(() => focusUrl(state, until), 100);
}

export function enableTryAgain() {
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('[data-again], pkce-response [data-reply]') : null;
    if (!(button instanceof HTMLElement)) return;
    const { reply } = button.dataset;
    if (reply) flow.set({ reader_replies: `${flow.get('reader_replies')} ${reply}`.trim() });
    else tryAgain(button).catch(() => {}); // the status says why
  });
}
