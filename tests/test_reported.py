"""What people reported in public: each command of these vectors gives the right answer first."""

from __future__ import annotations

import io
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from pkce_core.cli import main

VECTORS = Path(__file__).parent / "vectors"
CASES = [
    case
    for name in ("reported.toml", "reported_requests.toml")
    for case in tomllib.loads((VECTORS / name).read_text("utf-8"))["case"]
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_reported_mistake(
    case: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The true cause comes first, and nothing false is said."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(case.get("stdin", "").encode()), "utf-8"))
    main(case["command"])
    out = capsys.readouterr().out
    assert case.get("first", "") in first_answer(out)
    for text in case.get("says", []):
        assert text in out
    for text in case.get("never", []):
        assert text not in out


def test_each_case_names_its_source() -> None:
    """A case has a unique name, a kind, and the report that it comes from."""
    assert len({case["id"] for case in CASES}) == len(CASES)
    for case in CASES:
        assert re.fullmatch(r"https://\S+|invented", case["source"])
        assert re.fullmatch(r"K\d+p?", case["kind"])


def first_answer(out: str) -> str:
    """The first cause of an explanation; else the first finding with its hint, or the whole of another answer."""
    if cause := re.search(r"(?ms)^1\. (.*?)(?:^$|\Z)", out):
        return cause[1]
    lines = out.splitlines()
    found = [place for place, line in enumerate(lines) if re.match(r"(?:error|warning|info): ", line)]
    return "\n".join(lines[found[0] : found[0] + 4]) if found else out
