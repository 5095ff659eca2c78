/** Questions to the browser and the server: can Python run here, and why did a file not load? */

import { LiveError } from "./errors.mjs";

/** The smallest module: eight bytes that a policy without 'wasm-unsafe-eval' refuses at once. */
const EMPTY_MODULE = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

/**
 * Pyodide never settles when it cannot compile, so this asks first.
 * @throws {LiveError} Python cannot run in this browser or under this policy.
 */
export function checkBrowser() {
  if (typeof WebAssembly !== "object" || !WebAssembly.compileStreaming) throw new LiveError("noWasm");
  if (!hasModuleWorkers()) throw new LiveError("oldBrowser");
  try {
    new WebAssembly.Module(EMPTY_MODULE);
  } catch (error) {
    throw new LiveError("cspWasm", { detail: String(error) });
  }
}

/** A browser that knows module workers reads the option `type`. */
function hasModuleWorkers() {
  if (typeof Worker !== "function") return false;
  let asked = false;
  const options = {
    get type() {
      asked = true;
      return /** @type {const} */ ("module");
    },
  };
  try {
    new Worker("blob:", options).terminate();
  } catch {
    // The address is not a worker; only the question matters.
  }
  return asked;
}

/**
 * @param {string} url
 * @returns {string} The file's name, for a sentence.
 */
export function fileName(url) {
  return new URL(url).pathname.split("/").at(-1) ?? url;
}

/**
 * A script failed to load, and browsers do not say why: ask the server.
 * @param {string} url
 * @param {string} detail What the browser said.
 * @returns {Promise<LiveError>}
 */
export async function whyNoScript(url, detail) {
  const file = fileName(url);
  /** @type {Response} */
  let response;
  try {
    response = await fetch(url, { method: "HEAD", cache: "no-store" });
  } catch (error) {
    return whyNoResponse(url, error);
  }
  if (!response.ok) return statusError(response, file);
  const type = response.headers.get("content-type") ?? "none";
  if (!/^(text|application)\/(x-)?(java|ecma)script\b/i.test(type)) return new LiveError("mime", { file, detail: type });
  return new LiveError("script", { file, detail });
}

/** @type {Set<string>} What a policy kept this document from fetching. */
const forbidden = new Set();
globalThis.document?.addEventListener("securitypolicyviolation", (event) => {
  if (event.effectiveDirective === "connect-src") forbidden.add(event.blockedURI);
});

/**
 * A fetch rejected, and browsers do not say why either.
 * @param {string} url
 * @param {unknown} error
 * @returns {Promise<LiveError>}
 */
export async function whyNoResponse(url, error) {
  const more = { file: fileName(url), detail: String(error) };
  await new Promise((resolve) => setTimeout(resolve)); // the policy's event comes after the rejection
  if (forbidden.has(url)) return new LiveError("cspConnect", more);
  return new LiveError(navigator.onLine ? "network" : "offline", more);
}

/**
 * @param {Response} response
 * @param {string} file
 */
export function statusError(response, file) {
  const kind = response.status === 404 || response.status === 410 ? "missing" : "status";
  return new LiveError(kind, { file, detail: String(response.status) });
}
