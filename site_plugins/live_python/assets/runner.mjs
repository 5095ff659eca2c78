/** One worker: create, load, start, call, stop. It does one thing at a time. */

import { LiveError } from "./errors.mjs";
import { fileName, whyNoScript } from "./support.mjs";

/** @typedef {import("./messages.mjs").ToPage} ToPage */
/** @typedef {import("./messages.mjs").ToWorker} ToWorker */
/** @typedef {{resolve: (message: ToPage) => void, reject: (error: LiveError) => void}} Pending */

export class Runner {
  /** @type {Pending | undefined} */
  #pending;
  /** @type {LiveError | undefined} */
  #dead;
  #calls = 0;
  #worker;
  #release;

  /**
   * @param {string} url The URL of the worker module, on this origin.
   * @param {() => void} onStage Called when packages are being imported.
   * @param {import("./spawn.mjs").Spawn} spawn Makes the worker.
   */
  constructor(url, onStage, spawn) {
    this.url = url;
    this.onStage = onStage;
    const { worker, release } = spawn(url, (error) => this.stop(error));
    this.#worker = worker;
    this.#release = release;
    this.#worker.addEventListener("message", (event) => this.#receive(event.data));
    this.#worker.addEventListener("error", (event) => void this.#fail(event));
  }

  /**
   * Import the two scripts.
   * @param {string} loader
   * @param {string} glue
   */
  async load(loader, glue) {
    await this.#ask({ type: "load", loader, glue });
    this.#release();
  }

  /**
   * Start the interpreter and import the entry.
   * @param {Omit<import("./messages.mjs").StartMessage, "type">} runtime
   */
  async start(runtime) {
    await this.#ask({ type: "start", ...runtime });
  }

  /**
   * @param {string} request JSON text.
   * @param {number} deadline Milliseconds.
   * @returns {Promise<string>} JSON text.
   */
  async call(request, deadline) {
    const timer = setTimeout(() => this.stop(new LiveError("timeout", { detail: String(deadline / 1000) })), deadline);
    try {
      const answer = await this.#ask({ type: "call", id: ++this.#calls, request });
      if (answer.type === "raised") {
        const { type, message } = answer.error;
        throw new LiveError("python", { detail: message ? `${type}: ${message}` : type, python: answer.error });
      }
      if (answer.type !== "result") throw new LiveError("response");
      return answer.response;
    } finally {
      clearTimeout(timer);
    }
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
    if (message.type === "stage") return this.onStage();
    if (message.type === "failed") return void this.#explain(message);
    const pending = this.#pending;
    this.#pending = undefined;
    pending?.resolve(message);
  }

  /** @param {import("./messages.mjs").FailedMessage} failed */
  async #explain({ step, url, detail }) {
    if (step === "load" && url) this.stop(await whyNoScript(url, detail));
    else if (step === "rest") this.stop(new LiveError("rest", { detail }));
    else if (step === "call") this.stop(new LiveError("crashed", { detail }));
    else this.stop(new LiveError(step === "import" ? "import" : "start", { detail }));
  }

  /**
   * The worker failed, nearly always because its module did not load.
   * @param {ErrorEvent} event
   */
  async #fail(event) {
    event.preventDefault();
    const detail = event.message ?? "";
    const reason = await whyNoScript(this.url, detail);
    const unclear = reason.kind === "script";
    this.stop(unclear ? new LiveError("worker", { file: fileName(this.url), detail }) : reason);
  }
}
