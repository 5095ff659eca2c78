"""The date of a build: that of the commit which it is made from, so that the same commit gives the same bytes."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

EPOCH = "SOURCE_DATE_EPOCH"
"""What MkDocs and other tools read instead of the clock: https://reproducible-builds.org/specs/source-date-epoch/"""


def commit_time(folder: Path) -> str | None:
    """When the checked-out commit was made, in seconds since 1970.

    Args:
        folder: a folder of the repository.

    Returns:
        None where there is no commit, or no git.
    """
    command = ["git", "-C", str(folder), "log", "-1", "--format=%ct"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return None
    return done.stdout.strip() or None if done.returncode == 0 else None
