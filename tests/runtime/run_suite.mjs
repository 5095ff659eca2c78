// Boots the shipped runtime under Node and runs run_suite.py in it.
// The order (JSON on standard input): pyodide, build, wheels (an empty directory), mounts {path in the runtime: host
// directory}, source, options.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

// Node's own report would print the minified line that threw.
process.on("uncaughtException", (error) => {
  console.error(error.message);
  process.exit(1);
});

const order = JSON.parse(readFileSync(0, "utf8"));
const manifest = JSON.parse(readFileSync(join(order.build, "manifest.json"), "utf8"));

/** @typedef {{role: string, path: string, sha256: string}} File */

/**
 * A shipped file's bytes, held against their hash like in a page.
 * @param {File} file
 */
function verified(file) {
  const bytes = readFileSync(join(order.build, file.path));
  if (createHash("sha256").update(bytes).digest("hex") !== file.sha256) throw new Error(`${file.path} is damaged`);
  return bytes;
}

/**
 * The shipped file of a role.
 * @param {string} role
 */
function shipped(role) {
  const file = manifest.files.find((/** @type {File} */ each) => each.role === role);
  return { path: join(order.build, file.path), bytes: verified(file) };
}

// Under Node, Pyodide reads wheels from a directory, by the names that the page gives them.
for (const file of manifest.files.filter((/** @type {File} */ each) => each.role === "wheel")) {
  const wheel = join(order.wheels, file.path.replace(/\.txt$/, ""));
  mkdirSync(dirname(wheel), { recursive: true });
  writeFileSync(wheel, verified(file));
}

// Pyodide looks for its own files by their first names; they have to be the shipped ones.
if (!shipped("wasm").bytes.equals(readFileSync(join(order.pyodide, "pyodide.asm.wasm")))) throw new Error("other wasm");
if (!shipped("glue").bytes.equals(readFileSync(join(order.pyodide, "pyodide.asm.js")))) throw new Error("other glue");

const { loadPyodide } = await import(pathToFileURL(join(order.pyodide, "pyodide.mjs")).href);
const lock = JSON.parse(shipped("lock").bytes.toString());
const pyodide = await loadPyodide({
  indexURL: order.pyodide,
  stdLibURL: shipped("stdlib").path,
  packageBaseUrl: order.wheels,
  lockFileContents: lock,
});
await pyodide.loadPackage(Object.keys(lock.packages), { messageCallback: () => {} });
for (const [path, root] of Object.entries(order.mounts)) {
  pyodide.FS.mkdirTree(path);
  pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root }, path);
}
const run = pyodide.toPy({ __name__: "run_suite" });
pyodide.runPython(order.source, { globals: run });
process.exit(run.get("main")(JSON.stringify(order.options)));
