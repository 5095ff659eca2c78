/**
 * The messages between the page and the worker: two closed unions, with JSON text in them.
 *
 *     page                           worker
 *     start (manifest)   ─────────▶
 *                        ◀─────────  progress (bytes), many times
 *                        ◀─────────  stage "start", stage "import"
 *                        ◀─────────  ready (bytes, for the next worker)
 *     call (id, JSON)    ─────────▶
 *                        ◀─────────  result (id, JSON) | raised (id, type, message)
 *     requests           ─────────▶
 *                        ◀─────────  requests (URLs)
 *
 * `failed` can come instead of any answer. After it, the worker can no longer be used.
 */

/**
 * What Python starts from.
 * @typedef {{module: WebAssembly.Module, stdlib: ArrayBuffer, wheels: ArrayBuffer[], lock: PyodideLock}} Runtime
 */

/**
 * `kept` is what an earlier worker has downloaded, and `damaged` has the paths of files that came damaged.
 * @typedef {{
 *   type: "start",
 *   manifest: import("./manifest.mjs").Manifest,
 *   base: string,
 *   downloads: string,
 *   damaged: string[],
 *   kept?: Runtime | undefined,
 * }} StartMessage
 * @typedef {{type: "call", id: number, request: string}} CallMessage
 * @typedef {{type: "requests"}} RequestsMessage
 * @typedef {StartMessage | CallMessage | RequestsMessage} ToWorker
 */

/**
 * @typedef {{type: "progress", loaded: number, total: number}} ProgressMessage
 * @typedef {{type: "stage", stage: "start" | "import"}} StageMessage
 * @typedef {{type: "ready", runtime?: Runtime | undefined}} ReadyMessage
 * @typedef {{type: "result", id: number, response: string}} ResultMessage
 * @typedef {{type: "raised", id: number, error: {type: string, message: string}}} RaisedMessage
 * @typedef {{type: "requests"} & import("./requests.mjs").Requests} RequestedMessage
 * @typedef {{
 *   type: "failed",
 *   step: "download",
 *   kind: import("./errors.mjs").FailureKind,
 *   file: string,
 *   detail: string,
 *   damaged: string[],
 * }} DownloadFailedMessage
 * @typedef {{type: "failed", step: "load", url: string, detail: string}} LoadFailedMessage
 * @typedef {{type: "failed", step: "start" | "import" | "rest" | "call", detail: string}} StepFailedMessage
 * @typedef {DownloadFailedMessage | LoadFailedMessage | StepFailedMessage} FailedMessage
 * @typedef {ProgressMessage | StageMessage | ReadyMessage | ResultMessage | RaisedMessage | RequestedMessage | FailedMessage} ToPage
 */

/**
 * The part of Pyodide's lock that this code reads.
 * @typedef {{info: Record<string, string>, packages: Record<string, object>}} PyodideLock
 */

export {};
