// The only place that knows where live_python's client is in a built site.

// @ts-expect-error TS2307: in this checkout it is elsewhere
import * as built from '../live-python/client.mjs';

/** @type {typeof import('../../live_python/assets/client.mjs')} */
const client = built;

export const { isPreview, live } = client;
