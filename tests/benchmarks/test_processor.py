"""The processor time of other programs."""

from __future__ import annotations

import subprocess
import sys

import pytest

from benchmarks.processor import children_seconds, used_since


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="other systems don't say it here")
def test_counts_what_children_use() -> None:
    """A child that has worked for a fifth of a second is counted while it lives."""
    before = children_seconds()
    work = "import time\nwhile time.process_time() < 0.2: pass\nprint(1, flush=True)\ninput()"
    with subprocess.Popen([sys.executable, "-c", work], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout
        child.stdout.readline()
        used = used_since(before)
        child.communicate(b"\n")
    assert used is not None
    assert used >= 0.15


def test_says_nothing_where_nothing_is_known() -> None:
    """Without a first count, there is no time."""
    assert used_since(None) is None
