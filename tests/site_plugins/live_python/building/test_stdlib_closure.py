"""The standard library of a page, and a sentence for an entry or exercise that fails in the real runtime."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from live_python.building.builder import build
from live_python.errors import LivePythonError
from tests.site_plugins.live_python.conftest import fixture_config

if TYPE_CHECKING:
    from pathlib import Path

    from live_python.building.builder import Build

pytestmark = pytest.mark.slow


def stdlib_of(built: Build) -> set[str]:
    """Return the members of the shipped standard library."""
    path = next(file["path"] for file in built.manifest["files"] if file["role"] == "stdlib")
    with zipfile.ZipFile(built.directory / path) as archive:
        return set(archive.namelist())


def test_the_first_archive_has_what_is_used(built: Build) -> None:
    """What the start, the entry and the exercise use is there; what they only import isn't."""
    members = stdlib_of(built)
    assert {"traceback.pyc", "asyncio/tasks.pyc", "json/__init__.pyc"} <= members
    assert not {"argparse.pyc", "unittest/__init__.pyc", "encodings/idna.pyc", "_strptime.pyc"} & members
    assert not {"tempfile.pyc", "zipfile/__init__.pyc", "pyodide/_package_loader.pyc"} & members
    assert {name for name in members if name.endswith(".py")} == {
        "_live_rest.py", "_live_packages.py", "sitecustomize.py"
    }  # fmt: skip


def package(folder: Path, code: str) -> Path:
    """Write a project with one module, `odd`."""
    folder.mkdir()
    (folder / "odd.py").write_text(code)
    (folder / "pyproject.toml").write_text(
        '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
        '[project]\nname = "odd"\nversion = "1"\n'
        '[tool.hatch.build.targets.wheel]\ninclude = ["odd.py"]\n'
    )
    return folder


RAISES_AT_IMPORT = "raise RuntimeError('not today')"
NEEDS_SSL = "import ssl\ndef call(text): return text"
PRESENT = "def call(text): return text"


@pytest.mark.parametrize(
    ("code", "entry", "sentence"),
    [
        (RAISES_AT_IMPORT, "odd:call", "raises when it is imported in odd: RuntimeError: not today"),
        (NEEDS_SSL, "odd:call", "has no module 'ssl', which is imported in odd:"),
        (PRESENT, "odd:other", "The entry odd:other isn't in the packages or modules"),
        (PRESENT, "even:call", "The entry even:call isn't in the packages or modules"),
    ],
    ids=["raises", "needs ssl", "no function", "no module"],
)
def test_an_entry_that_cannot_be_loaded(tmp_path: Path, code: str, entry: str, sentence: str) -> None:
    """An entry that is missing, raises, or needs what Pyodide lacks: the sentence names the place."""
    project = package(tmp_path / "odd", code)
    with pytest.raises(LivePythonError) as caught:
        build(fixture_config(packages=(str(project),), entry=entry, exercise=None))
    assert sentence in str(caught.value)


def test_an_exercise_that_fails_names_its_line(tmp_path: Path) -> None:
    """If the exercise raises, the sentence names the line for the author to correct."""
    exercise = tmp_path / "exercise.py"
    exercise.write_text("import greet.web\n\ngreet.web.call('not JSON')\n")
    with pytest.raises(LivePythonError, match=r"exercise\.py fails in line 3: JSONDecodeError"):
        build(fixture_config(exercise=exercise))


def test_an_exercise_that_fails_later_names_its_line(tmp_path: Path) -> None:
    """`async def main` of the exercise is awaited, so a mistake after an `await` is found too."""
    exercise = tmp_path / "exercise.py"
    exercise.write_text(
        'from greet.web import call\n\n\nasync def main():\n    await call(\'{"wish": "raise later"}\')\n'
    )
    with pytest.raises(LivePythonError, match=r"exercise\.py fails in line 5: ValueError: not even later"):
        build(fixture_config(exercise=exercise))
