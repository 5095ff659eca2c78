"""What hostile text costs, as a multiple of looking at each of its characters once."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 3
FAR_TOO_MUCH = 400 if sys.platform == "emscripten" else 100
"""A linear check under a coverage tracer costs at most some twenty times as much as the loop; a quadratic one, at a
hundred thousand characters, ten thousand times. In a page, a process's time is the clock's, also while others work."""


def cost_per_character(call: Callable[[], object], length: int) -> float:
    """Processor time of a call, divided by that of one plain loop over as many characters, measured in turn."""
    text = "x" * max(length, 10_000)
    ratios = []
    for _ in range(ROUNDS):
        plain = seconds(lambda: [char for char in text])  # noqa: C416 -- the loop is what is measured
        ratios.append(seconds(call) / plain)
        if ratios[-1] < FAR_TOO_MUCH:
            break
    return min(ratios)


def seconds(call: Callable[[], object]) -> float:
    start = time.process_time()
    call()
    return max(time.process_time() - start, 1e-6)
