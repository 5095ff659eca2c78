/** A promise that others can reject. */

/** @returns {{promise: Promise<never>, reject: (error: Error) => void}} */
export function withReject() {
  /** @type {(error: Error) => void} */
  let reject = () => {};
  const promise = new Promise((_resolve, refuse) => (reject = refuse));
  return { promise: /** @type {Promise<never>} */ (promise), reject };
}
