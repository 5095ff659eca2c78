"""What copying adds around a value is taken away, and said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_widgets.cleaning import clean
from tests.support.growth import FAR_TOO_MUCH, cost_per_character


@pytest.mark.parametrize(
    ("text", "value", "removed"),
    [
        ("abc", "abc", ""),
        ("abc\r\n", "abc", "a line break"),
        ('"abc"', "abc", "quotes"),
        ("\u201cabc\u201d", "abc", "quotes"),
        ("\ufeffabc", "abc", "invisible characters"),
        (' "abc" \n', "abc", "a line break, spaces and quotes"),
        ('"abc', '"abc', ""),
        ("a b", "a b", ""),
        ('"', '"', ""),
        ("", "", ""),
        ('""', "", "quotes"),
        ("' \"abc\"'", "abc", "quotes and spaces"),
        ("\n \n", "", "a line break and spaces"),
        ("\u200b\u00ab'abc'\u00bb", "abc", "invisible characters and quotes"),
        ("<abc>\u2028", "abc", "a line break and angle brackets"),
        ("<YOUR-ID>", "YOUR-ID", "angle brackets"),
        ("<img src=x><b>", "<img src=x><b>", ""),
        ("<<abc>", "<<abc>", ""),
        ('\u201cabc"', '\u201cabc"', ""),
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


@pytest.mark.parametrize("around", ["''", "\u201c\u201d", "  ", "\n'"])
def test_the_cost_grows_with_the_length(around: str) -> None:
    """A value inside a hundred thousand quotes is looked at once for each of them, not once for each and all others."""
    text = around[0] * 100_000 + "abc" + around[1] * 100_000
    assert cost_per_character(lambda: clean(text), len(text)) < FAR_TOO_MUCH
