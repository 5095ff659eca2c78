/**
 * Fetches the runtime's files: each once, with progress, and each compared with its SHA-256 before Python is ready.
 *
 * This runs in the worker, so that the page stays quick while thirteen megabytes are read and hashed. The module is
 * compiled while it arrives, from the Response of the network, because browsers cache compiled code only for that. A
 * clone of the Response is read for the progress and the hash.
 */

import { LiveError } from "./errors.mjs";
import { fileOf } from "./manifest.mjs";
import { fileName, statusError, toBase64, toHex, whyNoResponse } from "./support.mjs";

/** @typedef {import("./manifest.mjs").Manifest} Manifest */
/** @typedef {import("./manifest.mjs").ManifestFile} ManifestFile */
/** @typedef {import("./messages.mjs").Runtime} Runtime */

const SCRIPTS = ["loader", "glue"]; // the page has verified the worker
/** What a start doesn't wait for: the client's modules are here already, and an import asks for the rest. */
const NOT_AWAITED = ["module", "rest"];

export class Downloads {
  /** Files whose cached copies must not be used again, by their path. */
  damaged;
  /** @type {Map<string, number>} How much of each file has arrived, between 0 and 1. */
  #arrived = new Map();
  /** @type {Map<string, number>} How many bytes each file takes on its way. */
  #sizes;
  /** @type {Promise<unknown> | undefined} The module's bytes, read and verified. */
  #moduleVerified;
  #base;
  #manifest;

  /**
   * @param {Manifest} manifest
   * @param {string} base
   * @param {readonly string[]} damaged The paths of files that were damaged in an earlier try.
   * @param {(loaded: number, total: number) => void} onProgress Called whenever bytes have arrived.
   */
  constructor(manifest, base, damaged, onProgress) {
    this.damaged = new Set(damaged);
    this.onProgress = onProgress;
    this.#manifest = manifest;
    this.#base = base;
    const awaited = manifest.files.filter((file) => !NOT_AWAITED.includes(file.role));
    this.#sizes = new Map(awaited.map((file) => [file.path, file.download]));
  }

