// Puts each piece of an answer into its place, and keeps what the reader opened and where the focus is.

import { toDom } from '../part/tree.mjs';

/** @typedef {import('../part/tree.mjs').Node} Node */

/**
 * @param {HTMLElement} root
 * @param {Node} piece an element with `data-slot`
 */
export function fill(root, piece) {
  if (typeof piece === 'string') return;
  const old = root.querySelector(`[data-slot="${piece[1]['data-slot']}"]`);
  const made = toDom(piece);
  if (!old || !(made instanceof HTMLElement) || old.isEqualNode(made)) return;
  const open = new Set([...old.querySelectorAll('details[open] > summary')].map(title));
  if (old instanceof HTMLDetailsElement && old.open) made.setAttribute('open', '');
  for (const summary of made.querySelectorAll('summary')) {
    if (open.has(title(summary))) summary.parentElement?.setAttribute('open', '');
  }
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  old.replaceWith(made);
  if (!focused) return;
  const same = [...made.querySelectorAll(focused.localName)].find((each) => title(each) === title(focused));
  const place = same ?? made.closest('[tabindex]');
  if (place instanceof HTMLElement) place.focus({ preventScroll: true });
}

/** What an element is known by: the reply that it gives, or its words without their numbers. @param {Element} element */
const title = (element) =>
  ['data-reply', 'aria-label'].map((name) => element.getAttribute(name)).find(Boolean) ??
  (element.textContent ?? '').replace(/\d+/g, '');
