// Boots the runtime under Node the way the worker does, runs probe.py in it, prints one line of JSON.
// The order (JSON on standard input): pyodide, stdlib, base, lock, packages, entry, exercise, probe.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

// Node's own report would print the minified line that threw.
process.on("uncaughtException", (error) => {
  console.error(error.message);
  process.exit(1);
});

const order = JSON.parse(readFileSync(0, "utf8"));
const { loadPyodide } = await import(pathToFileURL(`${order.pyodide}/pyodide.mjs`).href);
const silent = { stdout: () => {}, stderr: () => {} };
const pyodide = await loadPyodide({
  indexURL: order.pyodide,
  stdLibURL: order.stdlib,
  packageBaseUrl: order.base,
  lockFileContents: order.lock,
  ...silent,
});
await pyodide.loadPackage(order.packages, { messageCallback: () => {}, errorCallback: () => {} });
try {
  pyodide.runPython("raise AttributeError('an error that crosses into JavaScript')");
} catch {
  // Wanted: showing a Python exception as a JavaScript error imports modules too.
}
const probe = pyodide.toPy({ __name__: "probe" });
pyodide.runPython(order.probe, { globals: probe });
const [major, minor] = pyodide.version && pyodide.runPython("list(__import__('sys').version_info[:2])").toJs();
const answer = await probe.get("report")(order.entry, order.exercise ?? undefined, `/lib/python${major}${minor}.zip`);
process.stdout.write(`\n${answer}\n`);
process.exit(0);
