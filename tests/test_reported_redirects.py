"""Redirects, authorization URLs and token responses as people reported them, each run as its reader would run it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pkce_core.cli import main
from tests.support.command import set_stdin

VECTORS = Path(__file__).parent / "vectors"
FILES = ("reported_redirects.toml", "reported_texts.toml")
CASES = [case for name in FILES for case in tomllib.loads((VECTORS / name).read_text("utf-8"))["case"]]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_report(case: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The true cause is named before every other one, and nothing that is said is false."""
    if case["stdin"]:
        set_stdin(monkeypatch, case["stdin"].encode())
    main(case["command"])
    out, _ = capsys.readouterr()
    findings = [line for line in out.splitlines()[1:] if not line.startswith("info: The response has no iss.")]
    assert case["first"] in "\n".join(findings[:2])
    assert [text for text in case["says"] if text not in out] == []
    assert [text for text in case["never"] if text in out] == []
