// A client secret turns into dots as soon as it is pasted. The secret itself is only here, in memory.

import { replaceSecrets } from '../client-secrets.mjs';

const FEWEST = 8;

/** Each secret is as many dots as its place in the list, and `FEWEST`. @type {string[]} */
const secrets = [];

/**
 * The text with dots for each secret in it.
 * @param {string} text
 */
export const hideSecrets = (text) => replaceSecrets(text, dots);

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
export const hasSecret = (text) => hideSecrets(text).includes('•'.repeat(FEWEST));

/** A code, a verifier, a token, or a long run of characters that may be one. */
const FOR_ONE_LOGIN = [
  /(?:(?<!error[_ -]?)code|verifier|token|assertion|password)["']?\s*(?:[=:]|%3[AD])\s*["']?[^\s"'&,]{6}|\beyJ|\bBearer\s/i,
  /(?:^|\s)["']?(?=\S*[\dA-Z])[\w.~+/-]{20,}={0,2}["',;]*(?:$|\s)/,
];

/**
 * Whether a text must not outlive the page. In doubt it must not.
 * @param {string} text
 */
export const isPrivate = (text) => hasSecret(text) || FOR_ONE_LOGIN.some((each) => each.test(text));

export function forgetSecrets() {
  secrets.length = 0;
}
