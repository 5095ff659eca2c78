// "How to check": what page and worker have requested since Python was ready, as the browser counts it.

import { toDom } from '../part/tree.mjs';
import { live } from '../runtime.mjs';

/** @typedef {import('../part/tree.mjs').Node} Node */

const SITE = new URL('../../../', import.meta.url).href; // this folder is in assets/
const MOST = 12; // names in a list

/** A query may have what nobody should read over a shoulder. @param {string} url */
const withoutQuery = (url) => url.split(/[?#]/, 1)[0] ?? '';

/**
 * @param {string} title
 * @param {string[]} names
 * @returns {Node}
 */
function line(title, names) {
  const shown = [...new Set(names)].slice(0, MOST).map((name) => /** @type {Node} */ (['li', {}, [['code', {}, [name]]]]));
  return ['li', {}, [`${title}: ${names.length}`, ...(shown.length ? [/** @type {Node} */ (['ul', {}, shown])] : [])]];
}

/** @returns {Promise<Node[]>} */
async function count() {
  const counted = await live.requests();
  if (!counted) return [['p', {}, ['Python isn’t running in this tab, so there is nothing to count. It starts when you use a live part.']]];
  const requested = counted.requested.filter((url) => /^(?!blob:|data:)/.test(url)); // these are in the page already
  const own = requested.filter((url) => url.startsWith(SITE)).map((url) => withoutQuery(url).slice(SITE.length));
  const others = requested.filter((url) => !url.startsWith(SITE)).map(withoutQuery);
  return [
    ['p', {}, ['Requests of this page and of its Python since Python last started, as this browser counts them:']],
    ['ul', {}, [
      line('Files of this site', own),
      line('Anything else', others),
      line('Stopped by the page’s policy', counted.stopped.map(withoutQuery)),
    ]],
    ['p', {}, ['This count can’t see WebSocket and WebRTC connections, browser extensions and other tabs. Nor does it see how your browser stores the files of this site for use without a network.']],
    ['button', { type: 'button', class: 'pkce-button pkce-button--small' }, ['Count again']],
  ];
}

/** @param {Element} place */
async function show(place) {
  place.replaceChildren(...(await count()).map(toDom));
  place.querySelector('button')?.addEventListener('click', () => void show(place));
}

/**
 * The reader has opened or closed it.
 * @param {Element} details
 */
export async function toggled(details) {
  const place = details.querySelector('[data-part="requests"]');
  if (place && details instanceof HTMLDetailsElement && details.open) await show(place);
}
