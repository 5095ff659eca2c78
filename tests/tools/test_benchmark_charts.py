"""The charts of the benchmarks: every number is in the table, every ratio on the scale, and nothing needs a script."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest

from benchmark_charts import LATEST as LATEST_FILE
from benchmark_charts import PLACE, chart, on_page_markdown, section, table

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.support.site import BuiltSite


def row(what: str, ratio: float | None, **more: object) -> dict[str, Any]:
    spread = None if ratio is None else {"median": ratio, "lower": ratio / 2, "upper": ratio * 2}
    value = {"median": 12.5, "lower": 12, "upper": 13}
    return {
        "what": what,
        "peer": "a <peer>",
        "unit": "ms",
        "runs": 3,
        "ours": value,
        "theirs": value,
        "ratio": spread,
    } | more


ROWS = [row("qu<ick", 0.36, goal=0.4), row("slow", 6500), row("nothing", None, note="No <time>.")]
GROUP = {"name": "boot", "title": "A title", "quick": False, "date": "2026-01-31", "load": [0.5, 1.25], "rows": ROWS}
LATEST = {
    "machine": {"processor": "Some CPU", "cores": 2, "memory_gb": 8, "system": "Linux 6"},
    "versions": {"Python": "3.13.0"},
    "groups": [GROUP],
}


def percents(svg: str) -> list[float]:
    return [float(text) for text in re.findall(r' (?:c?x[12]?)="([\d.-]+)%"', svg)]


def test_a_chart_is_valid_and_all_of_it_is_inside() -> None:
    """A chart is XML with a title, its places are on the page, and a name can't become a tag."""
    svg = chart(ROWS[:2], "chart-1", "A <title>")
    title = ElementTree.fromstring(svg)[0][0]  # noqa: S314 -- our own drawing
    assert title.text == "A <title>"
    assert all(0 <= place <= 100 for place in percents(svg))
    assert svg.count("<circle") == 2
    assert svg.count("chart-goal") == 1
    assert "qu&lt;ick" in svg
    assert "style=" not in svg
    assert ">0.125</text>" in chart([row("a", 0.3)], "a", "b")  # marks are exact, ratios rounded


def test_smaller_is_further_left_and_the_peer_is_on_the_scale() -> None:
    """The scale is logarithmic, and a ratio of 1 has its line whatever the ratios are."""
    dots = [float(x) for x in re.findall(r'<circle class="chart-dot" cx="([\d.]+)%"', chart(ROWS[:2], "a", "b"))]
    assert dots == sorted(dots)
    for ratio in (0.0, 0.01, 1.0, 300.0):
        assert chart([row("one", ratio)], "a", "b").count("chart-peer") == 1


def test_the_table_has_every_row() -> None:
    """Also a row without a ratio, whose peer took no measurable time. A column that no row fills isn't there."""
    lines = table(ROWS).splitlines()
    assert lines[0] == "| what | here | peer | ratio (quartiles) | goal | runs |"
    assert lines[2] == "| qu&lt;ick | 12.5 ms | 12.5 ms | 0.36 (0.18 to 0.72) | 0.4 | 3 |"
    assert lines[4] == "| nothing | 12.5 ms | 12.5 ms |  |  | 3 |"
    assert "in processor time" in table([row("a", 1.0, processor_ratio={"median": 2, "lower": 1, "upper": 3})])


def test_the_section_says_where_and_when() -> None:
    """The machine, its load and the versions; a short run says that it is one."""
    text = section(LATEST)
    assert "Measured on Some CPU, 2 cores, 8 GB of memory, Linux 6." in text
    assert "Load average: 0.5 at the start, 1.25 at the end." in text
    assert "Python 3.13.0" in text
    assert "No &lt;time&gt;." in text
    assert "short one" not in text
    assert "**Against a &lt;peer&gt;**" in text
    assert text.count("<svg") == 1  # one peer, one chart
    assert "Measured on 2026-01-31 by `benchmarks/boot.py`." in text
    assert "This was a short run" not in text
    assert "This was a short run" in section({**LATEST, "groups": [{**GROUP, "quick": True}]})


def test_only_the_page_that_asks_is_changed() -> None:
    """The comment becomes the charts; any other page stays as it is."""
    assert on_page_markdown("# A page") == "# A page"
    assert PLACE not in on_page_markdown(f"# A page\n\n{PLACE}\n")


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_shows_them_without_scripts(built_site: BuiltSite, browser: Browser, width: int, scheme: Any) -> None:
    """At every width and in both color schemes, no chart is wider than the page, and no label is cut off."""
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    blocked: list[str] = []
    page.on("console", lambda message: blocked.append(message.text) if message.type == "error" else None)
    page.goto(f"{built_site.url}benchmarks/")
    groups = json.loads(LATEST_FILE.read_text("utf-8"))["groups"]
    peers = {(group["name"], row["peer"]) for group in groups for row in group["rows"]}
    assert page.locator("svg.chart").count() == len(peers)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    cut = page.locator("svg.chart").evaluate_all(
        """(charts) => charts.flatMap((chart) => {
          const edge = chart.getBoundingClientRect();
          return [...chart.querySelectorAll('text')].filter((text) => {
            const box = text.getBoundingClientRect();
            return box.right > edge.right + 1 || box.left < edge.left - 6;
          }).map((text) => text.textContent);
        })"""
    )
    assert cut == []
    assert blocked == []
    context.close()
