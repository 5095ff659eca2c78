/**
 * Stores the site for use without a network, tells the reader, and removes it when the reader says so.
 *
 * Nothing of a reader is kept. The only thing in the browser's storage, besides the site's own files, is the choice not
 * to store them.
 */

import { build, root } from "./start.mjs";

/** @typedef {{build: string, stored: boolean}} State What the service worker says of itself. */

const PREFIX = `works-offline ${root.href} `; // as in service-worker.mjs
const CHOICE = `${root.pathname}.offline`;
const OFF = "off";
const PLACE = "[data-works-offline]";
const ASK_AGAIN = 3_600_000; // milliseconds
const workers = navigator.serviceWorker;

let shown = /** @type {"stored" | "off" | undefined} */ (undefined);
let watched = false;

/** Instant navigation brings the footer anew with each page. */
const brought = new MutationObserver(() => {
  for (const place of document.querySelectorAll(`${PLACE}:empty`)) draw(place);
});

/**
 * The line in the footer.
 * @param {Element} place
 */
function draw(place) {
  const isStored = shown === "stored";
  const text = isStored ? "Stored for use without a network." : "Not stored for use without a network.";
  const button = makeButton(isStored ? "Remove the copy" : "Store a copy", () => void (isStored ? remove() : storeAgain()));
  const hadFocus = place.contains(document.activeElement);
  place.replaceChildren(text, " ", button);
  if (hadFocus) button.focus();
}

/**
 * @param {string} text
 * @param {() => void} act
 */
function makeButton(text, act) {
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: text });
  button.addEventListener("click", act);
  return button;
}

/** @param {"stored" | "off"} state */
function show(state) {
  if (!shown) {
    addStyles();
    brought.observe(document.documentElement, { childList: true, subtree: true });
  }
  shown = state;
  document.querySelectorAll(PLACE).forEach(draw);
}

function addStyles() {
  const sheet = new URL("offline.css", import.meta.url).href;
  if (document.querySelector(`link[href="${sheet}"]`)) return;
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: sheet }));
}

function isOff() {
  try {
    return localStorage.getItem(CHOICE) === OFF;
  } catch {
    return false; // a browser that keeps nothing for this site, and no files either
  }
}

function savesData() {
  const { connection } = /** @type {{connection?: {saveData?: boolean}}} */ (navigator);
  return connection?.saveData === true || matchMedia("(prefers-reduced-data: reduce)").matches;
}

/**
 * @param {ServiceWorker} worker
 * @param {"state" | "store" | "take over"} type
 * @returns {Promise<State>}
 */
function ask(worker, type) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    worker.postMessage({ type }, [port2]);
  });
}

/**
 * @param {ServiceWorker} worker
 * @returns {Promise<void>} once it can be asked
 */
function installed(worker) {
  return new Promise((resolve) => {
    const look = () => worker.state !== "installing" && resolve();
    worker.addEventListener("statechange", look);
    look();
  });
}

/** Say what is stored, answer the service worker, and notice a newer version. */
export async function watch() {
  if (watched) return;
  watched = true;
  workers.addEventListener("message", ({ data, ports }) => {
    if (data === "which build") ports[0]?.postMessage(build);
  });
  workers.startMessages();
  if (workers.controller && (await ask(workers.controller, "state")).stored) show("stored");
  const registration = await workers.getRegistration(root);
  registration?.addEventListener("updatefound", () => void noticeNewer(registration.installing));
  let asked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || Date.now() - asked < ASK_AGAIN) return;
    asked = Date.now();
    registration?.update().catch(() => {}); // without a network, later
  });
}

/**
 * Store the site, unless the reader doesn't want it. A newer version takes over once no page of an older one is open.
 * @param {boolean} [isAsked] Whether the reader has asked for it.
 */
export async function store(isAsked = false) {
  if (!isAsked && isOff()) return show("off");
  if (!isAsked && savesData()) return;
  try {
    const options = /** @type {const} */ ({ scope: root.pathname, updateViaCache: "none" });
    const registration = await workers.register(new URL("service-worker.js", root), options);
    const worker = registration.installing ?? registration.waiting ?? registration.active;
    if (!worker) return;
    await watch();
    await installed(worker);
    const { stored } = await ask(worker, "store");
    if (stored) show("stored");
    if (registration.waiting) await ask(registration.waiting, "take over");
  } catch {
    // The browser doesn't allow it here, as in some private windows.
  }
}

function storeAgain() {
  remember((storage) => storage.removeItem(CHOICE));
  return store(true);
}

/** @param {(storage: Storage) => void} change */
function remember(change) {
  try {
    change(localStorage);
  } catch {
    // A browser that keeps nothing for this site, or is full: what the reader wants is done all the same.
  }
}

/** Delete all that is stored, and remember not to store it again. */
async function remove() {
  remember((storage) => storage.setItem(CHOICE, OFF));
  const registration = await workers.getRegistration(root);
  await registration?.unregister();
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  await Promise.all(names.map((name) => caches.delete(name)));
  show("off");
}

/**
 * Say that a newer version is there, once, and leave it to the reader when to reload.
 * @param {ServiceWorker | null} worker
 */
async function noticeNewer(worker) {
  if (!worker) return;
  await installed(worker);
  if (worker.state === "redundant" || (await ask(worker, "state")).build === build) return;
  if (document.querySelector(".offline-notice")) return;
  addStyles();
  const notice = Object.assign(document.createElement("div"), { className: "offline-notice" });
  notice.setAttribute("role", "status");
  document.body.append(notice);
  await new Promise((resolve) => setTimeout(resolve, 100)); // a screen reader reads what comes into a region that is there
  notice.append(
    "A newer version of this site is ready. ",
    makeButton("Reload", () => location.reload()),
    " ",
    makeButton("Not now", () => notice.remove()),
  );
}
