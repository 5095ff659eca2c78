// What a page forgets: what is secret when the reader leaves it, and what "Start over" erased when the reader types or pastes.

import { flow } from '../flow.mjs';

export function enableForgetting() {
  addEventListener('pagehide', () => {
    const forgotten = flow.forgetSecrets();
    if (forgotten.length) flow.set({ forgotten: forgotten.join(' ') });
  });
  const goesOn = (/** @type {Event} */ { target }) => {
    if (!(target instanceof Element && target.matches('select, [type=checkbox]'))) flow.keepErased();
  };
  for (const event of ['input', 'paste']) document.addEventListener(event, goesOn, { capture: true });
}
