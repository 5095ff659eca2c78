/** Makes the worker: loads its text, compares the text with its SHA-256, and starts it. */

import { LiveError } from "./errors.mjs";
import { fileOf } from "./manifest.mjs";
import { fileName, scriptTypeError, statusError, toBase64, toHex, whyNoResponse } from "./support.mjs";

/** @typedef {import("./manifest.mjs").Manifest} Manifest */
/** @typedef {import("./manifest.mjs").ManifestFile} ManifestFile */
/**
 * What a Runner needs of a worker.
 * @typedef {Pick<Worker, "postMessage" | "terminate" | "addEventListener">} WorkerLike
 * @typedef {(text: string, onForbidden: (error: LiveError) => void) => {worker: WorkerLike, release: () => void}} Spawn
 */

/**
 * The text of the worker. A damaged copy is loaded once more, past the browser's cache.
 * @param {Manifest} manifest
 * @param {string} base The manifest's URL.
 * @param {{cache: RequestCache, signal: AbortSignal}} how
 * @returns {Promise<string>}
 * @throws {LiveError}
 */
export async function loadWorker(manifest, base, how) {
  const file = fileOf(manifest, "worker");
  const url = new URL(file.path, base).href;
  const text = (await loadOnce(url, file, how)) ?? (await loadOnce(url, file, { ...how, cache: "reload" }));
  if (text === undefined) throw new LiveError("corrupt", { file: fileName(url) });
  return text;
}

/**
 * @param {string} url
 * @param {ManifestFile} file
 * @param {{cache: RequestCache, signal: AbortSignal}} how
 * @returns {Promise<string | undefined>} undefined if it is damaged
 */
async function loadOnce(url, file, how) {
  const subtle = globalThis.crypto?.subtle;
  try {
    // Without crypto.subtle (plain http), the browser compares the hash, and doesn't say which of both went wrong.
    const integrity = subtle ? "" : `sha256-${toBase64(file.sha256)}`;
    const response = await fetch(url, { ...how, integrity });
    if (!response.ok) throw statusError(response, fileName(url));
    const wrongType = scriptTypeError(response, fileName(url));
    if (wrongType) throw wrongType;
    const bytes = await response.arrayBuffer();
    const digest = await subtle?.digest("SHA-256", bytes);
    return digest && toHex(digest) !== file.sha256 ? undefined : new TextDecoder().decode(bytes);
  } catch (error) {
    throw error instanceof LiveError ? error : await whyNoResponse(url, error);
  }
}

/**
 * Make a worker from its text.
 *
 * A worker with a URL has the policy of its response, and static hosts send none. A worker from a blob URL inherits the
 * policy of the page. The blob has the text itself, because Firefox loads what a blob imports past a service worker.
 * @type {Spawn} `release` frees what only the start needs.
 * @throws {LiveError} The policy forbids it.
 */
export function spawnFromBlob(text, onForbidden) {
  const blob = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  const release = () => {
    URL.revokeObjectURL(blob);
    document.removeEventListener("securitypolicyviolation", onViolation);
  };
  const onViolation = (/** @type {SecurityPolicyViolationEvent} */ event) => {
    if (event.blockedURI.startsWith("blob")) onForbidden(new LiveError("cspWorker", { detail: event.effectiveDirective }));
  };
  document.addEventListener("securitypolicyviolation", onViolation);
  try {
    return { worker: new Worker(blob, { type: "module", name: "live-python" }), release };
  } catch (error) {
    release();
    throw new LiveError("cspWorker", { detail: String(error) });
  }
}
