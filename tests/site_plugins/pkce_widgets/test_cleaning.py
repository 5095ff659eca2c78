"""What copying adds around a value is taken away, and said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_widgets.cleaning import clean


@pytest.mark.parametrize(
    ("text", "value", "removed"),
    [
        ("abc", "abc", ""),
        ("abc\r\n", "abc", "a line break"),
        ('"abc"', "abc", "quotes"),
        ("\u201cabc\u201d", "abc", "quotes"),
        ("\ufeffabc", "abc", "unseen characters"),
        (' "abc" \n', "abc", "a line break, spaces and quotes"),
        ('"abc', '"abc', ""),
        ("a b", "a b", ""),
        ('"', '"', ""),
        ("", "", ""),
    ],
)
def test_what_stands_around_is_named(text: str, value: str, removed: str) -> None:
    """The value stays as it is inside; each kind of thing around it is named once."""
    assert clean(text) == (value, removed)


@given(st.text())
def test_a_clean_value_stays(text: str) -> None:
    """Cleaning twice is cleaning once."""
    value, _ = clean(text)
    assert clean(value) == (value, "")
