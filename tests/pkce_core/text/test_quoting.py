"""How a message shows a value of unknown origin."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core.text.quoting import quoted, visible


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("a\n\x1b\u202e\\é", '"a\\n\\x1b\\u202e\\\\é"'),
        ("x" * 121, f'"{"x" * 120}... (121 characters)"'),
        (None, "null"),
        (True, "true"),
        (False, "false"),
        (5, "5"),
        (0.5, "0.5"),
        (10**60, "a number with very many digits"),
        (["a", "b"], '["a", "b"]'),
        (("a",), '["a"]'),
        (["a"] * 6, "a list of 6"),
        ([1], "a list of 1"),
        ({}, "an object"),
    ],
)
def test_values_in_messages(value: object, shown: str) -> None:
    """A value is short, on one line, and hides nothing."""
    assert quoted(value) == shown


@given(st.text())
def test_visible_text_is_printable(text: str) -> None:
    """Whatever the text, what is shown can be printed."""
    assert visible(text).isprintable()
