/// <reference lib="webworker" />
/**
 * The service worker: stores the files of one build, and answers from them when the network doesn't.
 *
 * - A page comes from the network, and from what is stored only when that fails.
 * - A file whose name has the hash of its content comes from what is stored.
 * - Any other file comes from the build of the page that asks for it, so no page mixes two builds.
 *
 * The build writes what `worksOffline` says above this text, and serves both as `service-worker.js`. That has no imports,
 * so that one file says whether there is a new build.
 */

import { ROOT, buildOf, note, noted, openBuilds, scope } from "./service-worker-pages.mjs"; // the build puts it here

const { build, files } = scope.worksOffline;
const HASHED = new RegExp(scope.worksOffline.hashed);
const PREFIX = `works-offline ${ROOT} `; // as in page.mjs; an origin may have more than one site
/** Stored last: a cache that has it is complete. Nobody gets it, because browsers load this file past service workers. */
const COMPLETE = new URL("service-worker.js", ROOT).href;
/** What pages compare with its hash themselves. As it was stored, the browser has it compiled. */
const CHECKED_BY_PAGES = /\.(?:mjs|wasm|(?:whl|zip)\.txt)$/;
const NETWORK_PATIENCE = 5000; // milliseconds until a stored page is shown
const AT_ONCE = 4;

/** @type {Promise<void> | undefined} */
let storing;

scope.addEventListener("install", (event) => event.waitUntil(replace().catch(() => {})));
scope.addEventListener("activate", (event) => event.waitUntil(activate()));
scope.addEventListener("message", (event) => {
  const reply = answer(event.data.type).catch(() => ({ build, stored: false }));
  event.waitUntil(reply.then((said) => event.ports[0]?.postMessage(said)));
});
scope.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || !url.href.startsWith(ROOT)) return;
  if (request.mode === "navigate") return event.respondWith(page(event, url));
  // With a query it isn't a file of the build. With "reload", the page doesn't want what is stored.
  if (url.search || request.cache === "reload" || request.headers.has("range")) return;
  const path = pathOf(url);
  if (!Object.hasOwn(files, path) && !isHashed(path)) return;
  event.respondWith(file(event, path));
});

/** Who has an earlier build stored, gets this one before it replaces that one, and so is never left without. */
async function replace() {
  const { connection } = /** @type {{connection?: {saveData?: boolean}}} */ (navigator);
  if (!connection?.saveData && (await completeBuilds()).length) await fill();
}

/** Serve the pages that are open. No navigation preload: in Firefox, one that fails fails the navigation. */
async function activate() {
  await scope.clients.claim();
  await tidy();
}

/** @param {unknown} type */
async function answer(type) {
  if (type === "store") await (storing ??= fill().then(tidy).finally(() => (storing = undefined)));
  if (type === "take over" && (await openBuilds()).every((each) => each === build)) await scope.skipWaiting();
  return { build, stored: (await completeBuilds()).includes(PREFIX + build) };
}

/**
 * Links encode the same name differently.
 * @param {URL} url
 */
function pathOf(url) {
  const path = url.href.slice(ROOT.length, url.href.length - url.search.length - url.hash.length);
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** @param {string} path */
function addressOf(path) {
  return ROOT + path.split("/").map(encodeURIComponent).join("/");
}

/** @param {string} path */
function isHashed(path) {
  return HASHED.test(`/${path}`);
}

/** The names of this site's caches, the own build's first, then the latest. */
async function cacheNames() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX)).reverse();
  return names.sort((one, other) => Number(other === PREFIX + build) - Number(one === PREFIX + build));
}

/**
 * @param {string} cacheName
 * @param {string} address What `addressOf` returned, or COMPLETE.
 */
function stored(cacheName, address) {
  return caches.match(address, { cacheName, ignoreVary: true });
}

/** The names of the caches that have a whole build. */
async function completeBuilds() {
  const names = await cacheNames();
  const markers = await Promise.all(names.map((name) => stored(name, COMPLETE)));
  return names.filter((_, at) => markers[at]);
}

/**
 * @param {FetchEvent} event
 * @param {URL} url
 * @returns {Promise<Response>}
 */
