"""Which linters run on which files, and that each one finds something."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from make import linters
from make.linters import LINTERS, lint_files
from make.stages import Timing

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
    monkeypatch.setattr(linters, "run", lambda command, otherwise: ran.append(command))
    timing = Timing()
    lint_files([str(ROOT / file)], timing)
    assert set(timing.seconds) == expected
    for linter in LINTERS:
        if linter.name in expected:
            command = [*linter.command, *([file] if linter.takes_files else [])]
            assert command in ran


def test_every_linter_reads_a_file_of_the_project() -> None:
    """No pattern is out of date: each linter would run for a file that git knows."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    files = listed.stdout.splitlines()
    for linter in LINTERS:
        timing = Timing()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(linters, "run", lambda command, otherwise: None)
            lint_files([str(ROOT / file) for file in files], timing)
        assert linter.name in timing.seconds


def test_pre_commit_lints_what_changed() -> None:
    """The hook runs our own linters, on the files that pre-commit names."""
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert [repository["repo"] for repository in config["repos"]] == ["local"]
    [hook] = config["repos"][0]["hooks"]
    assert hook["language"] == "system"
    command = [sys.executable, *hook["entry"].split()[1:], "pkce_core/_version.py"]
    assert (ROOT / command[1]).is_dir()
    assert command[2] == "lint"
