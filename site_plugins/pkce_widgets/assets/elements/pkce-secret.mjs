// <pkce-secret>: the line that loads the secret. The page is built with the line for one provider and one shell.

import { flow } from '../flow.mjs';
import { PkcePart } from '../part/part.mjs';

export class PkceSecret extends PkcePart {
  /** What the page was built for. @returns {Record<string, string>} */
  get #built() {
    return JSON.parse(this.dataset.built ?? '{}');
  }

  /** Only what differs from that needs another line, so this one is there before Python is. */
  started() {
    const built = this.#built;
    return Object.entries(this.values()).some(([name, value]) => value && value !== built[name] && (flow.source(name) || name === 'shell'));
  }
}
