"""`python -m live_python build`: what it writes and says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from live_python.__main__ import main
from tests.site_plugins.live_python.conftest import CACHE, FIXTURE, PYODIDE

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.slow
def test_the_command_builds_and_says_how_much(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`python -m live_python build` writes the directory and ends with its size."""
    arguments = ["build", str(FIXTURE), "--entry", "greet.web:call", "--pyodide", str(PYODIDE)]
    arguments += ["--exercise", str(FIXTURE / "exercise.py"), "--cache", str(CACHE), "--out", str(tmp_path / "out")]
    assert main(arguments) == 0
    assert " MB compressed, " in capsys.readouterr().err
    assert (tmp_path / "out" / "manifest.json").is_file()


def test_the_command_shows_a_mistake_in_one_sentence(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A mistake ends with exit code 1 and its sentence, without a traceback."""
    code = main(["build", str(FIXTURE), "--entry", "greet.web", "--out", str(tmp_path), "--pyodide", str(PYODIDE)])
    assert code == 1
    assert capsys.readouterr().err == (
        "error: The entry 'greet.web' isn't of the form module:function, for example my_package.web:call.\n"
    )
