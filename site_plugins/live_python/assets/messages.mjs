/**
 * The messages between the page and the worker: two closed unions, with JSON text in them.
 *
 *     page                           worker
 *     load (URLs)        ─────────▶
 *                        ◀─────────  loaded
 *     start (bytes)      ─────────▶
 *                        ◀─────────  stage "import"
 *                        ◀─────────  ready
 *     call (id, JSON)    ─────────▶
 *                        ◀─────────  result (id, JSON) | raised (id, type, message)
 *
 * `failed` can come instead of any answer. After it, the worker can no longer be used.
 */

/**
 * @typedef {{type: "load", loader: string, glue: string}} LoadMessage
 * @typedef {{
 *   type: "start",
 *   module: WebAssembly.Module,
 *   base: string,
 *   stdlib: ArrayBuffer,
 *   rest: string,
 *   wheels: ArrayBuffer[],
 *   lock: PyodideLock,
 * }} StartMessage
 * @typedef {{type: "call", id: number, request: string}} CallMessage
 * @typedef {LoadMessage | StartMessage | CallMessage} ToWorker
 */

/**
 * @typedef {{type: "loaded"}} LoadedMessage
 * @typedef {{type: "stage", stage: "import"}} StageMessage
 * @typedef {{type: "ready"}} ReadyMessage
 * @typedef {{type: "result", id: number, response: string}} ResultMessage
 * @typedef {{type: "raised", id: number, error: {type: string, message: string}}} RaisedMessage
 * @typedef {{type: "failed", step: "load" | "start" | "import" | "rest" | "call", url?: string, detail: string}} FailedMessage
 * @typedef {LoadedMessage | StageMessage | ReadyMessage | ResultMessage | RaisedMessage | FailedMessage} ToPage
 */

/**
 * The part of Pyodide's lock that this code reads.
 * @typedef {{info: Record<string, string>, packages: Record<string, object>}} PyodideLock
 */
