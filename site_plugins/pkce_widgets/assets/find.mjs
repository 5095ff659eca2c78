// A value that is missing somewhere: its button leads to the first field of the page that takes it.

/** @param {HTMLElement} button */
function find(button) {
  const name = CSS.escape(button.dataset.find ?? '');
  const field = document.querySelector(`.pkce-form:not([hidden]) [name="${name}"]`);
  if (field instanceof HTMLElement) {
    field.focus();
    return;
  }
  const status = button.closest('.pkce-panel')?.querySelector('[role="status"]');
  if (status) status.textContent = `This page has no field for ${button.dataset.find}.`;
}

export function offerFinds() {
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('[data-find]') : null;
    if (button instanceof HTMLElement) find(button);
  });
}
