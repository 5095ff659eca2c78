"""A fingerprint of everything a build is made from, cheap enough to take on every rebuild of a site.

A project directory is the hard case. If all of it were hashed, editing a page of its documentation would rebuild the
runtime; to run `pip wheel` and see whether the wheel changed takes seconds. So a finished build records which top-level
entries of the project are in its wheel, and later fingerprints read those and the files that configure the build.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from live_python.archive import read_zip, sha256
from live_python.modules.environment import files_below, module_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from live_python.config import BuildConfig

_BUILD_FILES = ("pyproject.toml", "setup.py", "setup.cfg", "MANIFEST.in", "hatch.toml")
_SKIPPED = frozenset({"node_modules", "site", "build", "dist"})


def fingerprint(config: BuildConfig) -> str:
    """Return a hash of the sources, the runtime, the configuration and the builder itself."""
    digest = hashlib.sha256()
    digest.update(json.dumps([config.entry, config.modules, config.exclude, config.strip]).encode())
    for package in config.packages:
        path = Path(package)
        # A directory counts by its files, not by its path: equal checkouts have equal builds.
        digest.update(b"directory" if path.is_dir() else package.encode())
    for path, label in sorted(_inputs(config), key=lambda pair: pair[1]):
        digest.update(f"{label}\0{sha256(path.read_bytes())}\n".encode())
    return digest.hexdigest()


def watched_paths(config: BuildConfig) -> list[Path]:
    """Return the files and directories that need a new build when they change."""
    paths = [path for name in config.modules for path in module_files(name).values()]
    if config.exercise is not None:
        paths.append(config.exercise)
    for package in map(Path, config.packages):
        paths += _project_parts(config, package) if package.is_dir() else [package] * package.is_file()
    return paths


def record_project(config: BuildConfig, package: str, wheels: Iterable[Path]) -> None:
    """Record which top-level entries of a project are in its wheel."""
    project = Path(package)
    if not project.is_dir():
        return
    parts: set[str] = set()
    for wheel in wheels:
        for name, data in read_zip(wheel).items():
            for root in ("", "src/"):
                path = project / root / name
                if path.is_file() and path.read_bytes() == data:
                    parts.add((root + name).partition("/")[0])
    if parts:
        record = _record(config, project)
        record.parent.mkdir(parents=True, exist_ok=True)
        record.write_text(json.dumps(sorted(parts)), "utf-8")


def _inputs(config: BuildConfig) -> Iterator[tuple[Path, str]]:
    here = Path(__file__).parent.parent  # all of live_python
    for path in files_below(here):
        yield path, f"live_python/{path.relative_to(here).as_posix()}"
    for path in sorted(config.pyodide.iterdir()):
        if path.is_file() and path.name.startswith(("pyodide", "python_stdlib", "package.json")):
            yield path, f"pyodide/{path.name}"
    for name in config.modules:
        for place, file in module_files(name).items():
            yield file, f"modules/{place}"
    if config.exercise is not None:
        yield config.exercise, "exercise"
    for number, package in enumerate(config.packages):
        for file, place in _package_inputs(config, Path(package)):
            yield file, f"{number}/{place}"


def _package_inputs(config: BuildConfig, package: Path) -> Iterator[tuple[Path, str]]:
    if package.is_file():
        yield package, package.name
    elif package.is_dir():
        for part in _project_parts(config, package):
            for file in files_below(part, _SKIPPED) if part.is_dir() else [part]:
                place = file.relative_to(package).as_posix()
                # A file that is left out does not change the build.
                if not config.exclusion.covers(place.removeprefix("src/")):
                    yield file, place


def _project_parts(config: BuildConfig, project: Path) -> list[Path]:
    record = _record(config, project)
    if not record.is_file():
        return [project]
    names = [*json.loads(record.read_text("utf-8")), *_BUILD_FILES]
    return [project / name for name in dict.fromkeys(names) if (project / name).exists()]


def _record(config: BuildConfig, project: Path) -> Path:
    return config.cache / "projects" / f"{sha256(str(project.resolve()).encode())[:16]}.json"
