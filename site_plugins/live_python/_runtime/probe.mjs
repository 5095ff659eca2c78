// Starts the runtime under Node as the worker does, runs probe.py in it, and prints one line of JSON.
// The input (JSON on standard input): pyodide, stdlib, base, lock, packages, entry, exercise, probe.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

// By default, Node would print the minified line that threw.
process.on("uncaughtException", (error) => {
  console.error(error.message);
  process.exit(1);
});

const input = JSON.parse(readFileSync(0, "utf8"));
const { loadPyodide } = await import(pathToFileURL(`${input.pyodide}/pyodide.mjs`).href);
const noOutput = { stdout: () => {}, stderr: () => {} };
const pyodide = await loadPyodide({
  indexURL: input.pyodide,
  stdLibURL: input.stdlib,
  packageBaseUrl: input.base,
  lockFileContents: input.lock,
  ...noOutput,
});
const { unpack } = pyodide.pyimport("_live_packages");
for (const name of input.packages) unpack(new Uint8Array(readFileSync(`${input.base}/${input.lock.packages[name].file_name}`)));
const probe = pyodide.toPy({ __name__: "probe" });
pyodide.runPython(input.probe, { globals: probe });
const [major, minor] = pyodide.version && pyodide.runPython("list(__import__('sys').version_info[:2])").toJs();
const answer = await probe.get("report")(input.entry, input.exercise ?? undefined, `/lib/python${major}${minor}.zip`);
process.stdout.write(`\n${answer}\n`);
process.exit(0);
