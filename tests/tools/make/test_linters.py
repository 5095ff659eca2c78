"""Which linters run on which files, and that each one finds something."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from make import linters
from make.linters import LINTERS, lint_all, lint_files
from make.stages import StopError, Timing

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("pkce_core/findings.py", {"ruff", "ruff format", "codespell", "mypy"}),
        ("docs/glossary.md", {"codespell", "harper"}),
        ("docs/assets/site.mjs", {"codespell", "tsc, what runs in pages"}),
        (".github/workflows/test.yml", {"codespell", "actionlint", "schema of the workflows"}),
        ("docs/assets/card.png", set()),
    ],
)
def test_a_changed_file_starts_its_linters(file: str, expected: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A linter runs when a file that it reads is named; it gets the name where it can look at one file alone."""
    ran: list[list[object]] = []

    def run(command: list[object]) -> tuple[bool, str]:
        ran.append(command)
        return True, ""

    monkeypatch.setattr(linters, "run_quietly", run)
    lint_files([str(ROOT / file)], Timing())
    wanted = [linter for linter in LINTERS if linter.name in expected]
    assert len(wanted) == len(expected) == len(ran)
    for linter in wanted:
        assert [*linter.command, *([file] if linter.takes_files else [])] in ran


def test_what_a_linter_finds_is_shown(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The text of those that failed is shown, in their order, and they are named at the end."""
    monkeypatch.setattr(linters, "run_quietly", lambda command: ("mypy" not in str(command[0]), "line 1"))
    with pytest.raises(StopError, match=r"Found something to change: mypy\."):
        lint_all(Timing())
    assert "mypy:\nline 1" in capsys.readouterr().out


def test_every_linter_reads_a_file_of_the_project() -> None:
    """No pattern is out of date: each linter would run for a file that git knows."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    files = listed.stdout.splitlines()
    for linter in LINTERS:
        assert any(re.search(linter.reads, file) for file in files), linter.name


def test_pre_commit_lints_what_changed() -> None:
    """The hook runs our own linters, on the files that pre-commit names."""
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert [repository["repo"] for repository in config["repos"]] == ["local"]
    [hook] = config["repos"][0]["hooks"]
    assert hook["language"] == "system"
    command = [sys.executable, *hook["entry"].split()[1:], "pkce_core/_version.py"]
    assert (ROOT / command[1]).is_dir()
    assert command[2] == "lint"
