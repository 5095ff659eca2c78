"""Markdown from the package's sentences."""

from __future__ import annotations

import pytest

from pages.markdown import sentence


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("Send the code_verifier.", "Send the `code_verifier`."),
        ("Use A-Z a-z 0-9 - _ only.", "Use `A-Z a-z 0-9 - _` only."),
        ("a * and <b> & `x_y`", "a \\* and &lt;b&gt; &amp; `x_y`"),
        ("joined by &amp;.", "joined by `&amp;`."),
        ("SHA256(ASCII(x_y)) is made with: pkce pair", "`SHA256(ASCII(x_y))` is made with: `pkce pair`"),
        ("See https://a.example/x, then /b.", "See `https://a.example/x`, then `/b`."),
    ],
)
def test_a_sentence_becomes_markdown(text: str, markdown: str) -> None:
    """Names become code, and nothing is read as Markdown or HTML."""
    assert sentence(text) == markdown
