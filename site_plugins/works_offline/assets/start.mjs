/**
 * In every page, and little: what storing the site needs comes later, so that the first load is as fast as without it.
 *
 * On a site with live Python, later is after the first answer; on any other, when the page is loaded and at rest. A page
 * that the service worker serves already needs it at once.
 */

/** The event of live Python's client. */
const ANSWERED = "live-python-answered";

/** The root of the site. */
export const root = new URL("../../", import.meta.url);
/** The build of this document. Instant navigation brings the head of other pages, so it is read here, once. */
export const build = document.querySelector('meta[name="offline-build"]')?.getAttribute("content") ?? "";

const PAUSE = 1000; // milliseconds, which the page has for itself
const module = () => import("./page.mjs");
const later = () => setTimeout(() => void module().then(({ store }) => store(), () => {}), PAUSE);
const isFramed = window.top !== window;

// Old browsers and pages without https have no service workers.
if ("serviceWorker" in navigator && !isFramed) {
  if (navigator.serviceWorker.controller) void module().then(({ watch }) => watch(), () => {});
  const isLive = document.querySelector('meta[name="live-python-manifest"]') !== null;
  if (isLive) document.addEventListener(ANSWERED, later, { once: true });
  else if (document.readyState === "complete") later();
  else addEventListener("load", later, { once: true });
}
