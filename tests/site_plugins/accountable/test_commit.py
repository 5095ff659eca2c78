"""The date of a build: the commit's, or none."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from accountable.commit import commit_time

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def commit(folder: Path, seconds: int) -> None:
    """Make a repository with one commit of that time."""
    date = f"@{seconds} +0000"
    names = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b.example", "GIT_AUTHOR_DATE": "@1 +0000"}
    others = {"GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b.example", "GIT_COMMITTER_DATE": date}
    for arguments in (["init", "-q"], ["commit", "-q", "--allow-empty", "-m", "one"]):
        command = ["git", "-C", str(folder), "-c", "commit.gpgsign=false", *arguments]
        subprocess.run(command, env={**os.environ, **names, **others}, check=True)


def test_the_time_of_the_commit(tmp_path: Path) -> None:
    """When it was committed, not when it was written, and from a folder of the repository too."""
    commit(tmp_path, 1_700_000_000)
    (tmp_path / "docs").mkdir()
    assert commit_time(tmp_path) == commit_time(tmp_path / "docs") == "1700000000"


def test_no_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unpacked archive has none, and a machine without git can't say."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert commit_time(tmp_path) is None
    monkeypatch.setenv("PATH", str(tmp_path))
    assert commit_time(tmp_path) is None
