// The one place that knows where live_python's client stands in a built site.

// @ts-expect-error TS2307: in this checkout it stands elsewhere
import { live as built } from '../live-python/client.mjs';

/** @type {import('../../live_python/assets/client.mjs').LivePython} */
export const live = built;
