/** Waiting for what may never come: a promise that others can reject, and time that a page spends awake. */

/** @returns {{promise: Promise<never>, reject: (error: Error) => void}} */
export function withReject() {
  /** @type {(error: Error) => void} */
  let reject = () => {};
  const promise = new Promise((_resolve, refuse) => (reject = refuse));
  return { promise: /** @type {Promise<never>} */ (promise), reject };
}

/**
 * Act after a time. A tab that was frozen meanwhile wakes up with its timers overdue and its messages unread, so a timer
 * that comes far too late starts again.
 * @param {number} milliseconds
 * @param {() => void} act
 * @returns {() => void} Ends the waiting.
 */
export function afterAwake(milliseconds, act) {
  /** @type {ReturnType<typeof setTimeout>} */
  let timer;
  const wait = () => {
    const due = performance.now() + milliseconds;
    timer = setTimeout(() => (performance.now() - due > milliseconds / 4 ? wait() : act()), milliseconds);
  };
  wait();
  return () => clearTimeout(timer);
}
