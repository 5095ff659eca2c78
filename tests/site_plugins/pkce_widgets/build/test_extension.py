"""The Markdown extension: beside a site's own superfences or without, for one page or many."""

from __future__ import annotations

import markdown


def convert(text: str, *others: str) -> str:
    return markdown.markdown(text, extensions=[*others, "pkce_widgets"])


def test_brings_superfences() -> None:
    """The fence works on a site that does not list superfences itself."""
    assert convert("```pkce-check\n```") == convert("```pkce-check\n```", "pymdownx.superfences")


def test_ids_start_anew_on_each_page() -> None:
    """One converter for many pages gives each page the ids 1, 2, and so on."""
    converter = markdown.Markdown(extensions=["pkce_widgets"])
    text = "```pkce-check\n```\n\n```pkce-check\n```"
    first = converter.convert(text)
    assert 'id="pkce-1"' in first
    assert 'id="pkce-2"' in first
    assert converter.reset().convert(text) == first


def test_is_not_wrapped_in_a_paragraph() -> None:
    """A custom element in a paragraph would be invalid HTML."""
    assert "<p><pkce" not in convert("text\n\n```pkce-check\n```\n\ntext\n\n```pkce-diagram\n```")


def test_a_fence_that_is_shown_as_code_stays_code() -> None:
    """Inside a longer fence, ours are an example to read."""
    html = convert("````markdown\n```pkce-check title=x\n```\n````", "pymdownx.superfences")
    assert "<pkce-check" not in html
    assert "pkce-check" in html
