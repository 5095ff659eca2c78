// What belongs to one attempt at a login, what is kept of an attempt that is over, and what a page forgets when it is left.

import { replaceSecrets } from './client-secrets.mjs';

/** @typedef {Record<string, string>} Values */
/** @typedef {{number: number, outcome: string, values: Values}} Attempt */

/** What is new with each attempt. Provider, credentials and redirect URI stay. */
export const ATTEMPT_VALUES = [
  'state', 'nonce', 'code_verifier', 'code_challenge', 'request_made', 'authorization_url', 'authorization_requested_url',
  'authorization_requested_at', 'redirect', 'code', 'returned_state', 'iss', 'code_received_at', 'token_requested_at',
  'token_request', 'token_response', 'token_received_at', 'access_token', 'id_token', 'granted_scope', 'error',
  'error_description', 'redeemed_code', 'reader_replies', 'finished',
];
/** What the pair, the state and the nonce are, which are made together. */
export const DRAWN = ['state', 'nonce', 'code_verifier', 'code_challenge', 'request_made', 'authorization_url'];
/** One of these shows that an attempt was under way. */
const SIGNS = ['authorization_requested_url', 'redirect', 'code', 'token_response', 'error', 'finished'];
/** What a page forgets when it is left; an answer only if it has tokens. */
const SECRETS = [
  'client_secret', 'client_assertion', 'code_verifier', 'code', 'redeemed_code', 'redirect', 'token_request', 'access_token', 'id_token',
  'pairs_text', 'client_jwt', 'refresh_token',
];
/** What an answer has with tokens, and one that `curl -v` wrote with the request that it answers. */
const ANSWERED_WITH_SECRET = /(?:access|id|refresh)_token|\bauthorization["']?\s*:/i;
const MASK = '••••••••';
/** What else is kept of no attempt. */
const OTHER_SECRETS = /((?:_token|client_assertion|code_verifier)["']?\s*[=:]\s*["']?|\bBearer\s+)([^\s"',;&}$•]+)/gi;

/** Whether an attempt was under way. @param {Values} values */
export const isUnderWay = (values) => SIGNS.some((name) => values[name]);

/** The parameters of a URL. @param {string} url @returns {Values} */
export const parametersOf = (url) => Object.fromEntries(new URLSearchParams(url.split('#')[0]?.split('?')[1]));

/** The state that an attempt sent. @param {Values} values */
export function stateOf({ authorization_requested_url: url = '', returned_state = '', state = '' }) {
  return url ? (parametersOf(url).state ?? '') : returned_state || state;
}

/**
 * What is kept of an attempt that is over: not its verifier, and dots for what is secret in a command or an answer.
 * @param {number} number
 * @param {Values} values
 * @returns {Attempt}
 */
export function closed(number, { code_verifier: _verifier, access_token: _access, id_token: _id, ...values }) {
  const { error = '', finished, redeemed_code, code = '', authorization_requested_url: opened } = values;
  const outcome = error || (finished ? 'tokens' : code ? 'no answer' : opened ? 'no redirect' : 'no code');
  const kept = Object.entries({ ...values, code: redeemed_code || code, state: stateOf(values) });
  return { number, outcome, values: Object.fromEntries(kept.map(([name, value]) => [name, masked(value)])) };
}

/** @param {string} text */
const masked = (text) => replaceSecrets(text, () => MASK).replace(OTHER_SECRETS, `$1${MASK}`);

/**
 * The attempts before this one, as Python compares with them.
 * @param {Attempt[]} attempts
 */
export function toJson(attempts) {
  const rows = attempts.map(({ number, values: { state, nonce, code, code_challenge, token_received_at, finished } }) => ({
    number, state, nonce, code, code_challenge, redeemed: Boolean(token_received_at || finished), tokens: Boolean(finished),
  }));
  return rows.length ? JSON.stringify(rows) : '';
}

/**
 * The names of the values that are secret.
 * @param {Values} values
 */
export function secretNames(values) {
  const names = SECRETS.filter((name) => values[name]);
  const answer = values.token_response ?? '';
  return ANSWERED_WITH_SECRET.test(answer) || hasClientSecret(answer) ? [...names, 'token_response'] : names;
}

/** @param {string} text */
export const hasClientSecret = (text) => replaceSecrets(text, () => MASK) !== text;
