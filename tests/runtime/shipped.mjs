// Boots the shipped runtime under Node from a build, as the worker does in a page.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

// Node's own report would print the minified line that threw.
process.on("uncaughtException", (error) => {
  console.error(error.message);
  process.exit(1);
});

/** The order, JSON on standard input. */
export const order = JSON.parse(readFileSync(0, "utf8"));
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

/**
 * @param {{rest: boolean}} options whether imports may load the second archive of the standard library
 */
export async function bootShipped({ rest }) {
  // Pyodide looks for its own files by their first names; they have to be the shipped ones.
  if (!shipped("wasm").bytes.equals(readFileSync(join(order.pyodide, "pyodide.asm.wasm")))) throw new Error("other wasm");
  if (!shipped("glue").bytes.equals(readFileSync(join(order.pyodide, "pyodide.asm.js")))) throw new Error("other glue");

  const { loadPyodide } = await import(pathToFileURL(join(order.pyodide, "pyodide.mjs")).href);
  const lock = JSON.parse(shipped("lock").bytes.toString());
  const pyodide = await loadPyodide({
    indexURL: order.pyodide,
    stdLibURL: shipped("stdlib").path,
    lockFileContents: { ...lock, packages: {} },
  });
  let loads = 0;
  const load = () => {
    loads += 1;
    return rest ? new Uint8Array(shipped("rest").bytes) : undefined;
  };
  pyodide.pyimport("_live_rest").install(load, () => {});
  const { unpack } = pyodide.pyimport("_live_packages");
  for (const file of manifest.files.filter((/** @type {File} */ each) => each.role === "wheel")) unpack(new Uint8Array(verified(file)));
  return { pyodide, loads: () => loads };
}
