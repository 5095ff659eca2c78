/**
 * What was requested since Python was ready, from the browser's own timeline of resources: of the page and of the worker.
 *
 * The timeline has no WebSocket and no WebRTC, no navigation and nothing that browser extensions do. What the policy
 * stopped isn't in it either, so that is counted from the violations.
 */

/** Entries; browsers keep 250 if nobody asks for more. */
const MOST = 10_000;

/**
 * The URLs that were requested, and those that the policy stopped.
 * @typedef {{requested: string[], stopped: string[]}} Requests
 */

/** @type {{url: string, at: number}[]} */
const stopped = [];
performance.setResourceTimingBufferSize(MOST);
document.addEventListener("securitypolicyviolation", ({ blockedURI }) => {
  stopped.push({ url: blockedURI, at: performance.now() });
});

/**
 * @param {number} since Milliseconds on the page's clock.
 * @param {Requests} inWorker
 * @returns {Requests}
 */
export function countRequests(since, inWorker) {
  const entries = performance.getEntriesByType("resource").filter(({ startTime }) => startTime >= since);
  const late = stopped.filter(({ at }) => at >= since);
  return {
    requested: [...entries.map(({ name }) => name), ...inWorker.requested],
    stopped: [...late.map(({ url }) => url), ...inWorker.stopped],
  };
}
