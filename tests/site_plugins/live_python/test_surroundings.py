"""What goes on around the page while Python runs: another tab in front of it, and a clock that is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.server import SiteServer

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

ANSWER = "(name) => live.call({ name }).then((answer) => answer.hello)"
STATE_AT_REST = "() => globalThis.live.boot().then(() => live.state, () => live.state)"


def test_two_tabs_answer_apart(page: Page, site: Path) -> None:
    """Each has a Python of its own, also the one behind: both start at once, and closing one leaves the other."""
    with SiteServer(site) as server:
        other = page.context.new_page()
        for each in (page, other):
            each.goto(server.url)
        asked = "(name) => { globalThis.asked = live.call({ name }).then((answer) => answer.hello); }"
        page.evaluate(asked, "first")
        other.bring_to_front()
        other.evaluate(asked, "second")
        assert [each.evaluate("() => asked") for each in (page, other)] == ["first", "second"]
        other.evaluate("() => { void live.call({ wish: 'hang' }); }")
        other.close()
        assert page.evaluate(ANSWER, "third") == "third"


@pytest.mark.parametrize("year", [1981, 2099])
def test_a_wrong_clock(page: Page, site: Path, year: int) -> None:
    """Nothing is judged by the date: Python starts, and its modules aren't taken for outdated."""
    with SiteServer(site) as server:
        page.goto(server.url)
        page.clock.set_fixed_time(f"{year}-01-01T00:00:00Z")
        assert page.evaluate("() => new Date().getUTCFullYear()") == year
        assert page.evaluate(STATE_AT_REST) == {"state": "ready"}
        assert page.evaluate(ANSWER, "then") == "then"
