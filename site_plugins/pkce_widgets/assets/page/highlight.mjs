// Pointing at a value, or focusing something in it, highlights the value wherever it is on the page.

/** @param {Event} event */
function highlight(event) {
  const place = event.target instanceof Element ? event.target.closest('[data-value]') : null;
  const name = place?.getAttribute('data-value');
  if (name) document.documentElement.dataset.pkceLit = name;
  else delete document.documentElement.dataset.pkceLit;
}

export function highlightValues() {
  document.addEventListener('pointerover', highlight, { passive: true });
  document.addEventListener('focusin', highlight);
}
