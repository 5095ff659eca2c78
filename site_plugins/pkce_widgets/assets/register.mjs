// Registers the elements and the page-wide listeners. Loaded once; instant navigation keeps it.

import { enableTryAgain } from './page/again.mjs';
import { enableCopyButtons } from './page/copy.mjs';
import { enableFindButtons } from './page/find.mjs';
import { enableForgetting } from './page/forget.mjs';
import { highlightValues } from './page/highlight.mjs';
import { enableReports } from './page/wrong.mjs';
import { rememberChoices } from './part/choices.mjs';

/** Parts that do only what all parts do. */
const PLAIN = ['provider', 'credentials', 'redirect-uri', 'redirect-rules', 'lint', 'response', 'explain', 'report'];

/** Each element and its class, in the order in which readers meet them. @type {[string, () => Promise<CustomElementConstructor>][]} */
const ELEMENTS = [
  ['pkce-answer', () => import('./elements/pkce-answer.mjs').then(({ PkceAnswer }) => PkceAnswer)],
  ['pkce-check', () => import('./elements/pkce-check.mjs').then(({ PkceCheck }) => PkceCheck)],
  ['pkce-progress', () => import('./elements/pkce-progress.mjs').then(({ PkceProgress }) => PkceProgress)],
  ['pkce-attempts', () => import('./elements/pkce-attempts.mjs').then(({ PkceAttempts }) => PkceAttempts)],
  ['pkce-checklist', () => import('./elements/pkce-checklist.mjs').then(({ PkceChecklist }) => PkceChecklist)],
  ['pkce-guide', () => import('./elements/pkce-guide.mjs').then(({ PkceGuide }) => PkceGuide)],
  ['pkce-diagram', () => import('./elements/pkce-diagram.mjs').then(({ PkceDiagram }) => PkceDiagram)],
  ['pkce-secret', () => import('./elements/pkce-secret.mjs').then(({ PkceSecret }) => PkceSecret)],
  ['pkce-authorize', () => import('./elements/pkce-authorize.mjs').then(({ PkceAuthorize }) => PkceAuthorize)],
  ['pkce-callback', () => import('./elements/pkce-callback.mjs').then(({ PkceCallback }) => PkceCallback)],
  ['pkce-token', () => import('./elements/pkce-token.mjs').then(({ PkceToken }) => PkceToken)],
  ['pkce-tamper', () => import('./elements/pkce-tamper.mjs').then(({ PkceTamper }) => PkceTamper)],
  ...PLAIN.map((name) => /** @type {[string, () => Promise<CustomElementConstructor>]} */ ([`pkce-${name}`, () => import('./part/part.mjs').then(({ PkcePart }) => class extends PkcePart {})])),
];
/** The names of elements that are defined, or are about to be. */
const known = new Set();

/** Load and define what the page has; one kind at a time, because defining all at once keeps the page from responding. */
async function defineSeen() {
  const seen = new Set(Array.from(document.querySelectorAll(':not(:defined)'), ({ localName }) => localName));
  const fresh = ELEMENTS.filter(([name]) => seen.has(name) && !known.has(name));
  const loading = fresh.map(([name, load]) => /** @type {const} */ ([known.add(name) && name, load()]));
  for (const [name, element] of loading) {
    const loaded = await element;
    await new Promise((go) => setTimeout(go));
    customElements.define(name, loaded);
  }
}

const root = document.documentElement;
if (!root.hasAttribute('data-pkce')) {
  root.setAttribute('data-pkce', ''); // once, also where a page brings another version of this script
  enableCopyButtons();
  enableFindButtons();
  enableTryAgain();
  enableForgetting();
  highlightValues();
  rememberChoices();
  enableReports();
  void defineSeen();
  // Instant navigation brings the next page's elements.
  const brought = new MutationObserver((records) => records.some(({ addedNodes }) => addedNodes.length) && void defineSeen());
  brought.observe(root, { childList: true, subtree: true });
}
