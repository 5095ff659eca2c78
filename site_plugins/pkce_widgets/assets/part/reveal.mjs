// Brings an element into view that may be in something folded.

/**
 * Open what is folded around an element: details, and the step that it is in.
 * @param {Element} element
 */
export function reveal(element) {
  for (let at = element.closest('details'); at; at = at.parentElement?.closest('details') ?? null) at.open = true;
  element.dispatchEvent(new CustomEvent('pkce-reveal', { bubbles: true }));
}
