"""Any text has parts, and their places."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pkce_core.urls.uri_parts import split


@given(st.text())
def test_every_part_is_where_it_says(text: str) -> None:
    """The text of a part starts at its place."""
    for part in split(text).values():
        assert text[part.start :].startswith(part.text)


def test_all_parts() -> None:
    """A URL with everything in it."""
    parts = split("https://u@[::1]:80/p?q#f")
    assert [part.text for part in parts.values()] == ["https", "//", "u@", "[::1]", ":80", "/p", "?q", "#f"]
