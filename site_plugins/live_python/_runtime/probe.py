"""Runs inside Pyodide under Node: loads the entry, makes errors happen, and lists the imported modules.

The standard library imports modules late: an exception's suggestions when it is formatted, a codec when its name is
first used. A list of what a successful call imports would break on the first error. So this makes errors happen, and
reads the shipped code for imports and codec names that have not run.
"""

import contextlib
import dis
import importlib
import inspect
import io
import json
import sys
import traceback
import types
import warnings

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
    exercise_errors()
    exercise_shipped_code()
    exercise_errors()
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


def exercise_errors() -> None:
    """Raise and format one exception of each kind that Python formats differently."""

    class Unraisable:
        def __del__(self) -> None:
            raise ValueError("unraisable")

    def recurse() -> None:
        recurse()

    def group() -> None:
        raise ExceptionGroup("group", [ValueError("a"), KeyError("b")])

    raising = [
        lambda: prnit,  # type: ignore[name-defined]  # noqa: F821 - a name with a suggestion
        lambda: "".stript(),  # type: ignore[attr-defined]
        lambda: __import__("json", fromlist=["lods"]).lods,
        lambda: exec("from json import lods"),  # noqa: S102 - a suggestion for an import
        lambda: compile("a = = 1", "<text>", "exec"),
        lambda: b"\xff".decode("utf-8"),
        lambda: "\ud800".encode("utf-8"),
        lambda: json.loads("{"),
        lambda: {"a": 1}["key"],
        lambda: int("x" * 10),
        lambda: importlib.import_module("no_such_module_at_all"),
        lambda: sys.exit(1),
        recurse,
        group,
    ]
    for call in raising:
        with contextlib.redirect_stderr(io.StringIO()):
            try:
                try:
                    call()
                except BaseException as cause:
                    raise RuntimeError("chained") from cause
            except BaseException as error:  # noqa: BLE001 - each was raised to be shown
                traceback.format_exception(error)
                traceback.print_exc()
                sys.excepthook(type(error), error, error.__traceback__)
                if error.__cause__ is not None:
                    traceback.format_exception_only(error.__cause__)
    with contextlib.redirect_stderr(io.StringIO()):
        Unraisable()
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            warnings.warn("shown", stacklevel=1)
            warnings.warn("shown", DeprecationWarning, stacklevel=1)


def exercise_shipped_code() -> None:
    """Import what the packages' code would import later: in functions, and by the name of a codec."""
    for name, module in list(sys.modules.items()):
        spec = getattr(module, "__spec__", None)
        if spec is None or SITE not in str(spec.origin) or not hasattr(spec.loader, "get_code"):
            continue
        code = spec.loader.get_code(name)
        if code is not None:
            for inner in nested(code):
                import_later(inner, is_module=inner is code)


def nested(code: types.CodeType) -> list[types.CodeType]:
    found = [code]
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            found += nested(constant)
    return found


def import_later(code: types.CodeType, *, is_module: bool) -> None:
    if not is_module:  # a module's own top level has run: what it skipped (TYPE_CHECKING) stays out
        for step in dis.get_instructions(code):
            if step.opname == "IMPORT_NAME":
                try_import(str(step.argval))
    if "strptime" in code.co_names:
        try_import("_strptime")  # imported by C code on the first call
    for constant in code.co_consts:
        if isinstance(constant, str) and 0 < len(constant) <= 20 and constant.isascii():
            try_codec(constant)


def try_import(name: str) -> None:
    if name.partition(".")[0] in sys.stdlib_module_names:
        with contextlib.suppress(Exception):
            importlib.import_module(name)


def try_codec(name: str) -> None:
    import encodings.aliases

    normal = encodings.normalize_encoding(name).lower()
    known = encodings.aliases.aliases
    if normal in known or normal in {*known.values(), "idna", "punycode"}:
        with contextlib.suppress(Exception):
            "a.b".encode(name)


def loaded_members(zip_path: str) -> list[str]:
    """Return the archive members of every module that is loaded."""
    origins = [getattr(getattr(m, "__spec__", None), "origin", None) for m in list(sys.modules.values())]
    return sorted({o.removeprefix(zip_path + "/") for o in origins if o and o.startswith(zip_path + "/")})