async function page(event, url) {
  const network = fetch(event.request);
  const settled = network.catch(() => undefined);
  event.waitUntil(settled);
  const late = new Promise((resolve) => setTimeout(resolve, NETWORK_PATIENCE));
  const response = /** @type {Response | undefined} */ (await Promise.race([settled, late]));
  if (response && response.status < 500) return noted(event, response);
  return (await storedPage(event, url).catch(() => undefined)) ?? noted(event, await network);
}

/**
 * @param {FetchEvent} event
 * @param {URL} url Its query is for the page alone: nothing is looked up or stored with it.
 */
async function storedPage(event, url) {
  // A page decides what may run in it, so it is only believed with its hash, and only those of the own build are known.
  if (!(await completeBuilds()).includes(PREFIX + build)) return undefined;
  note(event, Promise.resolve(build));
  const path = pathOf(url);
  for (const each of [path, path.replace(/index\.html$/, ""), `${path}.html`]) {
    const found = await genuine(each);
    if (found) return found;
  }
  if (await genuine(`${path}/`)) return Response.redirect(`${addressOf(path)}/${url.search}`);
  const missing = await genuine("404.html");
  return missing && new Response(missing.body, { status: 404, headers: missing.headers });
}

/**
 * What is stored of the own build, unless somebody changed it: any code of the origin can write into its caches, also
 * code in a worker, which the policy of its page keeps from everything else.
 * @param {string} path
 */
async function genuine(path) {
  const hash = files[path];
  const found = hash && (await stored(PREFIX + build, addressOf(path)));
  if (!found) return undefined;
  const bytes = await found.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return btoa(String.fromCharCode(...digest)) === hash ? new Response(bytes, { headers: found.headers }) : undefined;
}

/**
 * @param {FetchEvent} event
 * @param {string} path
 * @returns {Promise<Response>}
 */
async function file({ request, clientId }, path) {
  const found = await storedFile(path, clientId).catch(() => undefined); // a browser's storage may fail
  return found ?? fetch(request);
}

/**
 * @param {string} path
 * @param {string} clientId Who asks.
 */
async function storedFile(path, clientId) {
  const names = isHashed(path) ? await cacheNames() : [PREFIX + (await buildOf(clientId))];
  for (const name of names) {
    const isKnown = name === PREFIX + build && !CHECKED_BY_PAGES.test(path);
    const found = await (isKnown ? genuine(path) : stored(name, addressOf(path)));
    if (found) return found;
  }
  return undefined;
}

/** Store what isn't stored yet of this build. Each file is compared with its hash, so the server's next build isn't mixed in. */
async function fill() {
  const cache = await caches.open(PREFIX + build);
  const complete = await cache.match(COMPLETE);
  if (!complete) {
    const had = new Set((await cache.keys()).map(({ url }) => url));
    const queue = Object.entries(files).filter(([path]) => !had.has(addressOf(path))).values();
    const some = async () => {
      for (const [path, hash] of queue) await put(cache, path, `sha256-${hash}`);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, some));
    await cache.put(COMPLETE, new Response());
  }
}

/**
 * @param {Cache} cache
 * @param {string} path
 * @param {string} integrity
 */
async function put(cache, path, integrity) {
  const address = addressOf(path);
  const how = /** @type {RequestInit} */ ({ integrity, priority: "low" });
  // What the page has loaded comes from the browser's cache: at once if its name has the hash, else once the server agrees.
  const usual = fetch(address, { ...how, cache: isHashed(path) ? "default" : "no-cache" });
  const response = await usual.catch(() => fetch(address, { ...how, cache: "reload" }));
  // A host may send a page from another address, or the page for missing addresses as a 404. The hash says that it's right.
  const plain = response.ok && !response.redirected;
  await cache.put(address, plain ? response : new Response(response.body, { headers: response.headers }));
}

/** Delete the builds that no open page is of, once this one is complete. What a page that doesn't answer may need, stays. */
async function tidy() {
  const [own, latest, ...older] = await cacheNames();
  if (own !== PREFIX + build || !latest || !(await stored(own, COMPLETE))) return;
  const open = await openBuilds();
  const unneeded = [latest, ...older].filter((name) => !open.includes(name.slice(PREFIX.length)));
  for (const name of unneeded) if (name !== latest || !open.includes(undefined)) await caches.delete(name);
}
