"""The small pieces of English that messages share."""

from __future__ import annotations

import pytest

from pkce_core.text.wording import join_lines, join_words


@pytest.mark.parametrize(
    ("words", "last", "joined"),
    [
        (["a"], "and", "a"),
        (["a", "b"], "and", "a and b"),
        (["a", "b"], "or", "a or b"),
        (["a", "b", "c"], "and", "a, b and c"),
    ],
)
def test_words_are_listed_as_in_a_sentence(words: list[str], last: str, joined: str) -> None:
    """Commas, and one word before the last."""
    assert join_words(iter(words), last) == joined


def test_and_is_what_joins_words() -> None:
    """Most messages need it."""
    assert join_words(("a", "b")) == "a and b"


@pytest.mark.parametrize(("text", "joined"), [(" a b ", " a b "), ("a \r\n  &b\n\nc", "a&bc"), ("\n", "")])
def test_wrapped_lines_become_one(text: str, joined: str) -> None:
    """White space goes only around a line end."""
    assert join_lines(text) == joined
