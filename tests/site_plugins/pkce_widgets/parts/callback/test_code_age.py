"""The two clocks of a code: how old it is at least, and at most."""

from __future__ import annotations

import re

from pkce_widgets.build.element_html import to_html
from pkce_widgets.parts.callback.code_age import ages
from pkce_widgets.view.part import Inputs


def said(since: str, opened: str = "", now: float | None = 1068) -> str:
    """The words about the age."""
    element = ages(Inputs(values={"authorization_requested_at": opened}, now=now), since)
    return re.sub(r"\s+([,.])", r"\1", " ".join(re.sub(r"<[^>]+>", " ", to_html(element)).split())) if element else ""


def test_the_bounds_of_the_age() -> None:
    """Counted from the paste it is a lower bound, and only counted from the URL an upper one."""
    assert said("1060", "1000") == (
        "Age of the code: at least 0:08, counted from when you pasted it, at most 1:08, counted from when you opened "
        "the URL. Many providers accept a code for 1:00, none should for more than 10:00."
    )
    assert "at most" not in said("1060")
    assert "at most" not in said("1060", "1061"), "the URL was opened after the redirect came"


def test_without_a_clock_there_is_no_age() -> None:
    """While the site is built, and for a code of unknown time, nothing is said."""
    assert said("1060", now=None) == ""
    assert said("") == ""


def test_when_the_findings_change() -> None:
    """The element asks again after one minute and after ten."""
    element = ages(Inputs(values={"authorization_requested_at": "400"}, now=1068), "1060")
    assert element is not None
    html = to_html(element)
    assert 'data-since="1060" data-until="1120"' in html
    assert re.search(r'data-since="400"(?! data-until)', html)
