"""The processor time of the programs that this one started, their own children included, as Linux counts it."""

from __future__ import annotations

import os
from pathlib import Path

PROC = Path("/proc")
_PARENT, _USER, _SYSTEM = 1, 11, 12  # places in /proc/PID/stat, counted from after the name


def used_since(before: dict[int, float] | None) -> float | None:
    """Seconds of processor time that descendants have used since `children_seconds` was asked. One that has ended
    meanwhile isn't counted.
    """
    after = children_seconds()
    if before is None or after is None:
        return None
    return sum(seconds - before.get(number, 0) for number, seconds in after.items())


def children_seconds() -> dict[int, float] | None:
    """Seconds of processor time that each running descendant has used, by its number; None where no /proc says."""
    if not (PROC / "self" / "stat").is_file():
        return None
    tick = os.sysconf("SC_CLK_TCK")
    parents, used = {}, {}
    for path in PROC.glob("[0-9]*/stat"):
        try:
            fields = path.read_text("utf-8", "replace").rpartition(")")[2].split()
        except OSError:
            continue  # it ended meanwhile
        number = int(path.parent.name)
        parents[number] = int(fields[_PARENT])
        used[number] = (int(fields[_USER]) + int(fields[_SYSTEM])) / tick
    return {number: used[number] for number in parents if _is_below(number, os.getpid(), parents)}


def _is_below(number: int, ancestor: int, parents: dict[int, int]) -> bool:
    while (number := parents.get(number, 0)) > 1:
        if number == ancestor:
            return True
    return False
