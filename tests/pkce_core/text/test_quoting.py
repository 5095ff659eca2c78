"""How a message shows a value of unknown origin."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core.text.quoting import harmless, its_words, quoted, visible, without_halves


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


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\n\tb \u00e9 \\ \u200d\xa0", "a\n\tb \u00e9 \\ \u200d\xa0"),
        ("a\r\nb\r", "a\r\nb\\r"),
        ("\x1b[31m\x9b\x00\x7f", "\\x1b[31m\\x9b\\x00\\x7f"),
        ("\u202e\u2066\u2028\ud800", "\\u202e\\u2066\\u2028\\ud800"),
    ],
)
def test_what_a_terminal_obeys_is_escaped(text: str, shown: str) -> None:
    """Control characters, directions and half characters; everything else stays as it is, line ends too."""
    assert harmless(text) == shown


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("no way", 'It says: "no way".'),
        ("No way!", 'It says: "No way!"'),
        ("x" * 9 + ".", 'It says: "xxxxxxxx... (10 characters)".'),
    ],
)
def test_what_a_server_says(words: str, said: str) -> None:
    """The sentence ends, in the server's own words or after them."""
    assert its_words(words, 8) == said


@given(st.text(st.characters()))
def test_what_is_written_is_utf_8(text: str) -> None:
    """Whatever the text, it can be written, and nothing else than half characters changes."""
    assert without_halves(text).encode("utf-8").decode("utf-8") == without_halves(text)
    whole = text.encode("utf-8", "ignore").decode("utf-8")
    assert without_halves(whole) == whole
