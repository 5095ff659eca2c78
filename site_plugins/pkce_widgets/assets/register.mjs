// Registers the elements and the page-wide listeners. Loaded once; instant navigation keeps it.

import { enableCopyButtons } from './page/copy.mjs';
import { enableFindButtons } from './page/find.mjs';
import { enableForgetting } from './page/forget.mjs';
import { isFramed, refuse } from './page/framed.mjs';
import { highlightValues } from './page/highlight.mjs';
import { rememberChoices } from './part/choices.mjs';

/** What parts have that do only what all parts do. */
const plain = () => import('./part/part.mjs');

/**
 * What follows `pkce-` in the name of each element, in the order in which readers meet them, and the module with its class.
 * @type {Record<string, () => Promise<Record<string, CustomElementConstructor>>>}
 */
const ELEMENTS = {
  answer: () => import('./elements/pkce-answer.mjs'),
  check: () => import('./elements/pkce-check.mjs'),
  progress: () => import('./elements/pkce-progress.mjs'),
  attempts: () => import('./elements/pkce-attempts.mjs'),
  checklist: () => import('./elements/pkce-checklist.mjs'),
  guide: () => import('./elements/pkce-guide.mjs'),
  diagram: () => import('./elements/pkce-diagram.mjs'),
  secret: () => import('./elements/pkce-secret.mjs'),
  authorize: () => import('./elements/pkce-authorize.mjs'),
  callback: () => import('./elements/pkce-callback.mjs'),
  token: () => import('./elements/pkce-token.mjs'),
  tamper: () => import('./elements/pkce-tamper.mjs'),
  provider: plain, credentials: plain, 'redirect-uri': plain, 'redirect-rules': plain, lint: plain, pairs: plain, jwt: plain, response: plain, refresh: plain, explain: plain, report: plain,
};

/** The elements that are defined, or are about to be. */
const known = new Set();
/** Milliseconds that elements wait for their style sheet. */
const PATIENCE = 4000;

/**
 * Load and define what is new; one kind at a time, because defining all at once keeps the page from responding. A kind
 * that does not load says so, and is tried again where the next page has it.
 * @param {Element[]} added
 */
async function define(added) {
  if (isFramed) return refuse();
  const seen = new Set(added.flatMap((each) => [each, ...each.querySelectorAll(':not(:defined)')]).map(({ localName }) => localName));
  const fresh = Object.entries(ELEMENTS).filter(([name]) => seen.has(`pkce-${name}`) && !known.has(name));
  const loading = fresh.map(([name, load]) => /** @type {const} */ ([known.add(name) && name, load().catch(() => ({}))]));
  for (const [name, module] of loading) {
    const [loaded] = Object.values(await module);
    await new Promise((go) => setTimeout(go));
    document.querySelectorAll(`pkce-${name} > .pkce-unloaded`).forEach((each) => each.remove());
    if (loaded) customElements.define(`pkce-${name}`, class extends loaded {});
    else sayUnloaded(name);
  }
}

/** @param {string} name */
function sayUnloaded(name) {
  known.delete(name);
  for (const part of document.querySelectorAll(`pkce-${name}`)) {
    const text = 'This part could not be loaded. Reload the page.';
    part.prepend(Object.assign(document.createElement('p'), { className: 'pkce-unloaded', role: 'alert', textContent: text }));
  }
}

/**
 * @param {string} type of an event
 * @param {string} selector of what it happens to
 * @param {(element: Element) => Promise<void>} act
 */
function listen(type, selector, act) {
  document.addEventListener(type, ({ target }) => {
    const element = target instanceof Element ? target.closest(selector) : null;
    if (element) void act(element).catch(() => sayUnloaded(element.closest('.pkce-panel')?.localName.replace('pkce-', '') ?? ''));
  }, true);
}

const root = document.documentElement;
const FOLDER = new URL('.', import.meta.url).href;

/**
 * Instant navigation adds the next page's style sheets behind all others. Beside ours, the site's own keeps the last word.
 * @returns {Promise<unknown>} once they are loaded; until then, what they style is out of sight
 */
async function placeSheets() {
  /** @type {HTMLLinkElement[]} */
  const links = [...document.head.querySelectorAll('link')].filter(({ rel, href }) => rel === 'stylesheet' && href.startsWith(FOLDER));
  const late = links.filter((link, at) => at && links[at - 1]?.nextElementSibling !== link && (links[at - 1]?.after(link), true));
  if (!late.length) return;
  root.setAttribute('data-pkce', 'styling');
  await Promise.all(late.map((link) => new Promise((go) => {
    link.onload = link.onerror = go;
    setTimeout(go, PATIENCE); // where the reader has gone on to another page
  })));
  root.setAttribute('data-pkce', '');
}

if (!root.hasAttribute('data-pkce')) {
  root.setAttribute('data-pkce', ''); // once, also where a page brings another version of this script
  enableCopyButtons();
  enableFindButtons();
  enableForgetting();
  highlightValues();
  rememberChoices();
  // A button that is pressed while its part loads is pressed once it has loaded.
  listen('click', ':not(:defined) button', async (button) => {
    await customElements.whenDefined(button.closest(':not(:defined)')?.localName ?? '');
    if (button instanceof HTMLElement) button.click();
  });
  // What few readers need is loaded when it is used. A toggle does not bubble.
  listen('click', '[data-again], pkce-response [data-reply]', async (button) => (await import('./page/again.mjs')).pressed(button));
  listen('toggle', '.pkce-privacy', async (details) => (await import('./page/requests.mjs')).toggled(details));
  listen('toggle', '.pkce-wrong', async (details) => (await import('./page/wrong.mjs')).toggled(details));
  void define([root]);
  // Instant navigation brings the next page's elements.
  const brought = new MutationObserver((records) => {
    const added = records.flatMap(({ addedNodes }) => [...addedNodes]).filter((each) => each instanceof Element);
    if (added.length) void placeSheets().then(() => define(added));
  });
  brought.observe(root, { childList: true, subtree: true });
}
