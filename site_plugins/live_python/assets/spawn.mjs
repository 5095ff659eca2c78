/** Makes the worker. */

import { LiveError } from "./errors.mjs";

/**
 * What a Runner needs of a worker.
 * @typedef {Pick<Worker, "postMessage" | "terminate" | "addEventListener">} WorkerLike
 * @typedef {(url: string, onForbidden: (error: LiveError) => void) => {worker: WorkerLike, release: () => void}} Spawn
 */

/**
 * Make a worker that imports a module.
 *
 * A worker with a URL has the policy of its response, and static hosts send none. A worker from a blob URL inherits the
 * policy of the page.
 * @type {Spawn} `release` frees what only the start needs.
 * @throws {LiveError} The policy forbids it.
 */
export function spawnFromBlob(url, onForbidden) {
  const blob = URL.createObjectURL(new Blob([`import ${JSON.stringify(url)};`], { type: "text/javascript" }));
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
