"""What every measurement gives: rows that compare this project with a named peer, and the table that shows them."""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence


@dataclass(frozen=True, kw_only=True)
class Row:
    """One comparison. The runs of both sides alternate, so that a busy moment of the machine meets both.

    Attributes:
        what: What was measured.
        peer: What it is compared with.
        unit: The unit of the values.
        ours: This project's values, run by run.
        theirs: The peer's values, in the same order.
        processor: The same runs in seconds of processor time, ours and theirs, where both kinds of time were taken.
        goal: The largest ratio that this project wants; None where it has no goal.
        note: What a reader has to know to understand the row.
    """

    what: str
    peer: str
    unit: str
    ours: Sequence[float]
    theirs: Sequence[float]
    processor: tuple[Sequence[float], Sequence[float]] | None = None
    goal: float | None = None
    note: str = ""

    def summary(self) -> dict[str, Any]:
        """The row as latest.json has it: medians with quartiles. A ratio is that of each pair of runs."""
        found: dict[str, Any] = {"what": self.what, "peer": self.peer, "unit": self.unit, "runs": len(self.ours)}
        found |= {"ours": quartiles(self.ours), "theirs": quartiles(self.theirs)}
        found["ratio"] = quartiles(ratios(self.ours, self.theirs))
        if self.processor:
            found["processor_ratio"] = quartiles(ratios(*self.processor))
        if self.goal is not None:
            found["goal"] = self.goal
        if self.note:
            found["note"] = self.note
        return found


@dataclass(kw_only=True)
class Group:
    """The rows of one script.

    Attributes:
        name: The script's name.
        title: What its rows are about.
        rows: What was measured.
    """

    name: str
    title: str
    rows: list[Row] = field(default_factory=list)


def ratios(ours: Sequence[float], theirs: Sequence[float]) -> list[float]:
    """The ratio of each pair of runs; a pair whose peer took no measurable time has none."""
    return [one / other for one, other in zip(ours, theirs, strict=True) if other > 0]


def quartiles(values: Sequence[float]) -> dict[str, float] | None:
    """The median and the quartiles around it; None without values."""
    if not values:
        return None
    several = [*values, *values] if len(values) == 1 else values
    lower, median, upper = statistics.quantiles(several, n=4, method="inclusive")
    return {"median": significant(median), "lower": significant(lower), "upper": significant(upper)}


def significant(value: float) -> float:
    """A number with four significant digits: more would pretend an exactness that no run has."""
    return float(f"{value:.4g}")


def say(line: str) -> None:
    """Say on stderr what takes time; the table alone goes to stdout."""
    print(line, file=sys.stderr, flush=True)


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options that every script has."""
    parser.add_argument("--quick", action="store_true", help="few runs: to see that it works, not to compare")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the rows there instead of a table")


def finish(options: argparse.Namespace, measure: Callable[[], Group]) -> Group:
    """Measure, then print the table, or write the file that `make benchmark` asked for."""
    before, start = load_average(), time.monotonic()
    group = measure()
    summary = {
        "name": group.name,
        "title": group.title,
        "quick": options.quick,
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "load": [before, load_average()],
        "minutes": significant((time.monotonic() - start) / 60),
        "rows": [row.summary() for row in group.rows],
    }
    if options.json:
        options.json.write_text(json.dumps(summary), "utf-8")
    else:
        print(table([summary]))
    return group


def load_average() -> float | None:
    """How many processes wanted a processor in the last minute; None where the system doesn't say."""
    return round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None


def table(groups: Sequence[dict[str, Any]]) -> str:
    """The one table: here, there, and the ratio with its quartiles."""
    lines = []
    for group in groups:
        lines += [f"\n{group['title']}", f"  {'':44}{'here':>10}{'peer':>10}  {'':5}{'ratio':>7}  {'quartiles':15}"]
        lines += [f"  {_line(row)}" for row in group["rows"]]
    return "\n".join(lines)


def _line(row: dict[str, Any]) -> str:
    ours, theirs = (f"{row[side]['median']:,.6g}" for side in ("ours", "theirs"))
    ratio = shown(row["ratio"])
    more = [f"goal {row['goal']:g}"] if "goal" in row else []
    more += [f"processor {' '.join(shown(row['processor_ratio']))}"] if row.get("processor_ratio") else []
    what = f"{row['what']} : {row['peer']}"
    return f"{what:44}{ours:>10}{theirs:>10}  {row['unit']:5}{ratio[0]:>7}  {ratio[1]:15}{', '.join(more)}".rstrip()


def shown(ratio: dict[str, float] | None) -> tuple[str, str]:
    """A ratio and its quartiles as text."""
    if ratio is None:
        return "–", ""
    middle, lower, upper = (f"{ratio[name]:,.{_digits(ratio[name])}f}" for name in ("median", "lower", "upper"))
    return middle, f"({lower} to {upper})"


def _digits(value: float) -> int:
    return 0 if value >= 100 else 1 if value >= 10 else 2
