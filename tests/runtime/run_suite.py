"""Runs inside the shipped runtime under Node: pytest on a suite, while the shipped package sees what a page has.

pytest and hypothesis need more of the standard library than is shipped. The rest is on the path for them alone: an
import of a module that is not shipped fails when it happens beneath a frame of the shipped package, even when the
harness has loaded that module already.
"""

from __future__ import annotations

import builtins
import importlib
import json
import os
import sys
import zipfile
from typing import Any

HARNESS = {"pytest", "_pytest", "pluggy", "hypothesis", "run_suite"}


def main(options_text: str) -> int:
    """Run the suite that the options describe and return pytest's exit code."""
    options: dict[str, Any] = json.loads(options_text)
    shipped = set(options["shipped"])
    hidden = hidden_modules(options["full_stdlib"])
    add_full_stdlib(options["full_stdlib"])
    sys.path += options["site_packages"]
    sys.dont_write_bytecode = True
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    os.chdir(options["tests"])

    import pytest

    hide(hidden, shipped)
    check_guard(hidden, sorted(shipped)[0])
    for name in shipped:
        origin = importlib.import_module(name).__file__ or ""
        if not origin.startswith("/lib/python") or not origin.endswith(".pyc"):
            raise SystemExit(f"{name} comes from {origin}, not from the shipped wheel")
    return int(pytest.main(options["arguments"]))


def add_full_stdlib(archive: str) -> None:
    """Put the rest of the standard library behind the shipped one, inside packages too."""
    shipped_zip = next(path for path in sys.path if path.endswith(".zip"))
    with zipfile.ZipFile(shipped_zip) as opened:
        folders = [name.removesuffix("/__init__.pyc") for name in opened.namelist() if name.endswith("/__init__.pyc")]
    for folder in folders:
        importlib.import_module(folder.replace("/", ".")).__path__.append(f"{archive}/{folder}")
    sys.path.append(archive)


def hidden_modules(full_stdlib: str) -> set[str]:
    """Return the names of the modules that the full standard library has and the shipped one has not."""
    import _imp

    shipped_zip = next(path for path in sys.path if path.endswith(".zip"))
    missing = module_names(full_stdlib) - module_names(shipped_zip)
    return {name for name in missing if not _imp.is_frozen(name) and name not in sys.builtin_module_names}


def module_names(archive: str) -> set[str]:
    """Return the dotted names of the modules in an archive of .py or .pyc files."""
    with zipfile.ZipFile(archive) as opened:
        stems = [name.rpartition(".")[0] for name in opened.namelist() if name.endswith((".py", ".pyc"))]
    return {stem.removesuffix("/__init__").replace("/", ".") for stem in stems}


def hide(hidden: set[str], shipped: set[str]) -> None:
    """Make imports of hidden modules fail beneath the shipped packages."""
    real_import, real_import_module = builtins.__import__, importlib.import_module

    def refuse(name: str) -> None:
        if name in hidden and is_beneath(shipped):
            raise ModuleNotFoundError(f"No module named {name!r} (it is not shipped)", name=name)

    def guarded_import(name: str, globals: Any = None, locals: Any = None, fromlist: Any = (), level: int = 0) -> Any:
        if level == 0:
            refuse(name)
            for item in fromlist or ():
                refuse(f"{name}.{item}")
        return real_import(name, globals, locals, fromlist, level)

    def guarded_import_module(name: str, package: str | None = None) -> Any:
        refuse(name)
        return real_import_module(name, package)

    builtins.__import__ = guarded_import
    importlib.import_module = guarded_import_module


def is_beneath(shipped: set[str]) -> bool:
    """Say whether shipped code is nearer on the stack than the harness."""
    frame = sys._getframe(3)
    while frame is not None:
        top = str(frame.f_globals.get("__name__", "")).partition(".")[0]
        if top in shipped:
            return True
        if top in HARNESS or top.startswith("test_"):
            return False
        frame = frame.f_back  # type: ignore[assignment]
    return False


def check_guard(hidden: set[str], shipped: str) -> None:
    """A guard that lets everything through would make the whole run worthless: see it refuse first."""
    for source in ("import wave", "from json import tool", "__import__('argparse')"):
        try:
            exec(source, {"__name__": f"{shipped}.made_up"})  # noqa: S102 - three fixed lines
        except ModuleNotFoundError:
            continue
        raise SystemExit(f"the guard lets {source!r} through")
    exec("import argparse", {"__name__": "test_harness"})  # noqa: S102
    if not {"argparse", "json.tool", "wave"} <= hidden:
        raise SystemExit("the standard library is not trimmed")
