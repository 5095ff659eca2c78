"""Trees of elements: only harmless ones can be made."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import pkce_widgets
from pkce_widgets.view.elements import TAGS, el


@pytest.mark.parametrize("tag", ["script", "img", "iframe", "style", "svg", ""])
def test_other_elements_are_refused(tag: str) -> None:
    """Only the elements that a view needs can be made."""
    with pytest.raises(ValueError, match="not an element that a view may use"):
        el(tag)


@pytest.mark.parametrize(
    "attributes", [{"onclick": "alert(1)"}, {"href": "javascript:alert(1)"}, {"href": "data:text/html,x"}]
)
def test_attributes_that_run_code_are_refused(attributes: dict[str, str]) -> None:
    """An event handler or a script link can't be made, not even by a mistake of ours."""
    with pytest.raises(ValueError, match="could run code"):
        el("a", **attributes)


@pytest.mark.parametrize("href", ["https://a.example/", "HTTPS://a.example/", "#there", "../there/"])
def test_links_to_the_web_and_within_the_site_are_made(href: str) -> None:
    """A scheme means the same in any case (RFC 3986 section 3.1), so that no spelling of a reader stops an answer."""
    assert el("a", href=href).attributes == {"href": href}


def test_the_page_allows_the_same_elements() -> None:
    """tree.mjs and elements.py keep the same list."""
    script = (Path(pkce_widgets.__file__).parent / "assets" / "part" / "tree.mjs").read_text(encoding="utf-8")
    listed = re.search(r"new Set\(\s*'(.+?)'\.split", script)
    assert listed
    assert set(listed[1].split()) == TAGS
