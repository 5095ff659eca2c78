"""Each change of a whole text is named when it was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pkce_core.relation.search import explain_relation
from pkce_core.relation.tables import STATE
from tests.support.relations import assert_named

if TYPE_CHECKING:
    from collections.abc import Callable

VALUES = st.text(alphabet="abcdefXYZ0189-_.~", min_size=12, max_size=60).map(lambda text: f"{text}-aB")
CHANGES: dict[str, Callable[[str], str]] = {
    "white-space": lambda text: f" {text}\n",
    "case": str.swapcase,
    "quoted": lambda text: f'"{text}"',
    "wrapped": lambda text: f"{text[:6]}\n  {text[6:]}",
    "end-slash": lambda text: f"{text}/",
    "no-value": lambda _: "undefined",
    "punctuation": lambda text: f"{text}).",
    "cut-at-end": lambda text: text[:-5],
    "cut-at-start": lambda text: text[5:],
    "twice": lambda text: f"{text},{text}",
    "with-more": lambda text: f"{text}abc",
    "very-short": lambda text: text[:2],
}


@pytest.mark.parametrize("slug", CHANGES)
@given(value=VALUES)
def test_a_change_is_named(slug: str, value: str) -> None:
    """Whatever the value: the change that was made, or a simpler one that makes the same."""
    actual = CHANGES[slug](value)
    assume(actual != value)
    assert_named(STATE, slug, value, actual)


@pytest.mark.parametrize(
    ("expected", "actual", "says"),
    [
        ("abcdefgh", " abcdefgh", "with white space at its start"),
        (" abcdefgh", "abcdefgh", "without the white space at its start"),
        ("abcDEFgh", "abcdefgh", "in lower case"),
        ("abcDEFgh", "ABCDEFGH", "in upper case"),
        ("abcDEFgh", "ABCdefgh", "in another letter case"),
        ('"abcdefgh"', "abcdefgh", "without the quotes around it"),
        ("abcdefgh", "xabcdefgh", "with 1 character added at the start"),
        ("abcdefgh", "abcdefghxyz", "with 3 characters added at the end"),
        ("abcdefgh", "ab", "cut off after 2 of 8 characters"),
        ("abcd&fgh", "abcd", "cut off at an &"),
        ("abcd#fgh", "abcd", "cut off at a #"),
        ("abcd#fgh", "abcd", "# is %23"),
        ("abcdefgh", "null", "replaced by what a program writes for a missing value"),
        ("abcdefgh", "ABCDE", "in upper case, then cut off after 5 of 8 characters"),
    ],
)
def test_what_is_said(expected: str, actual: str, says: str) -> None:
    """The phrase says which change, and in which direction."""
    assert says in explain_relation(expected, actual, STATE, "the state").text
