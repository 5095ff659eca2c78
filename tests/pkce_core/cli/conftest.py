"""What the tests of several commands use."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.support.command import FAILED_FLOW

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def flow(tmp_path: Path) -> str:
    """A file with a flow that failed."""
    file = tmp_path / "flow.json"
    file.write_text(json.dumps(FAILED_FLOW), "utf-8")
    return str(file)
