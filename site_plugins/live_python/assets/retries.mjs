/** What to try again without asking the reader, and how long to wait before it. */

import { LiveError } from "./errors.mjs";

/** Milliseconds before each new try. */
export const PAUSES = [1000, 3000, 9000];

/** What another try may mend: a lost connection, a file that broke on its way, a server that is busy. */
const PASSING = ["offline", "network", "stalled", "corrupt"];
const BUSY = /^(408|425|429|5..)$/; // HTTP statuses

/** @param {LiveError} error */
function mayPass({ kind, detail }) {
  return PASSING.includes(kind) || (kind === "status" && BUSY.test(detail));
}

/**
 * @template T
 * @param {() => Promise<T>} attempt Rejects with a LiveError.
 * @param {readonly number[]} pauses Milliseconds before each new try, which says how many there are.
 * @param {(label: string) => void} onPause Called with what to show meanwhile.
 * @returns {Promise<T>} Rejects with the last error.
 */
export async function retrying(attempt, pauses, onPause) {
  for (const [index, pause] of pauses.entries()) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof LiveError && mayPass(error))) throw error;
      onPause(`The download broke off. Trying again (${index + 1} of ${pauses.length})`);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return attempt();
}
