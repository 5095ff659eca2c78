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
 * that comes far too late starts again, once: in a hidden tab, every timer comes late.
 * @param {number} milliseconds
 * @param {() => void} act
 * @returns {() => void} Ends the waiting.
 */
export function afterAwake(milliseconds, act) {
  /** @type {ReturnType<typeof setTimeout>} */
  let timer;
  const wait = (/** @type {boolean} */ again) => {
    const due = performance.now() + milliseconds;
    timer = setTimeout(() => (again && performance.now() - due > milliseconds / 4 ? wait(false) : act()), milliseconds);
  };
  wait(true);
  return () => clearTimeout(timer);
}
