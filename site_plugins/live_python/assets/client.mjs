/**
 * Live Python for the elements of a page.
 *
 *     import { live } from "…/client.mjs";
 *     live.addEventListener("statechange", () => show(live.state));
 *     const disarm = live.wake(element);            // starts Python when the reader comes near
 *     const answer = await live.call({ name: "Ada" }); // a JSON object in, a JSON object out
 *
 * `live` belongs to the document, so instant navigation to another page keeps it, and Python with it.
 */

import "./downloads.mjs"; // the worker imports it, from the cache then
import { LiveError, asLiveError } from "./errors.mjs";
import { loadManifest } from "./manifest.mjs";
import { countRequests } from "./requests.mjs";
import { PAUSES, retrying } from "./retries.mjs";
import { Runner } from "./runner.mjs";
import { loadWorker, spawnFromBlob } from "./spawn.mjs";
import { label } from "./states.mjs";
import { checkBrowser, parseObject } from "./support.mjs";
import { afterAwake, withReject } from "./waiting.mjs";
import { isPreview, wake } from "./wake.mjs";

export { LiveError, isPreview };

/** The document's event after each answer, for whatever should not take a reader's line before the first one. */
const ANSWERED = "live-python-answered";

/** @typedef {import("./manifest.mjs").Manifest} Manifest */
/** @typedef {import("./messages.mjs").Runtime} Runtime */
/** @typedef {import("./states.mjs").LiveState} LiveState */
/** @typedef {import("./states.mjs").Stage} Stage */
/**
 * @typedef {object} LiveOptions
 * @property {string} [manifest] The manifest's URL; by default, it is in the directory above this module's.
 * @property {number} [callDeadline] Milliseconds after which a call is stopped.
 * @property {number} [stallAfter] Milliseconds without progress after which a start is given up.
 * @property {readonly number[]} [pauses] Milliseconds before each new try after a download broke off.
 * @property {import("./spawn.mjs").Spawn} [spawn] Makes the worker; tests give their own.
 */

/** Python in a worker, as an event target that reports its state. */
export class LivePython extends EventTarget {
  /** @type {LiveState} */
  #state = { state: "idle" };
  /** @type {Promise<Runner> | undefined} */
  #booting;
  /** @type {{manifest: Manifest, worker: string, runtime: Runtime} | undefined} What a new worker needs. */
  #kept;
  /** @type {Promise<unknown>} Calls go to the worker one at a time, so that each deadline covers one call. */
  #turn = Promise.resolve();
  #loaded = 0;
  #total = 0;
  /** Whether a start has failed. */
  #failed = false;
  /** The paths of files that came damaged in the last start. @type {string[]} */
  #damaged = [];
  #noteProgress = () => {};
  /** When Python was ready, most recently. @type {number | undefined} */
  #readyAt;

  /** @param {LiveOptions} [options] */
  constructor({ manifest, callDeadline = 10_000, stallAfter = 30_000, pauses = PAUSES, spawn = spawnFromBlob } = {}) {
    super();
    this.manifest = new URL(manifest ?? "../manifest.json", import.meta.url).href;
    this.callDeadline = callDeadline;
    this.stallAfter = stallAfter;
    this.pauses = pauses;
    this.spawn = spawn;
  }

  /** The state of Python. The event `statechange` fires when it changes. */
  get state() {
    return this.#state;
  }

  /**
   * Start Python, unless it has been started.
   * @returns {Promise<void>} Settles when Python is ready, or rejects with a LiveError.
   */
  async boot() {
    await this.#runner();
  }

