"""Trees of elements written as HTML: no text becomes markup."""

from __future__ import annotations

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from pkce_widgets.build.element_html import to_html
from pkce_widgets.view.elements import el, to_json


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
