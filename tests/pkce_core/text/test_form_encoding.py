"""Form encoding: strict, with duplicates in sight."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core.errors import FormError
from pkce_core.text.form_encoding import MOST_PAIRS, build_form, decode_form, encode_form, find_duplicates, parse_form

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
HALF = "\ud800"


def test_the_example_of_the_rfc() -> None:
    """RFC 6749 Appendix B gives " %&+£€" and its encoding."""
    assert encode_form(" %&+£€") == "+%25%26%2B%C2%A3%E2%82%AC"
    assert decode_form("+%25%26%2B%C2%A3%E2%82%AC") == " %&+£€"


def test_duplicates_and_order_are_kept() -> None:
    """Every pair is in the result, in order; a name alone has the value ""; an empty part is not a pair."""
    assert parse_form("a=1&b&&a=2&c=%3D=&=x") == (("a", "1"), ("b", ""), ("a", "2"), ("c", "=="), ("", "x"))
    assert parse_form("") == ()


@pytest.mark.parametrize(
    ("text", "position"),
    [("a=%", 2), ("a=%2", 2), ("a=1&b=%zz", 6), ("%g0=1", 0), ("a=%ff", 2), ("a=\ud800", 2), ("a=%41\ud800", 2)],
)
def test_a_wrong_escape_has_a_place(text: str, position: int) -> None:
    """An escape is % and two hex digits, and the octets are UTF-8 (RFC 6749 Appendix B)."""
    with pytest.raises(FormError) as caught:
        parse_form(text)
    assert caught.value.position == position
    with pytest.raises(FormError) as caught:
        parse_form(text, at=100)
    assert caught.value.position == position + 100


def test_too_many_parameters_are_refused() -> None:
    """The work on hostile input is bounded."""
    with pytest.raises(FormError, match="5,000"):
        parse_form("a&" * MOST_PAIRS)


def test_half_a_character_cannot_be_written() -> None:
    """A lone surrogate has no octets."""
    with pytest.raises(FormError) as caught:
        build_form([("a", f"x{HALF}")])
    assert caught.value.position == 1


def test_a_space_is_written_in_either_way() -> None:
    """+ as RFC 6749 Appendix B has it, or %20; both are read."""
    assert build_form([("a b", "c d")]) == "a+b=c+d"
    assert build_form([("a b", "c d")], space="%20") == "a%20b=c%20d"


def test_a_parameter_without_a_value_is_no_duplicate() -> None:
    """RFC 6749 §3.1: parameters sent without a value are treated as if they were omitted."""
    assert find_duplicates((("a", ""), ("a", "1"), ("b", "1"), ("c", "1"), ("b", "2"), ("b", "3"))) == ("b",)


@given(st.lists(st.tuples(TEXT, TEXT), max_size=8), st.sampled_from(["+", "%20"]))
def test_what_is_built_is_read_back(pairs: list[tuple[str, str]], space: str) -> None:
    """Building and reading are a pair, and what is built is ASCII that any shell or URL carries."""
    text = build_form(pairs, space=space)
    assert parse_form(text) == tuple(pairs)
    assert set(text) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~%=&+")


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: Any) -> None:
    """No text raises anything but FormError, and its position is in the text."""
    position = 0
    try:
        parse_form(text)
    except FormError as problem:
        position = problem.position
    assert 0 <= position <= len(text)
