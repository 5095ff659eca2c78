"""Each way to encode or decode a text is named when it was used."""

from __future__ import annotations

import json
from base64 import b64encode, urlsafe_b64encode
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus, unquote

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pkce_core.relation.search import explain_relation
from pkce_core.relation.tables import STATE
from tests.support.relations import assert_named

if TYPE_CHECKING:
    from collections.abc import Callable

VALUES = st.text(alphabet="abcXYZ019+/=-_ &%#<é", min_size=8, max_size=60).map(lambda text: f"{text}+/ &<a==")
CHANGES: dict[str, Callable[[str], str]] = {
    "plus-to-space": lambda text: text.replace("+", " "),
    "space-to-plus": lambda text: text.replace(" ", "+"),
    "padding-lost": lambda text: text.rstrip("="),
    "encoded": lambda text: quote(text, safe=""),
    "encoded-twice": lambda text: quote(quote(text, safe=""), safe=""),
    "html-escaped": escape,
    "json-escaped": lambda text: text.replace("/", "\\/"),
    "in-base64": lambda text: b64encode(text.encode()).decode(),
    "base64-alphabet": lambda text: text.replace("+", "-").replace("/", "_").rstrip("="),
}
BACKWARD: dict[str, Callable[[str], str]] = {
    "decoded": CHANGES["encoded"],
    "decoded-twice": CHANGES["encoded-twice"],
    "html-unescaped": escape,
    "from-base64": lambda text: urlsafe_b64encode(text.encode()).decode(),
}


@pytest.mark.parametrize("slug", CHANGES)
@given(value=VALUES)
def test_a_change_is_named(slug: str, value: str) -> None:
    """Whatever the value: the change that was made, or a simpler one that makes the same."""
    assume(CHANGES[slug](value) != value)
    assert_named(STATE, slug, value, CHANGES[slug](value))


@pytest.mark.parametrize("slug", BACKWARD)
@given(value=VALUES)
def test_a_change_back_is_named(slug: str, value: str) -> None:
    """The same for what was decoded once too often."""
    assume(BACKWARD[slug](value) != value)
    assert_named(STATE, slug, BACKWARD[slug](value), value)


@given(VALUES)
def test_every_encoder_counts_as_one(value: str) -> None:
    """Form encoding, encodeURI, lower-case escapes: each is percent-encoded once."""
    for encoded in (quote_plus(value), quote(value, safe=";,/?:@&=+$#!'()*~"), quote(value).lower()):
        if encoded != value and unquote(encoded) == value:
            relation = explain_relation(value, encoded, STATE, "the state")
            assert relation.cost <= 3, (relation, encoded)


def test_quotes_escaped_for_html() -> None:
    """A value in quotes that was put into a page."""
    assert explain_relation("a1b2c3d4", "&quot;a1b2c3d4&quot;", STATE, "the state").ways == (("html-escaped",),)


def test_half_a_character() -> None:
    """What can't be encoded is no error."""
    relation = explain_relation("abcdefgh\ud800", "ABCDEFGH", STATE, "the state")
    assert relation.ways
    assert not explain_relation("%zz-abcdefgh", json.dumps({"a": 1}), STATE, "the state").ways