  /**
   * Start again after a failure.
   * @returns {Promise<void>}
   */
  retry() {
    if (this.#state.state === "failed") this.#booting = undefined;
    return this.boot();
  }

  /**
   * Call the entry, and start Python first if necessary.
   * @param {object} request Sent as JSON.
   * @param {{deadline?: number, signal?: AbortSignal}} [options] If a call is aborted before it begins, it never runs.
   * @returns {Promise<Record<string, any>>}
   * @throws {LiveError}
   */
  call(request, { deadline = this.callDeadline, signal } = {}) {
    const text = JSON.stringify(request);
    const answer = this.#turn.then(() => this.#answer(text, deadline, signal));
    this.#turn = answer.catch(() => {});
    return answer;
  }

  /**
   * What page and worker have requested since Python was last ready, as this browser counts it. It starts nothing.
   * @returns {Promise<import("./requests.mjs").Requests | undefined>} undefined while Python isn't ready
   */
  async requests() {
    if (this.#state.state !== "ready" || !this.#booting) return undefined;
    const [runner, readyAt] = [this.#booting, this.#readyAt ?? 0];
    const inWorker = this.#turn.then(async () => (await runner).requests()).catch(() => undefined);
    this.#turn = inWorker;
    const counted = await inWorker;
    return counted && countRequests(readyAt, counted);
  }

  /**
   * Start Python when a reader comes near an element. See wake.mjs.
   * @param {Element} element
   * @param {import("./wake.mjs").WakeOptions} [options]
   * @returns {() => void} Cancels this. Call it when the element leaves the page.
   */
  wake(element, options) {
    if (this.#booting) return () => {};
    return wake(element, () => void this.boot().catch(() => {}), options);
  }

  /**
   * @param {string} text
   * @param {number} deadline
   * @param {AbortSignal | undefined} signal
   */
  async #answer(text, deadline, signal) {
    if (signal?.aborted) throw new LiveError("aborted");
    const runner = await this.#runner();
    if (signal?.aborted) throw new LiveError("aborted");
    try {
      const answer = parseObject(await runner.call(text, deadline));
      document.dispatchEvent(new Event(ANSWERED));
      return answer;
    } finally {
      if (!runner.alive) this.#booting = this.#begin();
    }
  }

  #runner() {
    return (this.#booting ??= this.#begin());
  }

  /** @returns {Promise<Runner>} */
  #begin() {
    const booting = retrying(() => this.#start(), this.pauses, (label) => this.#loading("download", label));
    booting.catch((error) => this.#set({ state: "failed", ...asLiveError(error).toFailure() }));
    return booting;
  }

  /** Do everything from nothing to ready, but give up after a time without progress. */
  async #start() {
    const abort = new AbortController();
    /** @type {Runner | undefined} */
    let runner;
    const { promise: stalled, reject } = withReject();
    let endWait = () => {};
    this.#noteProgress = () => {
      endWait();
      endWait = afterAwake(this.stallAfter, () => reject(this.#stalled()));
    };
    try {
      const steps = this.#steps(abort.signal, (spawned) => (runner = spawned));
      return await Promise.race([steps, stalled]);
    } catch (error) {
      const reason = asLiveError(error);
      runner?.stop(reason);
      abort.abort();
      this.#failed = true;
      this.#damaged = runner?.damaged ?? [];
      throw reason;
    } finally {
      this.#noteProgress = () => {};
      endWait();
    }
  }

  /**
   * @param {AbortSignal} signal
   * @param {(runner: Runner) => void} onSpawn
   */
  async #steps(signal, onSpawn) {
    this.#loading("download");
    checkBrowser();
    const manifest = this.#kept?.manifest ?? (await loadManifest(this.manifest, signal));
    // Modules of one build and a worker of another would misunderstand each other.
    const own = new URL(import.meta.url).pathname.split("/").slice(-2).join("/");
    if (!manifest.files.some((file) => file.path === own)) throw new LiveError("updated");
    const cache = this.#failed ? "reload" : "default";
    const worker = this.#kept?.worker ?? (await loadWorker(manifest, this.manifest, { cache, signal }));
    const runner = new Runner(worker, (progress) => this.#progress(progress), this.spawn);
    onSpawn(runner);
    const base = new URL("./", this.manifest).href;
    const downloads = new URL("downloads.mjs", import.meta.url).href;
    const kept = this.#kept?.runtime;
    const runtime = await runner.start({ manifest, base, downloads, damaged: this.#damaged, kept });
    if (runtime) this.#kept = { manifest, worker, runtime };
    this.#damaged = [];
    this.#readyAt = performance.now();
    this.#set({ state: "ready" });
    return runner;
  }

  #stalled() {
    const seconds = String(this.stallAfter / 1000);
    const stage = this.#state.state === "loading" ? this.#state.stage : "start";
    return new LiveError(stage === "download" ? "stalled" : "slow", { detail: seconds });
  }

  /** @param {import("./runner.mjs").Progress} progress */
  #progress(progress) {
    if (progress.type === "stage") return this.#loading(progress.stage);
    this.#loaded = progress.loaded;
    this.#total = progress.total;
    this.#loading("download");
  }

  /**
   * @param {Stage} stage
   * @param {string} [text] What to show instead of the progress.
   */
  #loading(stage, text) {
    const [loaded, total] = [this.#loaded, this.#total];
    this.#set({ state: "loading", stage, label: text ?? label(stage, loaded, total), loaded, total });
  }

  /** @param {LiveState} state */
  #set(state) {
    this.#state = state;
    this.#noteProgress();
    this.dispatchEvent(new Event("statechange"));
  }
}

/** The document's Python. */
export const live = new LivePython();
