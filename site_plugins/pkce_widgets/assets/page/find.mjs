// "Find it" buttons: one listener for the whole page moves the focus to the first field of a value, also in a
// step that is closed.

import { reveal } from '../part/reveal.mjs';

/** @param {string} name */
function find(name) {
  const fields = document.querySelectorAll(`.pkce-form [name="${CSS.escape(name)}"]`);
  const field = [...fields].find((each) => each instanceof HTMLElement && each.checkVisibility()) ?? fields[0];
  if (!(field instanceof HTMLElement)) return false;
  reveal(field);
  field.focus(); // this scrolls to it
  return true;
}

export function enableFindButtons() {
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('[data-find]') : null;
    if (!(button instanceof HTMLElement) || find(button.dataset.find ?? '')) return;
    const status = button.closest('.pkce-panel')?.querySelector('[role="status"]');
    if (status) status.textContent = 'This page has no field for it.';
  });
}
