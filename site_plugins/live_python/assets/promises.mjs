/** Two helpers for promises. */

/**
 * @template T
 * @param {() => T} make
 * @returns {() => T} The same value each time, made by the first call.
 */
export function once(make) {
  /** @type {{value: T} | undefined} */
  let result;
  return () => (result ??= { value: make() }).value;
}

/** @returns {{promise: Promise<never>, reject: (error: Error) => void}} */
export function withReject() {
  /** @type {(error: Error) => void} */
  let reject = () => {};
  const promise = new Promise((_resolve, refuse) => (reject = refuse));
  return { promise: /** @type {Promise<never>} */ (promise), reject };
}
