"""The setup: what was removed is installed again, and what is there is left alone."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from make import setup, stages
from make.stages import BIN, EXE

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_deleted_environment_is_filled_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whoever removes .venv, or makes it anew, gets its packages back; whoever changes nothing installs nothing."""
    venv, uv, ran = tmp_path / "venv", tmp_path / "uv" / BIN / f"uv{EXE}", list[str]()

    def run(command: list[object], *, otherwise: str, env: dict[str, str] | None = None) -> None:
        words = [str(word) for word in command]
        ran.append(" ".join(words))
        if words[1:2] == ["venv"]:
            (venv / BIN).mkdir(parents=True, exist_ok=True)
            (venv / BIN / f"python{EXE}").touch()
        if "uv.txt" in words[-1]:
            uv.parent.mkdir(parents=True, exist_ok=True)
            uv.touch()

    monkeypatch.setattr(stages, "CACHE", tmp_path)
    changed = {
        "CACHE": tmp_path,
        "VENV": venv,
        "UV": uv,
        "ENVIRONMENT_ID": venv / "id",
        "run": run,
        "uv_environment": dict,
    }
    for name, value in changed.items():
        monkeypatch.setattr(setup, name, value)
    setup.set_up()
    assert any("site.txt" in command for command in ran)
    ran.clear()
    setup.set_up()
    assert not [command for command in ran if "npm" not in command]
    shutil.rmtree(venv)
    setup.set_up()
    assert any("site.txt" in command for command in ran)
