"""The Pythons on this machine, for the tests that install our wheels."""

from __future__ import annotations

import os
import shutil
import subprocess
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from make.registries import uv_environment
from make.setup import PROJECTS, UV
from make.stages import CACHE, RESUME, ROOT, run, stage

NEWEST = 14
"""The minor version of the newest Python that our packages name."""


def project_table(project: Path) -> dict[str, Any]:
    """The `[project]` table of a package's pyproject.toml."""
    table: dict[str, Any] = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return table


def oldest_minor(project: Path) -> int:
    """The minor version of the oldest Python that a package supports."""
    return int(project_table(project)["requires-python"].removeprefix(">=3."))


@cache
def installed_pythons(oldest: int) -> tuple[Path, ...]:
    """Each Python 3 from this minor version on that runs here, the oldest first."""
    found = (_find(minor) for minor in range(oldest, NEWEST + 1))
    return tuple(python for python in found if python is not None)


def _find(minor: int) -> Path | None:
    name = f"python3.{minor}"
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    candidates = [shutil.which(name), f"/usr/bin/{name}", *sorted(pyenv.glob(f"3.{minor}.*/bin/{name}"))]
    return next((found for each in candidates if each and (found := _resolve(each, minor))), None)


def _resolve(python: str | Path, minor: int) -> Path | None:
    """Where a Python really is: a pyenv shim exists without its Python, or depends on the current folder."""
    ask = "import sys; print(sys.version_info[1], sys.executable)"
    try:
        done = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=False)
    except OSError:
        return None
    version, _, place = done.stdout.strip().partition(" ")
    return Path(place) if version == str(minor) else None


def fetch_dependencies() -> None:
    """Bring what our wheels depend on into uv's cache, so that the tests install them without a network."""
    tables = [project_table(project) for project in PROJECTS]
    ours = {table["name"] for table in tables}
    needed = [each for table in tables for each in table["dependencies"] if each.split()[0] not in ours]
    for python in installed_pythons(max(map(oldest_minor, PROJECTS))):
        _fetch(python, sorted(set(needed)))


def _fetch(python: Path, dependencies: list[str]) -> None:
    into = CACHE / "dependencies" / python.name
    pins = ROOT / "requirements" / "site.txt"

    def install() -> None:
        failed = f"What our wheels depend on could not be downloaded: is the registry reachable? {RESUME}"
        run([UV, "venv", "--quiet", "--clear", "--python", python, into], otherwise=failed)
        command = [UV, "pip", "install", "--quiet", "--python", into, "--constraint", pins, *dependencies]
        run(command, otherwise=failed, env=uv_environment())

    title = f"Getting what our wheels depend on, for {python.name}"
    stage(f"dependencies-{python.name}", title, [pins, str(python), *dependencies], into, install)
