"""What people reported in public: each command of `tests/vectors/reported.toml` gives the right answer first."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from pkce_core.cli import main
from tests.support.command import set_stdin

CASES = tomllib.loads((Path(__file__).parent / "vectors" / "reported.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_reported_mistake(
    case: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The true cause comes first, and nothing false is said."""
    set_stdin(monkeypatch, case.get("stdin", "").encode())
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
        assert re.fullmatch(r"https://\S+|invented(?:: .+)?|question \d+ in a public forum", case["source"])
        assert re.fullmatch(r"K\d+p?|E", case["kind"])


def first_answer(out: str) -> str:
    """The first cause of an explanation; else the first finding with its hint, or the whole of another answer.

    That there is no iss is said of most redirects, and is beside the point.
    """
    if cause := re.search(r"(?ms)^1\. (.*?)(?:^$|\Z)", out):
        return cause[1]
    lines = [line for line in out.splitlines() if not line.startswith("info: The response has no iss.")]
    found = [place for place, line in enumerate(lines) if re.match(r"(?:error|warning|info): ", line)]
    return "\n".join(lines[found[0] : found[0] + 4]) if found else out
