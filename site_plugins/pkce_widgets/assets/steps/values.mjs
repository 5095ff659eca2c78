// The values in the rail, each under the step that made it.

import { flow } from '../flow.mjs';

const MASK = '••••••••';

/**
 * What is beside a value, and only what is known of it.
 * @param {string} name
 * @param {string} words
 */
function said(name, words) {
  if (name === 'state' && flow.get('state') && flow.get('returned_state') === flow.get('state')) return `${words}, came back`;
  return words;
}

/** What is said of a value that did its work and was cleared. @type {Record<string, string>} */
const AFTER = { code_verifier: 'verifier cleared after use', code: 'code redeemed' };

/** The ends of a long value: enough to recognize it. @param {string} value */
const ends = (value) => (value.length <= 12 ? value : `${value.slice(0, 5)}…${value.slice(-4)}`);

/** @param {Element} place */
export function drawValue(place) {
  if (!(place instanceof HTMLElement)) return;
  const { flow: name = '', words = '' } = place.dataset;
  const label = place.querySelector('.pkce-rail__words');
  if (label && !words) place.dataset.words = label.textContent ?? '';
  const value = flow.get(name);
  const after = !value && flow.get('finished') ? AFTER[name] : undefined;
  const code = place.querySelector('code');
  place.hidden = !value && !after;
  if (code) {
    code.hidden = !value;
    const whole = name === 'client_id' || name === 'redirect_uri';
    code.textContent = 'masked' in place.dataset ? MASK : whole ? value : ends(value);
  }
  if (label) label.textContent = after ?? said(name, place.dataset.words ?? '');
}
