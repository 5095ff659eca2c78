"""The lock that Pyodide reads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from live_python.building.builder import Build

pytestmark = pytest.mark.slow


def test_the_lock_names_our_packages_alone(built: Build) -> None:
    """Nothing in the lock can make Pyodide ask for a package of its own."""
    path = next(file["path"] for file in built.manifest["files"] if file["role"] == "lock")
    lock = json.loads((built.directory / path).read_text("utf-8"))
    assert set(lock["packages"]) == {"greet", "live-python-glue"}
    for package in lock["packages"].values():
        assert (built.directory / f"{package['file_name']}.txt").is_file()
