"""`exclude`: modules that the author leaves out, and a sentence when that is not possible."""

from __future__ import annotations

import shutil
import zipfile
from typing import TYPE_CHECKING

import pytest

from live_python.building.builder import build
from live_python.errors import LivePythonError
from live_python.modules.exclusion import Exclusion
from tests.site_plugins.live_python.conftest import CACHE, FIXTURE, fixture_config

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

CLI = {"greet/cli/__init__.py": "import argparse", "greet/cli/table.txt": "", "greet/__main__.py": "import greet.cli"}


def put(folder: Path, files: dict[str, str]) -> None:
    """Write files by their paths."""
    for place, text in files.items():
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text(text)


def wheel(folder: Path, files: dict[str, str]) -> Path:
    """Write a wheel of sources."""
    path = folder / "greet-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def test_what_is_excluded_is_not_shipped(tmp_path: Path) -> None:
    """A package with its data and a module are left out, everything else is shipped, and the entry still answers."""
    project = tmp_path / "project"
    shutil.copytree(FIXTURE, project)
    put(project, {**CLI, "greet/client.py": "", "greet/words.toml": ""})
    config = fixture_config(packages=(str(project),), exclude=("greet.cli", "greet.__main__"), cache=tmp_path / "cache")
    config.cache.mkdir()
    for kept in CACHE.glob("stdlib-*.zip"):
        shutil.copy(kept, config.cache)
    built = build(config)
    with zipfile.ZipFile(next(built.directory.glob("*/greet-*.whl.txt"))) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert names == {"greet/__init__.pyc", "greet/web.pyc", "greet/client.pyc", "greet/words.toml"}

    put(project, {"greet/cli/more.py": ""})
    assert not build(config).fresh, "a change in what is left out needs no new build"
    put(project, {"greet/more.py": ""})
    assert build(config).fresh


def test_an_entry_that_needs_what_is_excluded(tmp_path: Path) -> None:
    """A shipped module must not import one that is left out: the sentence names both, and says what to do."""
    with pytest.raises(LivePythonError) as caught:
        Exclusion(("greet.cli",)).check([wheel(tmp_path, {"greet/__init__.py": "", **CLI})])
    assert str(caught.value) == (
        "greet.__main__ imports greet.cli, which `exclude` leaves out: leave out both, or keep both."
    )


@pytest.mark.parametrize(
    "line",
    ["from greet import cli", "from .cli import main", "import greet.cli.deep", "def late():\n    from . import cli",
     "try:\n    import greet.cli\nexcept ValueError:\n    pass",
     "if TYPE_CHECKING:\n    pass\nelse:\n    import greet.cli"],
)  # fmt: skip
def test_every_form_of_import_is_seen(tmp_path: Path, line: str) -> None:
    """An import counts if it is relative, in a function, or of a module in an excluded package."""
    with pytest.raises(LivePythonError, match=r"^greet\.web imports greet\.cli"):
        Exclusion(("greet.cli", "greet.__main__")).check([wheel(tmp_path, {"greet/web.py": line, **CLI})])


@pytest.mark.parametrize(
    "line",
    ["if TYPE_CHECKING:\n    import greet.cli", "try:\n    import greet.cli\nexcept (OSError, ImportError):\n    pass",
     "try:\n    import greet.cli\nexcept:\n    pass", "import greet.client, greet.clip.cli", "a = = 1"],
    ids=["for type checkers", "allowed to fail", "anything may fail", "other names", "not Python"],
)  # fmt: skip
def test_imports_that_do_no_harm(tmp_path: Path, line: str) -> None:
    """An import that never runs or may fail does not stop the build."""
    Exclusion(("greet.cli", "greet.__main__")).check([wheel(tmp_path, {"greet/web.py": line, **CLI})])


def test_a_name_that_nothing_has(tmp_path: Path) -> None:
    """With a misspelled name, the module would be shipped after all: the sentence names it."""
    with pytest.raises(
        LivePythonError, match=r"^`exclude` names greet\.clu, but this build contains no such package or module"
    ):
        Exclusion(("greet.cli", "greet.clu")).check([wheel(tmp_path, CLI)])
