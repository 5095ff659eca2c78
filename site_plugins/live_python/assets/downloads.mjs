/**
 * Fetches the runtime's files: each once, with progress, and each compared with its SHA-256 before Python is ready.
 *
 * The page does this, not the worker, so that a stopped worker can be replaced without the network: the bytes and the
 * compiled module stay here. The module is compiled while it arrives, from the Response of the network, because browsers
 * cache compiled code only for that. A clone of the Response is read for the progress and the hash.
 */

import { LiveError } from "./errors.mjs";
import { fileOf } from "./manifest.mjs";
import { fileName, statusError, whyNoResponse } from "./support.mjs";

/** @typedef {import("./manifest.mjs").Manifest} Manifest */
/** @typedef {import("./manifest.mjs").ManifestFile} ManifestFile */
/** @typedef {import("./messages.mjs").PyodideLock} PyodideLock */
/** @typedef {{module: WebAssembly.Module, stdlib: ArrayBuffer, wheels: ArrayBuffer[], rest: string, lock: PyodideLock}} Runtime */

const SCRIPTS = ["loader", "glue", "worker"];
/** What a start doesn't wait for: the client's modules are here already, and an import asks for the rest. */
const NOT_AWAITED = ["module", "rest"];

export class Downloads {
  /** @type {Map<string, number>} How much of each file has arrived, in compressed bytes. */
  #arrived = new Map();
  /** @type {Map<string, Promise<ArrayBuffer>>} */
  #kept = new Map();
  /** @type {Promise<WebAssembly.Module> | undefined} */
  #module;
  /** @type {Promise<unknown> | undefined} The module's bytes, read and verified. */
  #moduleVerified;
  /** @type {Set<string>} Damaged files, whose cached copies must not be used again. */
  #damaged = new Set();

  /** @param {() => void} onProgress Called whenever bytes have arrived. */
  constructor(onProgress) {
    this.onProgress = onProgress;
    this.total = 0;
  }

