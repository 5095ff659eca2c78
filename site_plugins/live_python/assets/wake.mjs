/**
 * When to start Python: on a reader's intent, or once a part is near the screen and the page is at rest.
 *
 * Connecting an element is no reason: hover previews and tooltips connect copies of whole sections. Neither is
 * being seen, for readers who ask their browser to save data.
 */

/** Where themes put previews of other pages. */
const PREVIEWS = ".md-tooltip, .md-tooltip2, [role=tooltip]";
const MARGIN = "200px";

/**
 * Whether an element stands in a preview of its page, where it should show itself and stay asleep.
 * @param {Element} element
 */
export function isPreview(element) {
  return element.closest(PREVIEWS) !== null;
}

/** @typedef {{idle?: boolean}} WakeOptions `idle`: start at rest even when the element is far from the screen. */

/** @type {WeakMap<Element, () => void>} */
const seen = new WeakMap();
/** @type {IntersectionObserver | undefined} */
let observer;

/**
 * @param {Element} element
 * @param {() => void} boot
 * @param {WakeOptions} [options]
 * @returns {() => void} Disarms.
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
  // Not touchstart: a thumb that scrolls past touches without meaning to.
  for (const type of ["focusin", "click", "input"]) element.addEventListener(type, start, passive);
  if (!savesData()) {
    const atRest = () => whenAtRest(start);
    if (options.idle) atRest();
    else observe(element, atRest);
  }
  return disarm;
}

/** Readers can ask for less data in the browser or in the system. */
function savesData() {
  const { connection } = /** @type {{connection?: {saveData?: boolean}}} */ (navigator);
  return connection?.saveData === true || matchMedia("(prefers-reduced-data: reduce)").matches;
}

/**
 * One observer for all elements; it holds them weakly, and forgets those that left the page.
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
 * After the page has loaded, when the browser has nothing else to do.
 * @param {() => void} callback
 */
function whenAtRest(callback) {
  const rest = () => {
    // Safari has no requestIdleCallback.
    if ("requestIdleCallback" in globalThis) requestIdleCallback(callback, { timeout: 2000 });
    else setTimeout(callback, 200);
  };
  if (document.readyState === "complete") rest();
  else addEventListener("load", rest, { once: true });
}
