"""The builder: a build is the same each time, is found again, and replaces the one that was published before."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from live_python.building.builder import build, publish
from tests.site_plugins.live_python.conftest import FIXTURE, files_of, fixture_config

if TYPE_CHECKING:
    from pathlib import Path

    from live_python.building.builder import Build

pytestmark = pytest.mark.slow


def test_two_builds_are_byte_identical(built: Build, tmp_path: Path) -> None:
    """The same sources in another directory, built with another cache, give the same bytes."""
    elsewhere = tmp_path / "some" / "where else"
    shutil.copytree(FIXTURE, elsewhere)
    again = build(
        fixture_config(packages=(str(elsewhere),), exercise=elsewhere / "exercise.py", cache=tmp_path / "another cache")
    )
    assert again.fresh
    assert files_of(again.directory) == files_of(built.directory)


def test_a_warm_build_runs_no_tool(built: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unchanged build is found by its fingerprint, without starting a process."""
    monkeypatch.setattr(subprocess, "Popen", None)
    assert not build(fixture_config()).fresh


def test_publishing_replaces_the_files_of_the_build_before(built: Build, tmp_path: Path) -> None:
    """Publishing again removes the old hashed files, and keeps files that are not part of a build."""
    publish(built, tmp_path)
    (tmp_path / "mine.txt").write_text("mine")
    manifest = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
    (tmp_path / "old.123.wasm").write_text("old")
    manifest["files"].append({"path": "old.123.wasm"})
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))

    publish(built, tmp_path)

    assert {**files_of(built.directory), "mine.txt": hashlib.sha256(b"mine").hexdigest()} == files_of(tmp_path)
