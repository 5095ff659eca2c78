"""The generated reference of the command."""

from __future__ import annotations

import runpy
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "tools" / "command_reference.py"


def test_the_page_is_up_to_date() -> None:
    """docs/reference/command.md is what tools/command_reference.py writes."""
    script = runpy.run_path(str(SCRIPT))
    assert script["PAGE"].read_text(encoding="utf-8") == script["write_page"](), f"run: python {SCRIPT}"
