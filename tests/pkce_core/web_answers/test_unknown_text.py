"""What an answer is that nothing is known of; nothing that may be secret is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core.web_answers.unknown_text import describe_object, describe_unknown


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("no way", 'plain text that says "no way"'),
        ("token AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "plain text"),
        ("<html>", "an HTML page"),
        ("<x>", "markup, such as XML or HTML"),
        ("[1]", "a JSON list"),
        ("[" * 100_000, "JSON in more levels than an answer has"),
        ("[1", "the start of JSON that doesn't end well"),
        ('"MARK"', "a text in quotes"),
        ('"a" b', "text that starts with a quote"),
        ("\x00", "octets that aren't text"),
        ("\ufffd", "octets that aren't text"),
    ],
)
def test_each_form(text: str, says: str) -> None:
    """The form is named."""
    assert describe_unknown(text) == says


def test_objects() -> None:
    """The names of the members are shown, and words for people; no other value."""
    assert describe_object({}) == "an empty JSON object"
    assert describe_object({"a": "MARK"}) == "a JSON object with the member a"
    assert describe_object({"a": 1, "detail": "no"}) == 'a JSON object with the members a and detail, which says "no"'
    assert describe_object({"detail": "M" * 40}) == "a JSON object with the member detail"
    assert describe_object(dict.fromkeys("abcdefgh")) == "a JSON object with the members a, b, c, d, e, f, and 2 more"


@given(st.text())
def test_any_text(text: str) -> None:
    """Any text has a description."""
    assert describe_unknown(text)
