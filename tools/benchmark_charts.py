"""A hook for MkDocs: draws benchmarks/latest.json on the page that asks for it, as SVG with a table beneath.

The charts need no script and no style attribute. Places across are percentages and text isn't scaled, so that a chart
is as wide as its page.
"""

from __future__ import annotations

import json
import math
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

LATEST = Path(__file__).resolve().parents[1] / "benchmarks" / "latest.json"
PLACE = "<!-- benchmarks -->"
ROW, LINE, TOP = 46, 31, 8
"""Pixels from row to row, from the top of a row to its line, and above the first row."""
LEFT, RIGHT = 6.0, 80.0
"""Where the scale begins and ends, in percent; the ratio stands to the right of it."""


def on_page_markdown(markdown: str, **_: object) -> str:
    """Draw the charts where a page has the comment."""
    return markdown.replace(PLACE, section(json.loads(LATEST.read_text("utf-8")))) if PLACE in markdown else markdown


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:
    """Build again when there are new numbers."""
    server.watch(str(LATEST))
    return server


def section(latest: dict[str, Any]) -> str:
    """Everything that the page says of one run."""
    machine, versions = latest["machine"], latest["versions"]
    memory = f", {machine['memory_gb']} GB of memory" if machine["memory_gb"] else ""
    parts = [
        f"Measured on {machine['processor']}, {machine['cores']} cores{memory}, {machine['system']}.",
        "Versions: " + ", ".join(f"{name} {number}" for name, number in versions.items()) + ".",
    ]
    for group in latest["groups"]:
        parts += [f"## {group['title']}", group_words(group)]
        for number, peer in enumerate(dict.fromkeys(row["peer"] for row in group["rows"])):
            rows = [row for row in group["rows"] if row["peer"] == peer]
            title = f"{group['title']}: ratios to {peer}. The table below has the numbers."
            name = f"chart-{group['name']}-{number}"
            parts += [
                f"**Against {escape(peer)}**",
                chart([row for row in rows if row["ratio"]], name, title),
                table(rows),
            ]
    return "\n\n".join(parts)


def group_words(group: dict[str, Any]) -> str:
    """How busy the machine was, and what a reader has to know."""
    before, after = group["load"]
    few = " **This was a short run, to see that the measurement works. Don't compare by it.**" if group["quick"] else ""
    load = f" Load average: {before:g} at the start, {after:g} at the end." if before is not None else ""
    notes = list(dict.fromkeys(f"{row['what']}: {row['note']}" for row in group["rows"] if row.get("note")))
    return "\n".join(
        [
            f"Measured on {group['date']} by `benchmarks/{group['name']}.py`.{load}{few}",
            *(f"\n- {escape(note)}" for note in notes),
        ]
    )


def chart(rows: list[dict[str, Any]], name: str, title: str) -> str:
    """Ratios to one peer on one logarithmic scale: a dot for the median, a line from quartile to quartile."""
    across, ticks = scale(rows)
    height = TOP + ROW * len(rows) + 22
    drawn = [
        f'<div><svg class="chart" width="100%" height="{height}" role="img" aria-labelledby="{name}">',
        f'<title id="{name}">{escape(title)}</title>',
    ]
    for tick in ticks:
        exact = f"{tick:,.0f}" if tick >= 1 else f"{tick:g}"
        drawn.append(f'<text class="chart-tick" x="{across(tick)}" y="{height - 5}">{exact}</text>')
        for number in range(len(rows)):  # in pieces, so that no line crosses the words
            at = TOP + ROW * number + LINE
            drawn.append(line("chart-peer" if tick == 1 else "chart-grid", across(tick), at - 9, across(tick), at + 9))
    for number, row in enumerate(rows):
        drawn += drawn_row(row, TOP + ROW * number, across)
    return "".join([*drawn, "</svg></div>"])


def drawn_row(row: dict[str, Any], top: int, across: Any) -> list[str]:
    """The words of a row, its line, its dot, its goal and its ratio."""
    ratio, at = row["ratio"], top + LINE
    drawn = [f'<text class="chart-label" x="0" y="{top + 15}">{escape(row["what"])}</text>']
    if "goal" in row:
        drawn.append(line("chart-goal", across(row["goal"]), at - 8, across(row["goal"]), at + 8))
    drawn.append(line("chart-range", across(ratio["lower"]), at, across(ratio["upper"]), at))
    drawn.append(f'<circle class="chart-dot" cx="{across(ratio["median"])}" cy="{at}" r="5"/>')
    return [*drawn, f'<text class="chart-ratio" x="100%" y="{at + 5}">{words(ratio["median"])}</text>']


def line(kind: str, x1: str, y1: int, x2: str, y2: int) -> str:
    return f'<line class="{kind}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>'


def scale(rows: list[dict[str, Any]]) -> tuple[Any, list[float]]:
    """Where a ratio stands across, as a percentage, and the marks. The peer's 1 is always on the scale."""
    seen = [row["ratio"][name] for row in rows for name in ("lower", "upper")] + [row.get("goal", 1) for row in rows]
    low = math.floor(math.log2(min([1.0, *(ratio for ratio in seen if ratio > 0)])) - 0.2)
    high = math.ceil(math.log2(max([1.0, *seen])) + 0.2)
    step = max(1, math.ceil((high - low) / 6))

    def across(ratio: float) -> str:
        return f"{LEFT + (RIGHT - LEFT) * (math.log2(max(ratio, 2.0**low)) - low) / (high - low):.2f}%"

    first = -(-low // step) * step
    return across, [2.0**power for power in range(first, high + 1, step)]


def words(ratio: float) -> str:
    """A ratio with as many digits as say something."""
    digits = 0 if ratio >= 100 else 1 if ratio >= 10 else 2
    return f"{ratio:,.{digits}f}"


def table(rows: list[dict[str, Any]]) -> str:
    """All numbers of the rows, without columns that none of them fills."""
    columns: dict[str, tuple[str, list[str]]] = {
        "what": ("---", [escape(row["what"]) for row in rows]),
        "here": ("---:", [value(row, "ours") for row in rows]),
        "peer": ("---:", [value(row, "theirs") for row in rows]),
        "ratio (quartiles)": ("---", [spread(row["ratio"]) for row in rows]),
        "in processor time": ("---", [spread(row.get("processor_ratio")) for row in rows]),
        "goal": ("---:", [f"{row['goal']:g}" if "goal" in row else "" for row in rows]),
        "runs": ("---:", [str(row["runs"]) for row in rows]),
    }
    filled = {head: column for head, column in columns.items() if any(cell for cell in column[1])}
    lines = [
        list(filled),
        [rule for rule, _ in filled.values()],
        *zip(*(cells for _, cells in filled.values()), strict=True),
    ]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def value(row: dict[str, Any], side: str) -> str:
    middle = row[side]["median"]
    return f"{middle:,.0f} {row['unit']}" if middle >= 1000 else f"{middle:.3g} {row['unit']}"


def spread(ratio: dict[str, float] | None) -> str:
    """A ratio with its quartiles; nothing where none was measured."""
    return f"{words(ratio['median'])} ({words(ratio['lower'])} to {words(ratio['upper'])})" if ratio else ""
