// Copy buttons: one listener for the whole page, because results come and go.

/** @param {HTMLElement} button */
async function copy(button) {
  const text = button.dataset.copy ?? '';
  let word = 'Copied';
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    word = select(button) ? 'Selected: copy it now' : 'Could not copy'; // plain http has no clipboard, and the reader may deny it
  }
  const before = button.dataset.word ?? button.textContent ?? '';
  button.dataset.word = before;
  button.textContent = word;
  const status = button.closest('.pkce-panel')?.querySelector('[role="status"]');
  if (status) status.textContent = word;
  setTimeout(() => (button.textContent = before), 2000);
}

/** @param {HTMLElement} button */
function select(button) {
  const code = button.parentElement?.querySelector('code, pre');
  if (!code) return false;
  getSelection()?.selectAllChildren(code);
  return true;
}

export function enableCopyButtons() {
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('[data-copy]') : null;
    if (button instanceof HTMLElement) void copy(button);
  });
}
