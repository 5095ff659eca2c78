/** Asks whether Python can run here, why a file did not load, and whether an answer is one. For page and worker. */

import { LiveError } from "./errors.mjs";

/** The smallest module: eight bytes, which a policy without 'wasm-unsafe-eval' blocks at once. */
const EMPTY_MODULE = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

/**
 * Check first, because Pyodide neither resolves nor rejects when it cannot compile.
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

/** A browser that supports module workers reads the option `type`. */
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
    new Worker("https://[", options); // no URL: nothing loads, and no console complains of what didn't load
  } catch {
    // All that matters is whether the option was read.
  }
  return asked;
}

/**
 * @param {string} url
 * @returns {string} The name of the file, for a sentence.
 */
export function fileName(url) {
  return new URL(url).pathname.split("/").at(-1) ?? url;
}

/**
 * Find out why a script failed to load. Browsers do not say why, so ask the server.
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
  return scriptTypeError(response, file) ?? new LiveError("script", { file, detail });
}

/**
 * @param {Response} response
 * @param {string} file
 * @returns {LiveError | undefined} What is wrong with the type of a script, if anything.
 */
export function scriptTypeError(response, file) {
  const type = response.headers.get("content-type") ?? "none";
  if (/^(text|application)\/(x-)?(java|ecma)script\b/i.test(type)) return undefined;
  return new LiveError("mime", { file, detail: type });
}

/** @type {Set<string>} The URLs that a policy blocked. */
const forbidden = new Set();
(globalThis.document ?? globalThis).addEventListener("securitypolicyviolation", (event) => {
  const { effectiveDirective, blockedURI } = /** @type {SecurityPolicyViolationEvent} */ (event);
  if (effectiveDirective === "connect-src") forbidden.add(blockedURI);
});

/**
 * Find out why a fetch rejected. Browsers do not say why.
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

/**
 * @param {string} text
 * @returns {Record<string, any>}
 * @throws {LiveError} It isn't a JSON object.
 */
export function parseObject(text) {
  try {
    const value = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Reported below, like JSON that is not an object.
  }
  throw new LiveError("response");
}

/** @param {ArrayBuffer} buffer */
export function toHex(buffer) {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {string} hex */
export function toBase64(hex) {
  return btoa(String.fromCharCode(...(hex.match(/../g) ?? []).map((pair) => parseInt(pair, 16))));
}
