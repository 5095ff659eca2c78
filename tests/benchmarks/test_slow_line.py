"""The slow line: every octet arrives, no sooner than the line allows."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from urllib.request import urlopen

from benchmarks.slow_line import FAST_4G, Line, SlowLine
from tests.support.server import SiteServer

if TYPE_CHECKING:
    from pathlib import Path


def test_what_it_passes_on_is_the_same_and_takes_its_time(tmp_path: Path) -> None:
    """50 kB at 4 Mbit/s take at least 0.1 s, after the latency."""
    (tmp_path / "file.bin").write_bytes(bytes(range(250)) * 200)
    line = Line("slow", 4e6, 0.05)
    with SiteServer(tmp_path) as server, SlowLine(server.port, line) as slow:
        start = time.monotonic()
        with urlopen(f"{slow.url}file.bin") as answer:
            assert answer.read() == bytes(range(250)) * 200
        assert time.monotonic() - start >= 0.05 + 50_000 * 8 / line.bits


def test_it_says_how_slow_it_is() -> None:
    """The rate and the latency, as the table shows them."""
    assert str(FAST_4G) == "8.1 Mbit/s, 165 ms"
