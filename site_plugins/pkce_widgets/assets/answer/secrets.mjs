// A client secret turns into dots as soon as it is pasted. The secret itself is only here, in memory.

import { CLIENT_SECRETS } from '../attempts.mjs';

const FEWEST = 8;

/** Each secret is as many dots as its place in the list, and `FEWEST`. @type {string[]} */
const secrets = [];

/**
 * The text with dots for each secret in it.
 * @param {string} text
 */
export function hideSecrets(text) {
  return CLIENT_SECRETS.reduce((hidden, place) => hidden.replace(place, (_, before, secret) => before + dots(secret)), text);
}

/** @param {string} secret */
function dots(secret) {
  const known = secrets.indexOf(secret);
  return '•'.repeat(FEWEST + (known < 0 ? secrets.push(secret) - 1 : known));
}

/**
 * The text as it was pasted.
 * @param {string} text
 */
export const revealSecrets = (text) => text.replace(/•{8,}/g, (run) => secrets[run.length - FEWEST] ?? run);

/** @param {string} text */
export const hasSecret = (text) => text.includes('•'.repeat(FEWEST));

export function forgetSecrets() {
  secrets.length = 0;
}
