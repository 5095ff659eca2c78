/**
 * What the page and the worker say to each other: two closed unions, and JSON text inside.
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
 * `failed` may come instead of any answer; the worker is of no use after it.
 */

/**
 * A file that the worker is given instead of fetching it.
 * @typedef {{url: string, bytes: ArrayBuffer}} GivenFile
 */

/**
 * @typedef {{type: "load", loader: string, glue: string}} LoadMessage
 * @typedef {{
 *   type: "start",
 *   module: WebAssembly.Module,
 *   base: string,
 *   stdlib: string,
 *   files: GivenFile[],
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
 * @typedef {{type: "failed", step: "load" | "start" | "import" | "call", url?: string, detail: string}} FailedMessage
 * @typedef {LoadedMessage | StageMessage | ReadyMessage | ResultMessage | RaisedMessage | FailedMessage} ToPage
 */

/**
 * The part of Pyodide's lock that is read here.
 * @typedef {{info: Record<string, string>, packages: Record<string, {file_name: string}>}} PyodideLock
 */
