"""What a build is made from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from live_python.errors import LivePythonError
from live_python.modules.exclusion import Exclusion

if TYPE_CHECKING:
    from pathlib import Path

_DOTTED = r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*"
_ENTRY = re.compile(rf"{_DOTTED}:[A-Za-z_]\w*")


@dataclass(frozen=True, kw_only=True)
class BuildConfig:
    """Everything that determines the bytes of a build, and where to keep them.

    Args:
        packages: What `pip wheel` takes: project directories, wheels, requirements.
        entry: `module:function`, a function that takes JSON text and returns JSON text.
        modules: Dotted names of modules and packages of this environment to ship as well, with the modules of the same
            top-level package that they import.
        exclude: Dotted names of modules and packages to leave out.
        strip: Whether to leave out docstrings, assert statements and line numbers.
        exercise: A Python file that calls the entry as pages do, including with wrong input.
        pyodide: The unpacked npm package `pyodide`.
        cache: A directory for finished builds.
    """

    packages: tuple[str, ...]
    entry: str
    modules: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    strip: bool = False
    exercise: Path | None = None
    pyodide: Path
    cache: Path

    def __post_init__(self) -> None:
        if _ENTRY.fullmatch(self.entry) is None:
            raise LivePythonError(
                f"The entry {self.entry!r} isn't of the form module:function, for example my_package.web:call."
            )
        if self.exercise is not None and not self.exercise.is_file():
            raise LivePythonError(f"The exercise {self.exercise} isn't a file: correct its path.")

    @property
    def exclusion(self) -> Exclusion:
        """The modules to leave out."""
        return Exclusion(self.exclude)

    @property
    def entry_module(self) -> str:
        """The module of the entry."""
        return self.entry.partition(":")[0]
