"""What goes on around the page while Python runs: other tabs, a tab that nobody looks at, a clock that is wrong."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.server import Override, SiteServer

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

ANSWER = "(name) => live.call({ name }).then((answer) => answer.hello)"
STATE_AT_REST = "() => globalThis.live.boot().then(() => live.state, () => live.state)"


def test_two_tabs_answer_apart(page: Page, site: Path) -> None:
    """Each has a Python of its own: both start at once, each gets its answers, and closing one leaves the other."""
    with SiteServer(site) as server:
        other = page.context.new_page()
        for each in (page, other):
            each.goto(server.url)
        asked = "(name) => { globalThis.asked = live.call({ name }).then((answer) => answer.hello); }"
        page.evaluate(asked, "first")
        other.evaluate(asked, "second")
        assert [each.evaluate("() => asked") for each in (page, other)] == ["first", "second"]
        other.evaluate("() => { void live.call({ wish: 'hang' }); }")
        other.close()
        assert page.evaluate(ANSWER, "third") == "third"


def _set_life_cycle(page: Page, state: str) -> None:
    """Freeze a tab as browsers do with one that nobody looks at, or wake it."""
    session: Any = page.context.new_cdp_session(page)
    session.send("Page.setWebLifecycleState", {"state": state})
    session.detach()


def test_a_frozen_tab_goes_on_when_it_wakes(page: Page, site: Path) -> None:
    """Frozen in the middle of a download for longer than a stall may last; awake, Python is there."""
    held = Override(hold=threading.Event())
    with SiteServer(site, overrides={".wasm": held}) as server:
        page.goto(server.url)
        page.evaluate("() => { live.stallAfter = 800; live.pauses = [10, 20, 30]; void live.boot().catch(() => {}); }")
        while server.count(".wasm") == 0:
            page.wait_for_timeout(20)
        _set_life_cycle(page, "frozen")
        assert held.hold is not None
        held.hold.set()
        threading.Event().wait(2)
        _set_life_cycle(page, "active")
        assert page.evaluate(STATE_AT_REST) == {"state": "ready"}
        assert page.evaluate(ANSWER, "awake") == "awake"


@pytest.mark.parametrize("year", [1981, 2099])
def test_a_wrong_clock(page: Page, site: Path, year: int) -> None:
    """Nothing is judged by the date: Python starts, and its modules aren't taken for outdated."""
    with SiteServer(site) as server:
        page.goto(server.url)
        page.clock.set_fixed_time(f"{year}-01-01T00:00:00Z")
        assert page.evaluate("() => new Date().getUTCFullYear()") == year
        assert page.evaluate(STATE_AT_REST) == {"state": "ready"}
        assert page.evaluate(ANSWER, "then") == "then"
