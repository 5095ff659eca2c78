"""The attempts as HTML."""

from __future__ import annotations

import markdown


def convert(text: str) -> str:
    return markdown.markdown(text, extensions=["pkce_widgets"])


def test_starting_over_asks_first() -> None:
    """The button to erase is beside the question and the button to keep; without JavaScript, nothing is shown."""
    html = convert("```pkce-attempts\n```")
    assert html.startswith('<pkce-attempts id="pkce-1" class="pkce-attempts" data-search-exclude hidden>')
    ask = html[html.index("pkce-attempts__ask") :]
    assert ask.index("Erase everything?") < ask.index("Keep them") < ask.index('data-action="erase"')
    assert 'data-action="undo" hidden' in html


def test_the_progress_list_contains_them() -> None:
    """Its own id is not the one of the list."""
    assert '<pkce-attempts id="pkce-1-attempts"' in convert("```pkce-progress\n```")
