"""A change of the characters that aren't letters or digits is said as it was, and what was added is named."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pkce_core.relation.search import explain_relation
from pkce_core.relation.tables import CODE, ISSUER, REDIRECT_URI, STATE

WORDS = st.text(alphabet="abcdefXYZ0189", min_size=8, max_size=40)


@pytest.mark.parametrize(
    ("expected", "actual", "says"),
    [
        ("Hk29dJx7QpLs0aTn", "Hk29dJx7QpLs0aTn#_=_", "with #_=_ added at its end. Facebook's login adds #_=_"),
        ("Hk29dJx7QpLs0aTn", "Hk29dJx7QpLs0aTn#", "with # added at its end. A # begins the fragment"),
        ("Hk29dJx7QpLs0aTn", "Hk29dJx7QpLs0aTn#top", "with a # and more added at its end"),
        ("Hk29dJx7QpLs0aTn", "Hk29dJx7QpLs0aTn%23_%3D_", "with #_=_ added at its end, then percent-encoded"),
        ("Hk29dJx7QpLs0aTn", "Hk29-dJx7-QpLs-0aTn", "with characters put into it that aren't letters or digits"),
        ("Hk29-dJx7QpLs0aTn", "Hk29-dJx7-QpLs-0aTn", "with characters put into it that aren't letters or digits"),
        ("Hk29dJx7-pLs_aTn", "Hk29dJx7pLsaTn", "without its characters that aren't letters or digits"),
        ("Hk29dJx7-pLs_aTn", "Hk29dJx7-pLsaTn", "without some of its characters that aren't letters or digits"),
        ("Hk29dJx7-pLs_aTn", "Hk29dJx7.pLs*aTn", "with other characters in place of those that aren't letters"),
        ("Hk29dJx7-pLs_aTn", "Hk29dJx7-pLs*aTn", "with other characters in place of some that aren't letters"),
        ("Hk29dJx7-pLs_aTn", "Hk29.dJx7pLs_aTn", "with other characters between its letters and digits"),
        ("Hk29-pL", "Hk29pL", "No usual change"),
    ],
)
def test_what_is_said(expected: str, actual: str, says: str) -> None:
    """The phrase says what was added, dropped or replaced, and nothing that isn't so."""
    assert says in explain_relation(expected, actual, STATE, "the state").text


@given(words=WORDS, places=st.lists(st.tuples(st.integers(1, 7), st.sampled_from("-_. *")), min_size=1, max_size=4))
def test_a_text_of_letters_and_digits_has_nothing_to_replace(words: str, places: list[tuple[int, str]]) -> None:
    """Whatever is put into it: no sentence speaks of its other characters, for it has none."""
    actual = words
    for at, sign in places:
        actual = actual[:at] + sign + actual[at:]
    assume(re.sub(r"[\W_]", "", actual) == words)
    said = explain_relation(words, actual, STATE, "the state").text
    assert "in place of" not in said
    assert "A program changed or dropped" not in said


def test_the_code_of_a_server_is_sent_as_it_came() -> None:
    """A client can't choose the characters of a code."""
    said = explain_relation("Hk29dJx7-pLs_aTn", "Hk29dJx7pLsaTn", CODE, "the code").text
    assert said.endswith("Send the code exactly as the redirect has it.")


@pytest.mark.parametrize("table", [ISSUER, REDIRECT_URI])
def test_a_fragment_of_an_address_is_named_as_one(table: tuple[object, ...]) -> None:
    """In a URL, the fragment has its own sentence."""
    said = explain_relation("https://a.example/cb", "https://a.example/cb#_=_", table, "the URI").text  # type: ignore[arg-type]
    assert "A redirect_uri and an issuer have no fragment" in said
