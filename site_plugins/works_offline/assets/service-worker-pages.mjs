/// <reference lib="webworker" />
/**
 * Which build each open page is of. In `service-worker.js`, this stands above the text of `service-worker.mjs`.
 */

/**
 * `files` has the SHA-256 in base64 of each file by its path from the root of the site, with nothing encoded. `hashed` is
 * a regular expression: which paths have the hash of their content.
 * @typedef {{build: string, hashed: string, files: Record<string, string>}} Site
 */

export const scope = /** @type {ServiceWorkerGlobalScope & {worksOffline: Site}} */ (/** @type {unknown} */ (self));
export const ROOT = scope.registration.scope;
const CLIENT_PATIENCE = 1000; // milliseconds until a page counts as one that does not say

/** Which build each open page is of, as far as this worker has seen it. A worker that was ended asks again. */
const builds = /** @type {Map<string, Promise<string | undefined>>} */ (new Map());

/**
 * @param {FetchEvent} event
 * @param {Promise<string | undefined>} itsBuild
 */
export function note({ resultingClientId }, itsBuild) {
  if (resultingClientId) builds.set(resultingClientId, itsBuild); // some browsers don't say it
}

/**
 * Note which build a page from the network is of.
 * @param {FetchEvent} event
 * @param {Response} response
 */
export function noted(event, response) {
  const isPage = response.headers.get("content-type")?.includes("html");
  const text = isPage ? response.clone().text().catch(() => "") : Promise.resolve("");
  note(event, text.then((html) => /<meta name="offline-build" content="(\w+)">/.exec(html)?.[1]));
  return response;
}

/**
 * @param {string} id
 * @returns {Promise<string | undefined>}
 */
export async function buildOf(id) {
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
export async function openBuilds() {
  const windows = await scope.clients.matchAll({ type: "window", includeUncontrolled: true });
  return Promise.all(windows.filter(({ url }) => url.startsWith(ROOT)).map(ask));
}