  /** How many of the `total` bytes have arrived. */
  get loaded() {
    return Math.round([...this.#arrived.values()].reduce((sum, bytes) => sum + bytes, 0));
  }

  /**
   * Everything but the scripts, which the worker imports.
   * @param {Manifest} manifest
   * @param {string} base
   * @param {AbortSignal} signal
   * @returns {Promise<Runtime>}
   */
  async runtime(manifest, base, signal) {
    const awaited = manifest.files.filter((file) => !NOT_AWAITED.includes(file.role));
    this.total = awaited.reduce((sum, file) => sum + file.download, 0);
    const url = (/** @type {ManifestFile} */ file) => new URL(file.path, base).href;
    const [wasm, stdlib, lock] = [fileOf(manifest, "wasm"), fileOf(manifest, "stdlib"), fileOf(manifest, "lock")];
    const wheels = manifest.files.filter((file) => file.role === "wheel");
    this.#module ??= this.#forget(this.#compile(wasm, url(wasm), signal), () => (this.#module = undefined));
    const bytes = (/** @type {ManifestFile} */ file) => this.#bytes(file, url(file), signal);
    const [module, stdlibBytes, lockBytes, ...wheelBytes] = await Promise.all([
      this.#module, bytes(stdlib), bytes(lock), ...wheels.map(bytes),
    ]);
    const text = new TextDecoder().decode(lockBytes);
    return { module, stdlib: stdlibBytes, wheels: wheelBytes, rest: url(fileOf(manifest, "rest")), lock: JSON.parse(text) };
  }

  /** After an abort, wait until each file has arrived or been forgotten, so that Retry finds none half loaded. */
  async settled() {
    await Promise.allSettled([...this.#kept.values(), this.#module, this.#moduleVerified]);
  }

  /**
   * Before the worker imports the scripts, load those again whose cached copy is damaged.
   * @param {Manifest} manifest
   * @param {string} base
   * @param {AbortSignal} signal
   */
  async refreshScripts(manifest, base, signal) {
    const damaged = manifest.files.filter((file) => SCRIPTS.includes(file.role) && this.#damaged.delete(file.path));
    for (const file of damaged) {
      await fetch(new URL(file.path, base), { cache: "reload", signal }).then((response) => response.arrayBuffer());
    }
  }

  /**
   * Verify what is verified during the start, not before it. The module's hash takes a tenth of a second, which the
   * interpreter can use. The scripts' cached copies are compared after the worker imported them, without a second
   * download, because a policy without blob: forbids running bytes that the page has.
   * @param {Manifest} manifest
   * @param {string} base
   * @param {AbortSignal} signal
   */
  async verifyRest(manifest, base, signal) {
    const scripts = manifest.files.filter((file) => SCRIPTS.includes(file.role));
    const checks = scripts.map((file) => this.#verifyCached(file, new URL(file.path, base).href, signal));
    await Promise.all([this.#moduleVerified, ...checks]);
  }

  /**
   * @param {ManifestFile} file
   * @param {string} url
   * @param {AbortSignal} signal
   */
  async #verifyCached(file, url, signal) {
    /** @type {ArrayBuffer} */
    let bytes;
    try {
      const response = await fetch(url, { cache: "only-if-cached", mode: "same-origin", signal });
      if (!response.ok) return;
      bytes = await response.arrayBuffer();
    } catch {
      return; // the server forbids caching
    }
    await this.#verify(file, url, bytes, bytes.byteLength);
    this.#count(file, file.size);
  }

  /**
   * @param {ManifestFile} file
   * @param {string} url
   * @param {AbortSignal} signal
   * @returns {Promise<ArrayBuffer>}
   */
  #bytes(file, url, signal) {
    const kept = this.#kept.get(file.path);
    if (kept !== undefined) return kept;
    const bytes = this.#fetch(file, url, signal).then((response) => this.#read(file, url, response));
    const promise = this.#forget(bytes, () => this.#kept.delete(file.path));
    this.#kept.set(file.path, promise);
    return promise;
  }

  /**
   * @param {ManifestFile} file
   * @param {string} url
   * @param {AbortSignal} signal
   * @returns {Promise<WebAssembly.Module>}
   */
  async #compile(file, url, signal) {
    const response = await this.#fetch(file, url, signal);
    const type = response.headers.get("content-type") ?? "none";
    const streams = type.startsWith("application/wasm");
    if (!streams) console.info(`${file.path} is served as ${type}; as application/wasm, Python starts faster.`);
    const reading = this.#read(file, url, streams ? response.clone() : response);
    const compiling = streams
      ? WebAssembly.compileStreaming(response)
      : reading.then((bytes) => WebAssembly.compile(bytes));
    this.#moduleVerified = this.#forget(reading, () => (this.#module = undefined));
    try {
      return await compiling;
    } catch (error) {
      await reading; // throws for a damaged file, which is then reported as damaged
      throw new LiveError("wasm", { file: fileName(url), detail: String(error) });
    }
  }

  /**
   * @param {ManifestFile} file
   * @param {string} url
   * @param {AbortSignal} signal
   */
  async #fetch(file, url, signal) {
    // After one damaged file, do not trust the other cached copies either: one Retry must be enough.
    const cache = this.#damaged.size > 0 ? "reload" : "default";
    // Without crypto.subtle (plain http), the browser compares the hash, and shows no progress within a file.
    const integrity = globalThis.crypto?.subtle ? "" : `sha256-${toBase64(file.sha256)}`;
    /** @type {Response} */
    let response;
    try {
      response = await fetch(url, { cache, integrity, signal });
    } catch (error) {
      if (integrity) this.#damaged.add(file.path);
      throw await whyNoResponse(url, error);
    }
    if (!response.ok) throw statusError(response, fileName(url));
    return response;
  }

  /**
   * @param {ManifestFile} file
   * @param {string} url
   * @param {Response} response
   * @returns {Promise<ArrayBuffer>}
   */
  async #read(file, url, response) {
    // Filled in place, because a Blob of the chunks would go to another process and back.
    const bytes = new Uint8Array(file.size);
    let length = 0;
    try {
      const reader = /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (response.body).getReader();
      for (let step = await reader.read(); !step.done; step = await reader.read()) {
        if (length + step.value.length <= file.size) bytes.set(step.value, length);
        length += step.value.length;
        this.#count(file, length);
      }
    } catch (error) {
      throw await whyNoResponse(url, error);
    }
    await this.#verify(file, url, bytes.buffer, length);
    return bytes.buffer;
  }

  /**
   * @param {ManifestFile} file
   * @param {string} url
   * @param {ArrayBuffer} bytes
   * @param {number} length How many bytes arrived.
   */
  async #verify(file, url, bytes, length) {
    const digest = await globalThis.crypto?.subtle?.digest("SHA-256", bytes);
    if (length === file.size && (digest === undefined || toHex(digest) === file.sha256)) return;
    this.#damaged.add(file.path);
    throw new LiveError("corrupt", { file: fileName(url), detail: `${length} of ${file.size} bytes` });
  }

  /**
   * @param {ManifestFile} file
   * @param {number} length Bytes that have arrived, decompressed.
   */
  #count(file, length) {
    this.#arrived.set(file.path, Math.min(1, length / Math.max(1, file.size)) * file.download);
    this.onProgress();
  }

  /**
   * @template T
   * @param {Promise<T>} promise
   * @param {() => void} forget Called when it fails, so that Retry starts over.
   */
  #forget(promise, forget) {
    promise.catch(forget);
    return promise;
  }
}

/** @param {ArrayBuffer} buffer */
function toHex(buffer) {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {string} hex */
function toBase64(hex) {
  return btoa(String.fromCharCode(...(hex.match(/../g) ?? []).map((pair) => parseInt(pair, 16))));
}
