// What a page forgets: what is secret when the reader leaves it, and what "Start over" erased when the reader goes on.

import { flow } from '../flow.mjs';

export function enableForgetting() {
  addEventListener('pagehide', () => {
    const forgotten = flow.forgetSecrets();
    if (forgotten.length) flow.set({ forgotten: forgotten.join(' ') });
  });
  for (const event of ['input', 'paste']) document.addEventListener(event, () => flow.keepErased(), { capture: true });
}
