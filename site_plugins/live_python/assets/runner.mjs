/** One worker: create, start, call, stop. It does one thing at a time. */

import { LiveError } from "./errors.mjs";
import { whyNoScript } from "./support.mjs";
import { afterAwake } from "./waiting.mjs";

/** @typedef {import("./messages.mjs").ToPage} ToPage */
/** @typedef {import("./messages.mjs").ToWorker} ToWorker */
/** @typedef {import("./messages.mjs").Runtime} Runtime */
/** @typedef {import("./messages.mjs").StageMessage | import("./messages.mjs").ProgressMessage} Progress */
/** @typedef {{resolve: (message: ToPage) => void, reject: (error: LiveError) => void}} Pending */

export class Runner {
  /** @type {Pending | undefined} */
  #pending;
  /** @type {LiveError | undefined} */
  #dead;
  #calls = 0;
  /** The paths of files that came damaged. @type {string[]} */
  damaged = [];
  #worker;
  #release;

  /**
   * @param {string} text The text of the worker module.
   * @param {(progress: Progress) => void} onProgress Called with how far a start is.
   * @param {import("./spawn.mjs").Spawn} spawn Makes the worker.
   */
  constructor(text, onProgress, spawn) {
    this.onProgress = onProgress;
    const { worker, release } = spawn(text, (error) => this.stop(error));
    this.#worker = worker;
    this.#release = release;
    this.#worker.addEventListener("message", (event) => this.#receive(event.data));
    this.#worker.addEventListener("error", (event) => this.#fail(event));
  }

  /**
   * Download what is missing, start the interpreter and import the entry.
   * @param {Omit<import("./messages.mjs").StartMessage, "type">} order
   * @returns {Promise<Runtime | undefined>} What the worker downloaded, for the next one.
   */
  async start(order) {
    const answer = await this.#ask({ type: "start", ...order });
    return answer.type === "ready" ? answer.runtime : undefined;
  }

  /**
   * @param {string} request JSON text.
   * @param {number} deadline Milliseconds.
   * @returns {Promise<string>} JSON text.
   */
  async call(request, deadline) {
    const detail = String(deadline / 1000);
    const endWait = afterAwake(deadline, () => this.stop(new LiveError("timeout", { detail })));
    try {
      const answer = await this.#ask({ type: "call", id: ++this.#calls, request });
      if (answer.type === "raised") {
        const { type, message } = answer.error;
        throw new LiveError("python", { detail: message ? `${type}: ${message}` : type, python: answer.error });
      }
      if (answer.type !== "result") throw new LiveError("response");
      return answer.response;
    } finally {
      endWait();
    }
  }

  /** @returns {Promise<import("./requests.mjs").Requests>} What the worker requested since it was ready. */
  async requests() {
    const answer = await this.#ask({ type: "requests" });
    return answer.type === "requests" ? answer : { requested: [], stopped: [] };
  }

  /** Whether the worker can still answer. */
  get alive() {
    return this.#dead === undefined;
  }

  /**
   * Terminate the worker, and reject the promise of its pending message.
   * @param {LiveError} error
   */
  stop(error) {
    if (this.#dead) return;
    this.#dead = error;
    this.#worker.terminate();
    this.#release();
    this.#pending?.reject(error);
    this.#pending = undefined;
  }

  /**
   * @param {ToWorker} message
   * @returns {Promise<ToPage>}
   */
  #ask(message) {
    return new Promise((resolve, reject) => {
      if (this.#dead) return reject(this.#dead);
      this.#pending = { resolve, reject };
      this.#worker.postMessage(message);
    });
  }

  /** @param {ToPage} message */
  #receive(message) {
    this.#release(); // the worker runs
    if (message.type === "stage" || message.type === "progress") return this.onProgress(message);
    if (message.type === "failed") return void this.#explain(message);
    const pending = this.#pending;
    this.#pending = undefined;
    pending?.resolve(message);
  }

  /** @param {import("./messages.mjs").FailedMessage} failed */
  async #explain(failed) {
    const { step, detail } = failed;
    if (step === "load") return this.stop(await whyNoScript(failed.url, detail));
    if (step === "download") {
      this.damaged = failed.damaged;
      const kind = failed.kind === "network" && !navigator.onLine ? "offline" : failed.kind;
      return this.stop(new LiveError(kind, { file: failed.file, detail }));
    }
    this.stop(new LiveError(step === "call" ? "crashed" : step, { detail }));
  }

  /**
   * The worker failed, though its text is the right one.
   * @param {ErrorEvent} event
   */
  #fail(event) {
    event.preventDefault();
    this.stop(new LiveError("worker", { detail: event.message ?? "" }));
  }
}
