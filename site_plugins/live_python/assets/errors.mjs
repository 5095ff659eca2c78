/**
 * Every way that live Python fails, in a reader's words: what happened, why, what to do.
 */

/**
 * @typedef {{title: string, reason: string, advice: string, detail: string}} Failure
 * @typedef {keyof typeof FAILURES} FailureKind
 */

/** An error whose parts can be shown to a reader. */
export class LiveError extends Error {
  /**
   * @param {FailureKind} kind
   * @param {{file?: string, detail?: string, python?: {type: string, message: string}}} [more]
   */
  constructor(kind, { file = "", detail = "", python } = {}) {
    const [title, reason, advice] = FAILURES[kind];
    const named = (/** @type {string} */ text) => text.replaceAll("{file}", file).replaceAll("{detail}", detail);
    super(`${title}: ${named(reason)}`);
    this.name = "LiveError";
    this.kind = kind;
    this.title = title;
    this.reason = named(reason);
    this.advice = advice;
    this.detail = detail;
    /** The type and message of the Python exception, if it is one. */
    this.python = python;
  }

  /** @returns {Failure} */
  toFailure() {
    return { title: this.title, reason: this.reason, advice: this.advice, detail: this.detail };
  }
}

const NOT_STARTED = "Python did not start";
const RETRY = "Check your connection, then choose Retry.";
const RELOAD = "Reload the page. If it happens again, tell the site's owner.";
const OWNER = "Tell the site's owner: only a change on the server helps.";
const BROWSER = "Use a current Chrome, Edge, Firefox or Safari (16.4 or later).";

/**
 * Title, reason and advice by kind. `{file}` and `{detail}` are filled in.
 * @satisfies {Record<string, [title: string, reason: string, advice: string]>}
 */
const FAILURES = {
  offline: [NOT_STARTED, "your browser is offline.", RETRY],
  network: [NOT_STARTED, "the connection broke while {file} was loading.", RETRY],
  stalled: [NOT_STARTED, "nothing has arrived for {detail} seconds.", RETRY],
  slow: [NOT_STARTED, "the runtime did not answer for {detail} seconds.", "Close other tabs, then choose Retry."],
  missing: [NOT_STARTED, "the server does not have {file} (HTTP {detail}).", RELOAD],
  status: [NOT_STARTED, "the server answered HTTP {detail} for {file}.", "Wait a moment, then choose Retry."],
  mime: [NOT_STARTED, "the server sends {file} with the type “{detail}”, which browsers do not run.", OWNER],
  corrupt: [NOT_STARTED, "{file} arrived damaged: its SHA-256 is not the expected one.", "Choose Retry to load it again."],
  script: [NOT_STARTED, "{file} does not run.", RELOAD],
  manifest: [NOT_STARTED, "{file} is not a manifest that this page understands.", RELOAD],
  cspWasm: [
    NOT_STARTED,
    "this page's Content-Security-Policy forbids WebAssembly.",
    "Tell the site's owner: script-src needs 'wasm-unsafe-eval'.",
  ],
  cspWorker: [
    NOT_STARTED,
    "this page's Content-Security-Policy forbids its worker.",
    "Tell the site's owner: worker-src needs 'self' blob:.",
  ],
  cspConnect: [
    NOT_STARTED,
    "this page's Content-Security-Policy forbids loading {file}.",
    "Tell the site's owner: connect-src and script-src need 'self'.",
  ],
  noWasm: [NOT_STARTED, "this browser has no WebAssembly, or it is switched off.", BROWSER],
  oldBrowser: [NOT_STARTED, "this browser is too old to run Python.", BROWSER],
  wasm: [NOT_STARTED, "the browser cannot compile {file}.", BROWSER],
  start: [NOT_STARTED, "the interpreter stopped while it was starting.", RELOAD],
  import: [NOT_STARTED, "the site's own Python code cannot be loaded.", OWNER],
  worker: [NOT_STARTED, "the browser did not start the worker.", RELOAD],
  python: ["Python raised an exception", "{detail}", "Check what you entered. If it looks right, report this."],
  timeout: [
    "Python took too long",
    "the answer did not come within {detail} seconds, so it was stopped.",
    "Try a shorter input. Python is starting again.",
  ],
  crashed: ["Python stopped", "the interpreter ran out of stack or memory.", "Try a shorter input. Python is starting again."],
  response: ["Python answered with something else", "the answer is not a JSON object.", OWNER],
  aborted: ["Stopped", "a newer request took its place.", ""],
};
