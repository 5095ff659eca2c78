"""The checklist: each item is a box, and its text is text."""

from __future__ import annotations

import markdown


def convert(text: str, *others: str) -> str:
    return markdown.markdown(text, extensions=[*others, "pkce_widgets"])


def test_a_checklist() -> None:
    """Each item is a box to check off, and its text is text."""
    html = convert('```pkce-checklist\nitems = ["A client", "<b>A redirect URI</b>"]\n```')
    assert html.count('<input type="checkbox"') == 2
    assert "&lt;b&gt;A redirect URI&lt;/b&gt;" in html
