"""The fingerprint: which changes need a new build."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from live_python.building.builder import build
from tests.site_plugins.live_python.conftest import CACHE, FIXTURE, fixture_config

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


def test_a_changed_source_is_noticed_and_a_changed_page_is_not(tmp_path: Path) -> None:
    """Editing the package rebuilds; editing what is not in its wheel does not."""
    project = tmp_path / "project"
    shutil.copytree(FIXTURE, project)
    config = fixture_config(packages=(str(project),), cache=tmp_path / "cache", exercise=None)
    config.cache.mkdir()
    for kept in CACHE.glob("stdlib-*.zip"):
        shutil.copy(kept, config.cache)
    assert build(config).fresh
    (project / "docs" / "index.md").write_text("# Changed\n")
    assert not build(config).fresh
    (project / "greet" / "more.py").write_text('"""New."""\n')
    assert build(config).fresh
