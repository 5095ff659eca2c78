"""Runs inside Pyodide under Node: loads the entry, runs the exercise, and lists the modules that this executed."""

import importlib
import inspect
import json
import sys
import traceback

SITE = "/site-packages/"


async def report(entry: str, exercise: str | None, zip_path: str) -> str:
    """Load, exercise and list. The answer is JSON with either `members` or `problem`."""
    module_name, _, function = entry.partition(":")
    try:
        module = importlib.import_module(module_name)
    except BaseException as error:  # noqa: BLE001 - whatever a module raises is reported
        return json.dumps({"problem": import_problem(error, module_name)})
    if not callable(getattr(module, function, None)):
        return json.dumps({"problem": {"kind": "entry"}})
    await settled(importlib.import_module("_live_python").call("{}"))
    if exercise is not None:
        problem = await run_exercise(exercise)
        if problem is not None:
            return json.dumps({"problem": problem})
    return json.dumps({"members": loaded_members(zip_path)})


def import_problem(error: BaseException, entry_module: str) -> dict[str, str | None]:
    missing = error.name if isinstance(error, ModuleNotFoundError) else None
    if missing is not None and (entry_module + ".").startswith(missing + "."):
        return {"kind": "entry"}
    kind = "missing" if missing else "import"
    # Byte code does not know its path, so take the names of the modules that the frames belong to.
    modules = [frame.f_globals for frame, _ in traceback.walk_tb(error.__traceback__)]
    where = next((m["__name__"] for m in reversed(modules) if SITE in str(m.get("__file__"))), "")
    return {"kind": kind, "type": type(error).__name__, "message": str(error).split("\n")[0],
            "missing": missing, "where": where}  # fmt: skip


async def settled(result: object) -> None:
    """Await the result if it can be awaited."""
    if hasattr(result, "__await__"):
        await result


async def run_exercise(source: str) -> dict[str, str] | None:
    """Run the author's script as a program, then its `async def main`, if any. Returns what the author must fix."""
    namespace: dict[str, object] = {"__name__": "__main__", "__file__": "exercise"}
    try:
        exec(compile(source, "exercise", "exec"), namespace)  # noqa: S102 - the author's own script
        main = namespace.get("main")
        if inspect.iscoroutinefunction(main):
            await main()
    except BaseException as error:  # noqa: BLE001 - sys.exit included
        lines = [f.lineno for f in traceback.extract_tb(error.__traceback__) if f.filename == "exercise"]
        where = f"line {lines[-1]}" if lines else ""
        return {"kind": "exercise", "type": type(error).__name__, "message": str(error), "where": where}
    return None


def loaded_members(zip_path: str) -> list[str]:
    """Return the archive members of every module that was executed."""
    executed = [module for module in list(sys.modules.values()) if type(module).__name__ != "Deferred"]
    origins = [getattr(getattr(module, "__spec__", None), "origin", None) for module in executed]
    return sorted({o.removeprefix(zip_path + "/") for o in origins if o and o.startswith(zip_path + "/")})
