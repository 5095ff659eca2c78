/// <reference lib="webworker" />
/**
 * The worker: downloads what the manifest lists, starts Pyodide from it, then answers calls.
 *
 * This file has no static imports, so that it is one file in the manifest, named by its content.
 */

/** @typedef {import("./messages.mjs").ToWorker} ToWorker */
/** @typedef {import("./messages.mjs").ToPage} ToPage */
/** @typedef {import("./messages.mjs").StartMessage} StartMessage */
/** @typedef {import("./messages.mjs").Runtime} Runtime */
/** @typedef {"download" | "start" | "import"} Step */

/**
 * The part of Pyodide that this code uses.
 * @typedef {{
 *   pyimport(name: string): {
 *     call(request: string): Marked | Coroutine,
 *     unpack(wheel: ArrayBuffer): void,
 *     install(load: () => Uint8Array | undefined, refuse: (reason: string) => void): void,
 *   },
 * }} Pyodide
 * @typedef {string} Marked What `_runtime/call.py` returns: `=` and JSON, or `!` and an exception.
 * @typedef {PromiseLike<Marked> & {destroy(): void}} Coroutine What an async entry returns, as Pyodide shows it.
 * @typedef {(options: object) => Promise<Pyodide>} LoadPyodide
 */

const CALL_MODULE = "_live_python"; // as in building/wheels.py
const REST_MODULE = "_live_rest"; // this and the next as in building/stdlib_split.py
const PACKAGES_MODULE = "_live_packages";
const PROGRESS_EVERY = 50; // milliseconds
const STDLIB = "python_stdlib.zip"; // what Pyodide is told to fetch, and gets from here
const scope = /** @type {DedicatedWorkerGlobalScope} */ (/** @type {unknown} */ (self));

/** @type {((request: string) => Marked | Coroutine) | undefined} */
let callPython;
/** Why a module of the standard library could not be had: whatever Python answered without it is not to be trusted. */
let missing = "";
let step = /** @type {Step} */ ("start");

performance.setResourceTimingBufferSize(10_000); // browsers keep 250 if nobody asks for more
const stopped = /** @type {string[]} */ ([]); // URLs that the policy stopped
scope.addEventListener("securitypolicyviolation", (event) => stopped.push(/** @type {any} */ (event).blockedURI));
scope.addEventListener("message", (event) => void answer(/** @type {ToWorker} */ (event.data)));
// Pyodide reports some failures of its start only here. Later rejections are of promises that nothing awaits.
scope.addEventListener("unhandledrejection", (event) => {
  if (callPython === undefined && step !== "download") say({ type: "failed", step: "start", detail: String(event.reason) });
});

/**
 * @param {ToPage} message
 * @param {Transferable[]} [transfer]
 */
function say(message, transfer = []) {
  scope.postMessage(message, transfer);
}

/** @param {ToWorker} message */
async function answer(message) {
  if (message.type === "start") return start(message);
  if (message.type === "call") return call(message.id, message.request);
  say({ type: "requests", requested: performance.getEntriesByType("resource").map(({ name }) => name), stopped });
}

/**
 * Import a module. If that fails, the rejection has its URL.
 * @param {string} url
 * @returns {Promise<unknown>}
 */
function importModule(url) {
  return import(url).catch((reason) => Promise.reject({ url, reason }));
}

/** @param {StartMessage} message */
async function start(message) {
  step = "download";
  /** @type {import("./downloads.mjs").Downloads | undefined} */
  let downloads;
  try {
    const { Downloads } = /** @type {typeof import("./downloads.mjs")} */ (await importModule(message.downloads));
    downloads = new Downloads(message.manifest, message.base, message.damaged, sayProgress);
    await downloads.refreshScripts();
    const [runtime, module] = await Promise.all([
      message.kept ?? downloads.runtime(),
      importModule(urlOf(message, "loader")),
      importModule(urlOf(message, "glue")),
    ]);
    say({ type: "stage", stage: (step = "start") });
    const { loadPyodide } = /** @type {{loadPyodide: LoadPyodide}} */ (module);
    // Verified during the start, not before it.
    const verified = message.kept ? undefined : downloads.verifyRest();
    verified?.catch(() => {}); // awaited below, unless the start fails first
    await startPython(message, runtime, loadPyodide);
    await verified;
    performance.clearResourceTimings(); // what was loaded for the start
    stopped.length = 0;
    if (message.kept) say({ type: "ready" });
    else say({ type: "ready", runtime }, [runtime.stdlib, ...runtime.wheels]);
  } catch (error) {
    // A damaged file makes other things fail, too, so it is the reason if there is one.
    const damage = await downloads?.verifyRest().catch((reason) => reason);
    sayFailure(damage ?? error, [...(downloads?.damaged ?? [])]);
  }
}

