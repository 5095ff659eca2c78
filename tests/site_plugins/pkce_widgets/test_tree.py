"""Trees of elements: written as HTML, sent as JSON, and never able to carry code."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pkce_widgets
from pkce_widgets.build.element_html import to_html
from pkce_widgets.view.elements import TAGS, el, to_json


def test_attributes_are_named_as_in_html() -> None:
    """`_` stands for `-`, a trailing `_` for nothing, and None leaves an attribute or a child out."""
    node = el("p", "text", None, el("span", "more"), class_="x", data_value="code", title=None)
    assert to_html(node) == '<p class="x" data-value="code">text<span>more</span></p>'
    assert to_json(node) == ["p", {"class": "x", "data-value": "code"}, ["text", ["span", {}, ["more"]]]]


@given(st.text(), st.text())
def test_text_is_never_markup(text: str, value: str) -> None:
    """Whatever the text or the attribute holds, the only tags in the HTML are ours."""
    html = to_html(el("p", text, title=value))
    assert re.sub(r'^<p title="[^"<>]*">|</p>$', "", html).count("<") == 0
    assert json.loads(json.dumps(to_json(el("p", text, title=value)))) == ["p", {"title": value}, [text]]


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
    """tree.mjs and tree.py keep the same list."""
    script = (Path(pkce_widgets.__file__).parent / "assets" / "part" / "tree.mjs").read_text(encoding="utf-8")
    listed = re.search(r"new Set\(\s*'(.+?)'\.split", script)
    assert listed
    assert set(listed[1].split()) == TAGS
