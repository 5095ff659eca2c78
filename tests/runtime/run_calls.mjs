// Calls the entry of a build in the shipped runtime, and prints the answers as JSON.
// The order: pyodide, build, requests (JSON texts), rest (whether the second archive is there).
import { bootShipped, order } from "./shipped.mjs";

const { pyodide, loads } = await bootShipped({ rest: order.rest });
const { call } = pyodide.pyimport("_live_python");
const before = loads();
const answers = order.requests.map((/** @type {string} */ request) => call(request));
console.log(JSON.stringify({ before, answers, loads: loads() }));
process.exit(0);