/**
 * @param {StartMessage} message
 * @param {string} role
 */
function urlOf({ manifest, base }, role) {
  return new URL(manifest.files.find((file) => file.role === role)?.path ?? "", base).href;
}

/**
 * @param {StartMessage} message
 * @param {Runtime} runtime
 * @param {LoadPyodide} loadPyodide
 */
async function startPython(message, { module, stdlib, wheels, lock }, loadPyodide) {
  const release = answerFetches(stdlib, module);
  try {
    const pyodide = await loadPyodide({
      indexURL: message.base,
      packageBaseUrl: message.base,
      stdLibURL: message.base + STDLIB,
      lockFileContents: { ...lock, packages: {} }, // its loader imports much of the library for packages
      // What a package prints may contain what the reader typed, so it is discarded.
      stdout: () => {},
      stderr: () => {},
    });
    pyodide.pyimport(REST_MODULE).install(
      () => loadNow(urlOf(message, "rest")),
      (reason) => (missing = reason),
    );
    say({ type: "stage", stage: (step = "import") });
    const { unpack } = pyodide.pyimport(PACKAGES_MODULE);
    for (const wheel of wheels) unpack(wheel);
    const imported = pyodide.pyimport(CALL_MODULE).call;
    if (missing) throw new Error(missing);
    callPython = imported;
  } finally {
    release();
  }
}

let lastProgress = 0;

/**
 * @param {number} loaded
 * @param {number} total
 */
function sayProgress(loaded, total) {
  if (step !== "download" || (performance.now() - lastProgress < PROGRESS_EVERY && loaded < total)) return;
  lastProgress = performance.now();
  say({ type: "progress", loaded, total });
}

/**
 * @param {unknown} error
 * @param {string[]} damaged
 */
function sayFailure(error, damaged) {
  const { kind, file = "", detail = "", url, reason } = /** @type {Record<string, any>} */ (error);
  if (kind) say({ type: "failed", step: "download", kind, file, detail, damaged });
  else if (url) say({ type: "failed", step: "load", url, detail: String(reason) });
  else if (missing) say({ type: "failed", step: "rest", detail: missing });
  else say({ type: "failed", step: step === "import" ? "import" : "start", detail: lastLine(error) });
}

/**
 * While Pyodide starts, answer its fetches from what is here, and let it instantiate the compiled module. Pyodide itself
 * accepts neither.
 * @param {ArrayBuffer} stdlib
 * @param {WebAssembly.Module} module
 * @returns {() => void} Restores the originals.
 */
function answerFetches(stdlib, module) {
  const { fetch } = scope;
  const { instantiateStreaming } = WebAssembly;
  let starting = true;
  scope.fetch = async (input, init) => {
    if (!starting) return fetch(input, init); // pyodide.http keeps a reference to this function
    const url = input instanceof Request ? input.url : String(input);
    if (url.endsWith("/pyodide.asm.wasm")) return new Response(); // instantiateStreaming below ignores it
    if (!url.endsWith(`/${STDLIB}`)) throw new TypeError(`${url} is not in the manifest`);
    return new Response(stdlib);
  };
  WebAssembly.instantiateStreaming = async (_response, imports) => ({
    module,
    instance: await WebAssembly.instantiate(module, imports),
  });
  return () => {
    starting = false;
    scope.fetch = fetch;
    WebAssembly.instantiateStreaming = instantiateStreaming;
  };
}

/**
 * @param {number} id
 * @param {string} request
 */
async function call(id, request) {
  try {
    if (callPython === undefined) throw new Error("call came before ready");
    const answer = callPython(request);
    const marked = typeof answer === "string" ? answer : await settle(answer);
    if (missing) return say({ type: "failed", step: "rest", detail: missing });
    const body = marked.slice(1);
    if (marked.startsWith("=")) say({ type: "result", id, response: body });
    else say({ type: "raised", id, error: JSON.parse(body) });
  } catch (error) {
    // Python catches its exceptions, so this is the interpreter, out of stack or memory.
    say({ type: "failed", step: "call", detail: error instanceof Error ? error.name : "" });
  }
}

/**
 * The bytes of a file, while Python waits for an import.
 * @param {string} url
 */
function loadNow(url) {
  const request = new XMLHttpRequest();
  request.open("GET", url, false);
  request.responseType = "arraybuffer";
  try {
    request.send();
  } catch {
    return undefined;
  }
  return request.status === 200 ? new Uint8Array(request.response) : undefined;
}

/** @param {Coroutine} coroutine */
async function settle(coroutine) {
  try {
    return await coroutine;
  } finally {
    coroutine.destroy();
  }
}

/**
 * The last line of a Python traceback names the exception. The rest is not for readers.
 * @param {unknown} error
 */
function lastLine(error) {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().split("\n").at(-1) ?? "";
}
