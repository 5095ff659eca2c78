"""What answers are made of: invisible characters are shown, long values are cut."""

from __future__ import annotations

from pkce_widgets.build.element_html import to_html
from pkce_widgets.parts.check.part import check_view
from pkce_widgets.view.components import SHOWN, visible
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
