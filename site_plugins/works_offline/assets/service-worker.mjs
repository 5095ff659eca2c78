/// <reference lib="webworker" />
/**
 * The service worker: stores the files of one build, and answers from them when the network doesn't.
 *
 * - A page comes from the network, and from what is stored only when that fails.
 * - A file whose name has the hash of its content comes from what is stored.
 * - Any other file comes from the build of the page that asks for it, so no page mixes two builds.
 *
 * The build writes what `worksOffline` says above this text, and serves both as `service-worker.js`. It has no imports,
 * so that one file says whether there is a new build.
 */

/**
 * `files` has the SHA-256 in base64 of each file by its address from the root of the site. `hashed` is a regular
 * expression: which addresses have the hash of their content.
 * @typedef {{build: string, hashed: string, files: Record<string, string>}} Site
 */

const scope = /** @type {ServiceWorkerGlobalScope & {worksOffline: Site}} */ (/** @type {unknown} */ (self));
const { build, files } = scope.worksOffline;
const HASHED = new RegExp(scope.worksOffline.hashed);
const ROOT = scope.registration.scope;
const PREFIX = `works-offline ${ROOT} `; // as in page.mjs; an origin may have more than one site
/** Stored last: a cache that has it is complete. Nobody gets it, because browsers load this file past service workers. */
const COMPLETE = new URL("service-worker.js", ROOT).href;
const NETWORK_PATIENCE = 5000; // milliseconds until a stored page is shown
const CLIENT_PATIENCE = 1000;
const AT_ONCE = 4;

/** Which build each open page is of, as far as this worker has seen it. A worker that was ended asks again. */
const builds = /** @type {Map<string, Promise<string | undefined>>} */ (new Map());
/** @type {Promise<boolean> | undefined} */
let storing;

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
  const address = url.origin + url.pathname;
  if (!Object.hasOwn(files, address.slice(ROOT.length)) && !isHashed(address)) return;
  event.respondWith(file(event, address));
});

/** Serve the pages that are open. No navigation preload: in Firefox, one that fails fails the navigation. */
async function activate() {
  await scope.clients.claim();
  await tidy();
}

/** @param {unknown} type */
async function answer(type) {
  if (type === "store") await (storing ??= store().finally(() => (storing = undefined)));
  if (type === "take over" && (await openBuilds()).every((each) => each === build)) await scope.skipWaiting();
  return { build, stored: (await completeBuilds()).length > 0 };
}

/** @param {string} address */
function isHashed(address) {
  return HASHED.test(new URL(address).pathname);
}

/** The names of this site's caches, the own build's first, then the latest. */
async function cacheNames() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX)).reverse();
  return names.sort((one, other) => Number(other === PREFIX + build) - Number(one === PREFIX + build));
}

/**
 * @param {string} cacheName
 * @param {string} address
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
  return (await storedPage(event, url)) ?? noted(event, await network);
}

/**
 * Note which build a page from the network is of.
 * @param {FetchEvent} event
 * @param {Response} response
 */
function noted(event, response) {
  const isPage = response.headers.get("content-type")?.includes("html");
  const text = isPage ? response.clone().text().catch(() => "") : Promise.resolve("");
  builds.set(event.resultingClientId, text.then((html) => /<meta name="offline-build" content="(\w+)">/.exec(html)?.[1]));
  return response;
}

/**
 * @param {FetchEvent} event
 * @param {URL} url Its query is for the page alone: nothing is looked up or stored with it.
 */
async function storedPage(event, url) {
  // A page decides what may run in it, so it is only believed with its hash, and only those of the own build are known.
  if (!(await completeBuilds()).includes(PREFIX + build)) return undefined;
  builds.set(event.resultingClientId, Promise.resolve(build));
  const address = url.origin + url.pathname;
  for (const each of [address, address.replace(/index\.html$/, ""), `${address}.html`]) {
    const found = await genuine(each);
    if (found) return found;
  }
  if (await genuine(`${address}/`)) return Response.redirect(`${address}/${url.search}`);
  const missing = await genuine(new URL("404.html", ROOT).href);
  return missing && new Response(missing.body, { status: 404, headers: missing.headers });
}

/**
 * What is stored of the own build, unless somebody changed it: any code of the origin can write into its caches, also
 * code in a worker, which the policy of its page keeps from everything else.
 * @param {string} address
 */
async function genuine(address) {
  const found = await stored(PREFIX + build, address);
  const hash = files[address.slice(ROOT.length)];
  if (!found || !hash) return undefined;
  const bytes = await found.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return btoa(String.fromCharCode(...digest)) === hash ? new Response(bytes, { headers: found.headers }) : undefined;
}

/**
 * @param {FetchEvent} event
 * @param {string} address
 * @returns {Promise<Response>}
 */
async function file({ request, clientId }, address) {
  const names = isHashed(address) ? await cacheNames() : [PREFIX + (await buildOf(clientId))];
  for (const name of names) {
    const found = await stored(name, address);
    if (found) return found;
  }
  return fetch(request);
}

/**
 * @param {string} id
 * @returns {Promise<string | undefined>}
 */
async function buildOf(id) {
  const client = builds.has(id) ? undefined : await scope.clients.get(id);
  if (client?.type === "window") {
    const said = ask(client);
    builds.set(id, said);
    if (!(await said)) builds.delete(id); // its script wasn't there yet
    return said;
  }
  return builds.get(id);
}

/**
 * Ask a page which build it is of.
 * @param {Client} client
 * @returns {Promise<string | undefined>} undefined if it doesn't say
 */
function ask(client) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    setTimeout(resolve, CLIENT_PATIENCE);
    client.postMessage("which build", [port2]);
  });
}

/** The builds of all open pages of this site. */
async function openBuilds() {
  const windows = await scope.clients.matchAll({ type: "window", includeUncontrolled: true });
  return Promise.all(windows.filter(({ url }) => url.startsWith(ROOT)).map(ask));
}

/** Store what isn't stored yet of this build. Each file is compared with its hash, so the server's next build isn't mixed in. */
async function store() {
  const cache = await caches.open(PREFIX + build);
  const complete = await cache.match(COMPLETE);
  if (!complete) {
    const had = new Set((await cache.keys()).map(({ url }) => url));
    const queue = Object.entries(files).filter(([path]) => !had.has(new URL(path, ROOT).href)).values();
    const some = async () => {
      for (const [path, hash] of queue) await put(cache, new URL(path, ROOT).href, `sha256-${hash}`);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, some));
    await cache.put(COMPLETE, new Response());
  }
  await tidy();
  return true;
}

/**
 * @param {Cache} cache
 * @param {string} address
 * @param {string} integrity
 */
async function put(cache, address, integrity) {
  const how = /** @type {RequestInit} */ ({ integrity, priority: "low" });
  // What the page has loaded comes from the browser's cache: at once if its name has the hash, else once the server agrees.
  const usual = fetch(address, { ...how, cache: isHashed(address) ? "default" : "no-cache" });
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
