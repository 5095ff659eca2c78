"""What answers are made of: invisible characters are shown, long values are cut."""

from __future__ import annotations

import re
from html import unescape

from pkce_widgets.build.element_html import to_html
from pkce_widgets.parts.check.part import check_view
from pkce_widgets.view.components import SHOWN, rows, visible
from tests.support.views import words


def test_a_long_value_is_cut_and_counted() -> None:
    """Ten million characters are not drawn, but counted."""
    view = check_view(" " + "a" * 10_000_000, "")
    assert len(to_html(view.body)) < 20_000
    assert f"{10_000_001 - SHOWN:,} more characters" in words(view)


def test_unseen_characters_are_made_visible() -> None:
    """White space and controls have their symbols; what can't be printed has its number."""
    assert visible("\n\t \x00a") == "␊␉␠␀a"
    assert visible("\u202e") == "U+202E"


def test_a_command_wraps_where_it_may() -> None:
    """Before the slashes of a URL, never inside an option; what is copied from it stays the same."""
    command = "curl --show-error -X POST \\\n  --url 'https://a.example/b/c' a-b"
    lines = [to_html(row) for row in rows([command])]
    option = '<span class="pkce-option">{}</span>'.format
    assert f"curl {option('--show-error')} {option('-X')} POST" in lines[0]
    assert f"  {option('--url')} 'https://a.example<wbr>/b<wbr>/c' a-b" in lines[1]
    assert unescape(re.sub("<[^>]+>", "", "".join(lines))) == command
