"""The replies to what only the reader knows."""

from __future__ import annotations

from pkce_widgets.build.element_html import to_html
from pkce_widgets.flow.replies import read_replies
from pkce_widgets.parts.response.part import PART
from pkce_widgets.view.part import Inputs
from tests.support.views import view_of, words

REFUSED = {"token_response": '{"error": "invalid_grant", "error_description": "grant request is invalid"}'}


def test_replies_are_read() -> None:
    """Each has the slug of its cause; anything else is left out."""
    text = "code-reused=yes code-old=no secret-wrong=unknown x y=z"
    replies = read_replies(Inputs(values={"reader_replies": text}))
    assert replies == {"code-reused": True, "code-old": False, "secret-wrong": None}
    assert read_replies(Inputs()) == {}


def test_the_page_asks_what_it_cannot_know() -> None:
    """A reply makes its cause likely, never proved, and the next question follows."""
    asked = view_of(PART, REFUSED)
    assert "Did you send this code more than once?" in words(asked)
    assert 'data-reply="code-reused=yes"' in to_html(asked.body)
    confirmed = view_of(PART, {**REFUSED, "reader_replies": "code-reused=yes"})
    assert "The code was redeemed before." in confirmed.verdict
    assert confirmed.verdict.endswith("Your reply speaks for this.")
    assert "Proved" not in words(confirmed)
    excluded = view_of(PART, {**REFUSED, "reader_replies": "code-reused=no"})
    assert "Did you send this code more than once?" not in words(excluded)
    assert "The code was redeemed before." not in words(excluded).split("Ruled out")[0]