  /**
   * Everything but the scripts, which the worker imports.
   * @returns {Promise<Runtime>}
   */
  async runtime() {
    const [wasm, stdlib, lock] = ["wasm", "stdlib", "lock"].map((role) => fileOf(this.#manifest, role));
    const wheels = this.#manifest.files.filter((file) => file.role === "wheel");
    const bytes = (/** @type {ManifestFile | undefined} */ file) => this.#bytes(/** @type {ManifestFile} */ (file));
    const [module, stdlibBytes, lockBytes, ...wheelBytes] = await Promise.all([
      this.#compile(/** @type {ManifestFile} */ (wasm)),
      bytes(stdlib),
      bytes(lock),
      ...wheels.map(bytes),
    ]);
    this.#countAll();
    return { module, stdlib: stdlibBytes, wheels: wheelBytes, lock: JSON.parse(new TextDecoder().decode(lockBytes)) };
  }

  /** Before the worker imports the scripts, load those again whose cached copy is damaged. */
  async refreshScripts() {
    const scripts = this.#manifest.files.filter((file) => SCRIPTS.includes(file.role) && this.damaged.has(file.path));
    for (const file of scripts) {
      await fetch(this.#url(file), { cache: "reload" }).then((response) => response.arrayBuffer());
    }
  }

  /**
   * Verify what is verified during the start, not before it. The module's hash takes a tenth of a second, which the
   * interpreter can use. The scripts' cached copies are compared after the worker imported them, without a second
   * download, because a policy without blob: forbids running bytes that the page has.
   */
  async verifyRest() {
    const scripts = this.#manifest.files.filter((file) => SCRIPTS.includes(file.role));
    await Promise.all([this.#moduleVerified, ...scripts.map((file) => this.#verifyCached(file))]);
  }

  /** @param {ManifestFile} file */
  #url(file) {
    return new URL(file.path, this.#base).href;
  }

  /** @param {ManifestFile} file */
  async #verifyCached(file) {
    /** @type {ArrayBuffer} */
    let bytes;
    try {
      const response = await fetch(this.#url(file), { cache: "only-if-cached", mode: "same-origin" });
      if (!response.ok) return;
      this.#weigh(file, response);
      bytes = await response.arrayBuffer();
    } catch {
      return; // the server forbids caching
    }
    await this.#verify(file, bytes, bytes.byteLength);
    this.#count(file, file.size);
  }

  /**
   * @param {ManifestFile} file
   * @returns {Promise<ArrayBuffer>}
   */
  async #bytes(file) {
    return this.#read(file, await this.#fetch(file));
  }

  /**
   * @param {ManifestFile} file
   * @returns {Promise<WebAssembly.Module>}
   */
  async #compile(file) {
    const response = await this.#fetch(file);
    const type = response.headers.get("content-type") ?? "none";
    const streams = type.startsWith("application/wasm");
    if (!streams) console.info(`${file.path} is served as ${type}; as application/wasm, Python starts faster.`);
    const reading = this.#read(file, streams ? response.clone() : response);
    this.#moduleVerified = reading;
    try {
      return await (streams
        ? WebAssembly.compileStreaming(response)
        : reading.then((bytes) => WebAssembly.compile(bytes)));
    } catch (error) {
      await reading; // throws for a damaged file, which is then reported as damaged
      throw new LiveError("wasm", { file: fileName(this.#url(file)), detail: String(error) });
    }
  }

  /** @param {ManifestFile} file */
  async #fetch(file) {
    const url = this.#url(file);
    // After one damaged file, do not trust the other cached copies either: one new try must be enough.
    const cache = this.damaged.size > 0 ? "reload" : "default";
    // Without crypto.subtle (plain http), the browser compares the hash, and shows no progress within a file.
    const integrity = globalThis.crypto?.subtle ? "" : `sha256-${toBase64(file.sha256)}`;
    /** @type {Response} */
    let response;
    try {
      response = await fetch(url, { cache, integrity });
    } catch (error) {
      if (integrity) this.damaged.add(file.path);
      throw await whyNoResponse(url, error);
    }
    if (!response.ok) throw statusError(response, fileName(url));
    this.#weigh(file, response);
    return response;
  }

  /**
   * @param {ManifestFile} file
   * @param {Response} response
   * @returns {Promise<ArrayBuffer>}
   */
  async #read(file, response) {
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
      throw await whyNoResponse(this.#url(file), error);
    }
    await this.#verify(file, bytes.buffer, length);
    return bytes.buffer;
  }

  /**
   * @param {ManifestFile} file
   * @param {ArrayBuffer} bytes
   * @param {number} length How many bytes arrived.
   */
  async #verify(file, bytes, length) {
    const digest = await globalThis.crypto?.subtle?.digest("SHA-256", bytes);
    if (length === file.size && (digest === undefined || toHex(digest) === file.sha256)) return;
    this.damaged.add(file.path);
    throw new LiveError("corrupt", { file: fileName(this.#url(file)), detail: `${length} of ${file.size} bytes` });
  }

  /**
   * The manifest says what a file takes when the server compresses it. This one may not.
   * @param {ManifestFile} file
   * @param {Response} response
   */
  #weigh(file, response) {
    if (!response.headers.get("content-encoding")) this.#sizes.set(file.path, file.size);
  }

  /**
   * @param {ManifestFile} file
   * @param {number} length Bytes that have arrived, decompressed.
   */
  #count(file, length) {
    this.#arrived.set(file.path, Math.min(1, length / Math.max(1, file.size)));
    this.#sayHowFar();
  }

  /** All have arrived; what isn't read to its end yet is there. */
  #countAll() {
    for (const path of this.#sizes.keys()) this.#arrived.set(path, 1);
    this.#sayHowFar();
  }

  #sayHowFar() {
    const sizes = [...this.#sizes];
    const loaded = sizes.reduce((sum, [path, size]) => sum + size * (this.#arrived.get(path) ?? 0), 0);
    this.onProgress(Math.round(loaded), sizes.reduce((sum, [, size]) => sum + size, 0));
  }
}
