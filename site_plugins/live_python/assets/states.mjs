/** The states of Python that elements can show. */

/**
 * @typedef {"download" | "start" | "import"} Stage
 * @typedef {{state: "idle"}
 *   | {state: "loading", stage: Stage, label: string, loaded: number, total: number}
 *   | {state: "ready"}
 *   | ({state: "failed"} & import("./errors.mjs").Failure)} LiveState
 */

/**
 * The text that an element shows while Python loads.
 * @param {Stage} stage
 * @param {number} loaded
 * @param {number} total
 */
export function label(stage, loaded, total) {
  if (stage === "start") return "Starting Python";
  if (stage === "import") return "Almost ready";
  if (total === 0) return "Loading Python";
  const megabytes = (/** @type {number} */ bytes) => (bytes / 1e6).toFixed(1);
  return `Loading Python: ${megabytes(loaded)} of ${megabytes(total)} MB`;
}
