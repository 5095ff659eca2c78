"""Our three wheels, and empty environments to install them into."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from email.parser import Parser
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from make.setup import PROJECTS, UV
from make.stages import BIN, EXE

if TYPE_CHECKING:
    from email.message import Message

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, kw_only=True)
class Wheel:
    """A built wheel.

    Attributes:
        project: the folder that it was built from.
        file: where it is.
    """

    project: Path
    file: Path

    def names(self) -> set[str]:
        """The files in it, without those that describe it."""
        return {name for name in self._all() if ".dist-info/" not in name}

    def description(self) -> dict[str, str]:
        """The files that describe it, by their name in the .dist-info folder."""
        with ZipFile(self.file) as archive:
            found = [name for name in self._all() if ".dist-info/" in name]
            return {name.partition("/")[2]: archive.read(name).decode() for name in found}

    def metadata(self) -> Message:
        """Its metadata."""
        return Parser().parsestr(self.description()["METADATA"])

    def _all(self) -> list[str]:
        with ZipFile(self.file) as archive:
            return archive.namelist()


@pytest.fixture(scope="session")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Wheel]:
    """The wheels by the name of their project, built as `make wheels` builds them."""
    folder = tmp_path_factory.mktemp("wheels")
    command = [UV, "build", "--all-packages", "--wheel", "--no-build-isolation", "--offline", "--quiet"]
    run([*command, "--python", sys.executable, "--out-dir", folder], ROOT)
    files = {file.name.partition("-")[0].replace("_", "-"): file for file in folder.glob("*.whl")}
    projects = {"pkce-core": PROJECTS[0], "mkdocs-live-python": PROJECTS[1], "mkdocs-pkce-widgets": PROJECTS[2]}
    return {name: Wheel(project=projects[name], file=file) for name, file in files.items()}


@dataclass(frozen=True)
class Environment:
    """An environment that has nothing but what was installed into it."""

    folder: Path

    def install(self, wheel: Wheel, others: dict[str, Wheel]) -> None:
        """Install a wheel with what it depends on: our other wheels, and what the setup has fetched."""
        links = {str(other.file.parent) for other in others.values()}
        command = [UV, "pip", "install", "--offline", "--quiet", "--python", self.folder]
        command += ["--constraint", ROOT / "requirements" / "site.txt"]
        run([*command, *(f"--find-links={link}" for link in links), wheel.file], self.folder)

    def run(self, *command: object, cwd: Path | None = None, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run one of its programs, with no module of this checkout in reach."""
        program, *arguments = command
        return run([self.folder / BIN / f"{program}{EXE}", *arguments], cwd or self.folder, check=check)


def make_environment(folder: Path, python: Path) -> Environment:
    """An empty environment of a Python."""
    run([UV, "venv", "--quiet", "--offline", "--python", python, folder], folder.parent)
    return Environment(folder)


def run(command: list[object], cwd: Path, *, check: bool = True) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(list(map(str, command)), cwd=cwd, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0 or not check, done.stdout + done.stderr
    return done
