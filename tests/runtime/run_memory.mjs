// Calls the entry many times in the shipped runtime, and prints the bytes in use after a hundred calls and at the end.
// The order: pyodide, build, requests (JSON texts), calls (how many).
import v8 from "node:v8";
import vm from "node:vm";
import { bootShipped, order } from "./shipped.mjs";

v8.setFlagsFromString("--expose-gc");
const collect = vm.runInNewContext("gc");
const { pyodide } = await bootShipped({ rest: true });
const { call } = pyodide.pyimport("_live_python");

function inUse() {
  collect();
  return { heap: process.memoryUsage().heapUsed, wasm: pyodide._module.HEAP8.length };
}

let first;
for (let number = 0; number < order.calls; number += 1) {
  const answer = call(order.requests[number % order.requests.length]);
  if (!answer.startsWith("=")) throw new Error("a call failed");
  if (number === 99) first = inUse();
}
console.log(JSON.stringify([first, inUse()]));
process.exit(0);
