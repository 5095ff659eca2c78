/**
 * When to start Python: when a reader uses a part, or when a part is near the screen and the page is idle.
 *
 * Not when an element is connected, because previews and tooltips connect copies of whole sections. For readers who ask
 * their browser to save data, not when a part is visible either.
 */

/** Where themes put previews of other pages. */
const PREVIEWS = ".md-tooltip, .md-tooltip2, [role=tooltip]";
const MARGIN = "200px";

/**
 * Whether an element is in a preview of its page. There it is shown, but must not start Python.
 * @param {Element} element
 */
export function isPreview(element) {
  return element.closest(PREVIEWS) !== null;
}

/** @typedef {{idle?: boolean}} WakeOptions `idle`: start when the page is idle, wherever the element is. */

/** @type {WeakMap<Element, () => void>} */
const seen = new WeakMap();
/** @type {IntersectionObserver | undefined} */
let observer;

/**
 * @param {Element} element
 * @param {() => void} boot
 * @param {WakeOptions} [options]
 * @returns {() => void} Cancels this.
 */
export function wake(element, boot, options = {}) {
  const abort = new AbortController();
  const { signal } = abort;
  const disarm = () => {
    abort.abort();
    seen.delete(element);
    observer?.unobserve(element);
  };
  const start = () => {
    if (signal.aborted || !element.isConnected || isPreview(element)) return;
    disarm();
    boot();
  };
  const passive = { signal, passive: true };
  const onPointer = (/** @type {Event} */ event) => {
    if (/** @type {PointerEvent} */ (event).pointerType === "mouse") start();
  };
  element.addEventListener("pointerenter", onPointer, passive);
  // Not touchstart, because a thumb that scrolls also touches.
  for (const type of ["focusin", "click", "input"]) element.addEventListener(type, start, passive);
  if (!savesData()) {
    const onIdle = () => whenIdle(start);
    if (options.idle) onIdle();
    else observe(element, onIdle);
  }
  return disarm;
}

/** Whether the reader asks for less data, in the browser or in the system. */
function savesData() {
  const { connection } = /** @type {{connection?: {saveData?: boolean}}} */ (navigator);
  return connection?.saveData === true || matchMedia("(prefers-reduced-data: reduce)").matches;
}

/**
 * Use one observer for all elements. It refers to them weakly, and drops those that left the page.
 * @param {Element} element
 * @param {() => void} callback
 */
function observe(element, callback) {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) seen.get(target)?.();
        if (isIntersecting || !target.isConnected) observer?.unobserve(target);
      }
    },
    { rootMargin: MARGIN },
  );
  seen.set(element, callback);
  observer.observe(element);
}

/**
 * Call back after the page has loaded, when the browser has nothing else to do.
 * @param {() => void} callback
 */
function whenIdle(callback) {
  const idle = () => {
    // Safari has no requestIdleCallback.
    if ("requestIdleCallback" in globalThis) requestIdleCallback(callback, { timeout: 2000 });
    else setTimeout(callback, 200);
  };
  if (document.readyState === "complete") idle();
  else addEventListener("load", idle, { once: true });
}
