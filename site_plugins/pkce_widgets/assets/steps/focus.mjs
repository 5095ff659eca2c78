// Where the focus goes by itself on the last screen: to where the next act is. It never moves while someone types.

/**
 * @typedef {object} Screen what this module needs of the steps
 * @property {number} now the step that is open
 * @property {Element | null} place
 */

/** The first empty field of a place that is in sight. @param {Element | null} place */
function waitingField(place) {
  const fields = [...(place?.querySelectorAll('.pkce-form textarea') ?? [])];
  return /** @type {HTMLTextAreaElement | undefined} */ (
    fields.find((each) => each instanceof HTMLTextAreaElement && each.checkVisibility() && !each.value)
  );
}

const isField = (/** @type {unknown} */ element) => element instanceof Element && element.matches('input, textarea, select');

/** What the reader pasted last, as long as no key was pressed since. */
let pastedLast = false;

/**
 * @param {Screen} screen
 * @param {AbortSignal} signal
 */
export function moveFocus(screen, signal) {
  /** Back from the login tab, the address is what comes next. */
  const returned = () => {
    if (document.visibilityState !== 'visible' || screen.now !== 5 || isField(document.activeElement)) return;
    waitingField(screen.place)?.focus();
  };
  /** A paste that no field would get goes to the one that waits. @param {ClipboardEvent} event */
  const pasted = (event) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (isField(event.target)) return;
    const field = waitingField(screen.place);
    if (!field || !text) return;
    event.preventDefault();
    field.focus();
    const { clipboardData } = event;
    if (!field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))) return; // too long
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
  };
  document.addEventListener('visibilitychange', returned, { signal });
  window.addEventListener('focus', returned, { signal });
  document.addEventListener('paste', pasted, { signal });
  document.addEventListener('input', (event) => (pastedLast = event instanceof InputEvent && event.inputType === 'insertFromPaste'), {
    signal,
    capture: true,
  });
}

/**
 * Another step of the last screen has begun, because of what the reader did in the one before.
 * @param {Screen} screen
 * @param {Element} walk
 */
export function stepDone(screen, walk) {
  if (screen.now === 6 && pastedLast) whenThere(walk, '[data-node="6"] .pkce-command [data-copy]');
  else if (screen.now === 7 && !isField(document.activeElement)) waitingField(screen.place)?.focus();
}

/**
 * Focus a control that the next answer brings, unless the reader goes elsewhere meanwhile.
 * @param {Element} walk
 * @param {string} selector
 */
function whenThere(walk, selector) {
  const before = document.activeElement;
  const look = () => {
    const control = [...walk.querySelectorAll(selector)].find((each) => each.checkVisibility());
    if (!(control instanceof HTMLElement)) return false;
    watcher.disconnect();
    if (document.activeElement === before || document.activeElement === document.body) control.focus();
    return true;
  };
  const watcher = new MutationObserver(look);
  if (!look()) watcher.observe(walk, { subtree: true, childList: true });
  setTimeout(() => watcher.disconnect(), 10_000);
}
