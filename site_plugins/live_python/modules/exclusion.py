"""Modules that the author leaves out: which files they are, and a check that no shipped module imports them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from live_python.archive import read_zip
from live_python.errors import LivePythonError
from live_python.modules.imports import imports_of, module_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@dataclass(frozen=True)
class Exclusion:
    """Dotted names of modules, and of packages with everything in them."""

    names: tuple[str, ...]

    def covers(self, file: str) -> bool:
        """Whether a file in a wheel belongs to an excluded module or package."""
        paths = [name.replace(".", "/") for name in self.names]
        return any(file in {f"{path}.py", f"{path}.pyc"} or file.startswith(f"{path}/") for path in paths)

    def check(self, wheels: Iterable[Path]) -> None:
        """Compare the names with what the wheels of Python source contain.

        Raises:
            LivePythonError: No wheel contains an excluded module, or a shipped module imports it.
        """
        if not self.names:
            return
        members = {name: data for wheel in wheels for name, data in read_zip(wheel).items()}
        for name in self.names:
            if not any(map(Exclusion((name,)).covers, members)):
                raise LivePythonError(
                    f"`exclude` names {name}, but this build contains no such package or module: correct the name."
                )
        for file in sorted(members):
            if file.endswith(".py") and not self.covers(file):
                self._check_imports(file, members[file])

    def _check_imports(self, file: str, source: bytes) -> None:
        module = module_of(file)
        try:
            found = list(imports_of(source, module, is_package=file.endswith("/__init__.py")))
        except SyntaxError:
            return  # byte-compiling it says what is wrong, and where
        for base, name in found:
            imported = f"{base}.{name}" if name else base
            if any(f"{imported}.".startswith(f"{excluded}.") for excluded in self.names):
                raise LivePythonError(
                    f"{module} imports {imported}, which `exclude` leaves out: leave out both, or keep both."
                )
