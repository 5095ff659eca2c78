// The one place that knows where live_python's client stands in the site.

export { live } from '../live-python/client.mjs';
