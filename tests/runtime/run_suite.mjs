// Runs run_suite.py in the shipped runtime.
// The order: pyodide, build, mounts {path in the runtime: host directory}, source, options.
import { bootShipped, order } from "./shipped.mjs";

const { pyodide } = await bootShipped({ rest: true });
for (const [path, root] of Object.entries(order.mounts)) {
  pyodide.FS.mkdirTree(path);
  pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root }, path);
}
const run = pyodide.toPy({ __name__: "run_suite" });
pyodide.runPython(order.source, { globals: run });
process.exit(run.get("main")(JSON.stringify(order.options)));
