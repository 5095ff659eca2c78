"""Modules of this environment: where their sources are and what they import, found without importing anything."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

from live_python.errors import LivePythonError
from live_python.modules.imports import imports_of, module_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_INIT = "__init__.py"


def module_files(name: str) -> dict[str, Path]:
    """Return the files to ship for a module, by their place in a wheel.

    These are the module, or all files of a package, and the modules of the same top-level package that they import.
    The `__init__` of their parent packages is not among them, unless a name is imported from it.

    Raises:
        LivePythonError: The module has no Python source.
    """
    source = _find(name)
    if source is None:
        raise LivePythonError(
            f"The module {name} has no Python source here: correct its name or install it."
            " A package needs an __init__.py."
        )
    files = {}
    if source.name == _INIT:
        files = {
            f"{name.replace('.', '/')}/{path.relative_to(source.parent).as_posix()}": path
            for path in files_below(source.parent)
        }
    return files | _reached([name, *(module_of(place) for place in files if place.endswith(".py"))])


def files_below(folder: Path, skipped: frozenset[str] = frozenset()) -> Iterator[Path]:
    """Yield the files of a folder in a fixed order, without hidden files, byte code and the skipped names."""
    for path in sorted(folder.iterdir()):
        if path.name in skipped or path.name.startswith(".") or path.name == "__pycache__":
            continue
        if path.is_dir():
            yield from files_below(path, skipped)
        elif path.suffix not in {".pyc", ".pyo"}:
            yield path


def _reached(waiting: list[str]) -> dict[str, Path]:
    """Return the sources of modules, and of what they import from their top-level package."""
    sources: dict[str, Path] = {}
    while waiting:
        module = waiting.pop()
        source = _find(module)
        if module not in sources and source is not None:
            sources[module] = source
            waiting += _needed(module, source)
    places = {module: module.replace(".", "/") for module in sources}
    return {places[m] + (f"/{_INIT}" if path.name == _INIT else ".py"): path for m, path in sources.items()}


def _needed(module: str, source: Path) -> Iterator[str]:
    try:
        found = list(imports_of(source.read_bytes(), module, is_package=source.name == _INIT))
    except SyntaxError:
        return  # byte-compiling it says what is wrong, and where
    for base, name in found:
        if base.partition(".")[0] == module.partition(".")[0]:
            inner = f"{base}.{name}"
            yield inner if name and _find(inner) else base


def _find(name: str) -> Path | None:
    """Return the source of a module, or of a package's `__init__`."""
    top, *rest = name.split(".")
    spec = importlib.util.find_spec(top)  # any finder can know a top-level package; below it, look in its folders
    if spec is None:
        return None
    source = Path(spec.origin) if spec.origin and spec.origin.endswith(".py") else None
    folders = [Path(folder) for folder in spec.submodule_search_locations or ()]
    for part in rest:
        candidates = [path for folder in folders for path in (folder / part / _INIT, folder / f"{part}.py")]
        source = next(filter(Path.is_file, candidates), None)
        folders = [folder / part for folder in folders]
    return source
