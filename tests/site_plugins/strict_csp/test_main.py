"""`python -m strict_csp`: what it says and returns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from strict_csp.__main__ import main

if TYPE_CHECKING:
    from pathlib import Path


def test_as_a_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command does the same for any builder, and its status says whether something is blocked."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("<!doctype html>\n<html><head>\n<video src=https://a.example/b.mp4>")
    assert main([str(site)]) == 1
    assert "index.html, line 3: <video" in capsys.readouterr().err
    assert main([str(site), "--wasm", "--source", "media-src", "https://a.example"]) == 0
    assert "1 pages have the policy, 0 problems" in capsys.readouterr().err
    assert "'wasm-unsafe-eval'" in (site / "index.html").read_text()


@pytest.mark.parametrize(
    ("arguments", "words"), [(["missing"], "is not a folder"), ([".", "--source", "img-src", "*"], "'*' in img-src")]
)
def test_a_mistake_in_the_command(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A mistake is one sentence and status 2, and nothing is written."""
    assert main(arguments) == 2
    assert words in capsys.readouterr().err
