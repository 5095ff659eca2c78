// When the reader leaves the page, the browser may keep it to come back to. What opens a door isn't kept.

import { flow } from '../flow.mjs';

const SECRETS = [
  'client_secret', 'client_assertion', 'code_verifier', 'code', 'redirect', 'token_response', 'access_token', 'id_token',
];

/** What was cleared, in the words of the fields. @type {string[]} */
let cleared = [];

/** What the reader has to enter again after coming back; it is said once. */
export function takeCleared() {
  const names = cleared;
  cleared = [];
  return names;
}

export function forgetOnLeaving() {
  window.addEventListener('pagehide', () => {
    cleared = SECRETS.filter((name) => flow.get(name));
    flow.set(Object.fromEntries(SECRETS.map((name) => [name, ''])));
    for (const field of document.querySelectorAll('.pkce-form :is(textarea, input)')) {
      if (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) {
        if (SECRETS.includes(field.name)) field.value = '';
      }
    }
  });
}
