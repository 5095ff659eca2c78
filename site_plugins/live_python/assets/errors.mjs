/**
 * Every way that live Python can fail, in words for a reader: what happened, why, and what to do.
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
    this.file = file;
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

const NOT_STARTED = "Python didn't start";
const RETRY = "Check your connection, then choose Retry.";
const RELOAD = "Reload the page. If it happens again, tell the site's owner.";
const OWNER = "Tell the site's owner. Only a change on the server can help.";
const BROWSER = "Use a current Chrome, Edge, Firefox or Safari (16.4 or later).";

/**
 * Title, reason and advice by kind. `{file}` and `{detail}` are filled in.
 * @satisfies {Record<string, [title: string, reason: string, advice: string]>}
 */
const FAILURES = {
  offline: [NOT_STARTED, "your browser is offline.", RETRY],
  network: [NOT_STARTED, "the connection was lost while {file} was loading.", RETRY],
  stalled: [NOT_STARTED, "nothing has arrived for {detail} seconds.", RETRY],
  slow: [NOT_STARTED, "the runtime hasn't answered for {detail} seconds.", "Close other tabs, then choose Retry."],
  missing: [NOT_STARTED, "the server doesn't have {file} (HTTP {detail}).", RELOAD],
  status: [NOT_STARTED, "the server answered HTTP {detail} for {file}.", "Wait a moment, then choose Retry."],
  mime: [NOT_STARTED, "the server sends {file} with the type “{detail}”, which browsers don't run.", OWNER],
  corrupt: [NOT_STARTED, "{file} is damaged: its SHA-256 isn't the expected one.", "Choose Retry to load it again."],
  script: [NOT_STARTED, "{file} doesn't run.", RELOAD],
  updated: [NOT_STARTED, "this page and the site's files are of two versions: the site was probably updated.", RELOAD],
  manifest: [NOT_STARTED, "{file} isn't a manifest that this page can read.", RELOAD],
  cspWasm: [
    NOT_STARTED,
    "this page's Content-Security-Policy forbids WebAssembly.",
    "Tell the site's owner that script-src needs 'wasm-unsafe-eval'.",
  ],
  cspWorker: [
    NOT_STARTED,
    "this page's Content-Security-Policy forbids its worker.",
    "Tell the site's owner that worker-src needs 'self' blob:.",
  ],
  cspConnect: [
    NOT_STARTED,
    "this page's Content-Security-Policy forbids loading {file}.",
    "Tell the site's owner that connect-src and script-src need 'self'.",
  ],
  noWasm: [NOT_STARTED, "this browser doesn't have WebAssembly, or it is turned off.", BROWSER],
  oldBrowser: [NOT_STARTED, "this browser is too old to run Python.", BROWSER],
  wasm: [NOT_STARTED, "the browser can't compile {file}.", BROWSER],
  start: [NOT_STARTED, "the interpreter stopped while it was starting.", RELOAD],
  import: [NOT_STARTED, "this site's Python code can't be loaded.", OWNER],
  worker: [NOT_STARTED, "the browser didn't start the worker.", RELOAD],
  python: ["Python raised an exception", "{detail}", "Check what you entered. If it looks right, report this."],
  timeout: [
    "Python took too long",
    "there was no answer within {detail} seconds, so the call was stopped.",
    "Try a shorter input. Python is starting again.",
  ],
  rest: ["Python stopped", "the rest of its standard library is {detail}, so there is no answer.", RETRY],
  crashed: ["Python stopped", "the interpreter ran out of stack or memory.", "Try a shorter input. Python is starting again."],
  response: ["Python gave an unexpected answer", "the answer isn't a JSON object.", OWNER],
  aborted: ["Stopped", "a newer request replaced this one.", ""],
};

/** @param {unknown} error */
export function asLiveError(error) {
  return error instanceof LiveError ? error : new LiveError("start", { detail: String(error) });
}
