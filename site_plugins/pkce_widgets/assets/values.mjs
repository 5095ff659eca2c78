// Follow the value: pointing at one occurrence of a value, or focusing something in it, lights up all the others.

/** @param {Event} event */
function light(event) {
  const place = event.target instanceof Element ? event.target.closest('[data-value]') : null;
  const name = place?.getAttribute('data-value');
  if (name) document.documentElement.dataset.pkceLit = name;
  else delete document.documentElement.dataset.pkceLit;
}

export function followValues() {
  document.addEventListener('pointerover', light, { passive: true });
  document.addEventListener('focusin', light);
}
