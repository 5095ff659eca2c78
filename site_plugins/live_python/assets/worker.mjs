/// <reference lib="webworker" />
/**
 * The worker: starts Pyodide from the files that the page gives it, then answers calls. It fetches only two modules.
 *
 * This file has no imports, so that it is one file in the manifest, named by its content.
 */

/** @typedef {import("./messages.mjs").ToWorker} ToWorker */
/** @typedef {import("./messages.mjs").ToPage} ToPage */
/** @typedef {import("./messages.mjs").StartMessage} StartMessage */
/** @typedef {import("./messages.mjs").LoadMessage} LoadMessage */

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
const STDLIB = "python_stdlib.zip"; // what Pyodide is told to fetch, and gets from here
const scope = /** @type {DedicatedWorkerGlobalScope} */ (/** @type {unknown} */ (self));

/** @type {LoadPyodide | undefined} */
let loadPyodide;
/** @type {((request: string) => Marked | Coroutine) | undefined} */
let callPython;
/** Why a module of the standard library could not be had: whatever Python answered without it is not to be trusted. */
let missing = "";

scope.addEventListener("message", (event) => void answer(/** @type {ToWorker} */ (event.data)));
// Pyodide reports some failures of its start only here. Later rejections are of promises that nothing awaits.
scope.addEventListener("unhandledrejection", (event) => {
  if (callPython === undefined) say({ type: "failed", step: "start", detail: String(event.reason) });
});

/** @param {ToPage} message */
function say(message) {
  scope.postMessage(message);
}

/** @param {ToWorker} message */
async function answer(message) {
  switch (message.type) {
    case "load":
      return load(message);
    case "start":
      return start(message);
    case "call":
      return call(message.id, message.request);
  }
}

/**
 * Import the two scripts while the page downloads the rest.
 * @param {LoadMessage} message
 */
async function load({ loader, glue }) {
  try {
    const [module] = await Promise.all([importModule(loader), importModule(glue)]);
    loadPyodide = /** @type {{loadPyodide: LoadPyodide}} */ (module).loadPyodide;
    say({ type: "loaded" });
  } catch (error) {
    const { url, reason } = /** @type {{url: string, reason: unknown}} */ (error);
    say({ type: "failed", step: "load", url, detail: String(reason) });
  }
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
  /** @type {"start" | "import"} */
  let step = "start";
  const release = answerFetches(message);
  try {
    if (loadPyodide === undefined) throw new Error("start came before load");
    const pyodide = await loadPyodide({
      indexURL: message.base,
      packageBaseUrl: message.base,
      stdLibURL: message.base + STDLIB,
      lockFileContents: { ...message.lock, packages: {} }, // its loader imports much of the library for packages
      // What a package prints may contain what the reader typed, so it is discarded.
      stdout: () => {},
      stderr: () => {},
    });
    pyodide.pyimport(REST_MODULE).install(
      () => loadNow(message.rest),
      (reason) => (missing = reason),
    );
    step = "import";
    say({ type: "stage", stage: step });
    const { unpack } = pyodide.pyimport(PACKAGES_MODULE);
    for (const wheel of message.wheels) unpack(wheel);
    callPython = pyodide.pyimport(CALL_MODULE).call;
    if (missing) throw new Error(missing);
    say({ type: "ready" });
  } catch (error) {
    say({ type: "failed", step: missing ? "rest" : step, detail: missing || lastLine(error) });
  } finally {
    release();
  }
}

/**
 * While Pyodide starts, answer its fetches from what was given, and let it instantiate the given module.
 *
 * Pyodide accepts neither bytes nor a compiled module. The page has both, verified, and keeps them for the next worker.
 * It compiles the module from the network, so the browser can cache the compiled code.
 * @param {StartMessage} message
 * @returns {() => void} Restores the originals.
 */
function answerFetches({ stdlib, module }) {
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
