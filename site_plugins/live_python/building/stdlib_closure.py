"""Asks the real runtime which modules of the standard library a page needs."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

from live_python.errors import LivePythonError
from live_python.toolchain import find_node

if TYPE_CHECKING:
    from live_python.config import BuildConfig
    from live_python.toolchain import Runtime

_RUNTIME = Path(__file__).parent.parent / "_runtime"
_DEADLINE = 300.0  # seconds; long, because a slow machine is not a mistake of the author


def probe(config: BuildConfig, runtime: Runtime, *, stdlib: Path, base: Path, lock: dict[str, Any]) -> list[str]:
    """Start the runtime with a standard library, run everything, and return the members it loaded.

    Args:
        config: The entry and the exercise.
        runtime: The Pyodide package.
        stdlib: The archive of the standard library.
        base: The directory that the lock's file names are relative to.
        lock: The lock of the packages to load.

    Raises:
        LivePythonError: The entry cannot be loaded or the exercise fails.
    """
    order = {
        "pyodide": str(runtime.directory),
        "stdlib": str(stdlib),
        "base": str(base),
        "lock": lock,
        "packages": sorted(lock["packages"]),
        "entry": config.entry,
        "exercise": config.exercise.read_text("utf-8") if config.exercise else None,
        "probe": (_RUNTIME / "probe.py").read_text("utf-8"),
    }
    answer = _run_node(order)
    if "problem" in answer:
        raise LivePythonError(_sentence(config, runtime, answer["problem"]))
    members: list[str] = answer["members"]
    return members


def _run_node(order: dict[str, Any]) -> dict[str, Any]:
    command = [find_node(), str(_RUNTIME / "probe.mjs")]
    try:
        done = subprocess.run(
            command, input=json.dumps(order), capture_output=True, text=True, timeout=_DEADLINE, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise LivePythonError(
            f"The entry or the exercise runs longer than {_DEADLINE:.0f} seconds under Node: shorten it."
        ) from error
    lines = done.stdout.strip().splitlines()
    if done.returncode != 0 or not lines:
        said = "\n".join(done.stderr.strip().splitlines()[-12:])
        raise LivePythonError(f"The runtime doesn't start under Node:\n{said}")
    answer: dict[str, Any] = json.loads(lines[-1])
    return answer


def _sentence(config: BuildConfig, runtime: Runtime, problem: dict[str, str]) -> str:
    where = f" in {problem['where']}" if problem.get("where") else ""
    said = f"{problem.get('type')}: {problem.get('message')}"
    match problem["kind"]:
        case "entry":
            return (
                f"The entry {config.entry} isn't in the packages or modules that this build ships:"
                " correct its name, or add its module."
            )
        case "missing":
            return (
                f"Python in the browser (Pyodide {runtime.version}) has no module {problem['missing']!r},"
                f" which is imported{where}: avoid it there, or add the package that provides it."
            )
        case "exercise":
            return f"The exercise {config.exercise} fails{where}: {said}"
        case _:
            return f"The entry's module {config.entry_module} raises when it is imported{where}: {said}"
