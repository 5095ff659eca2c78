"""A redirect that answers no open request."""

from __future__ import annotations

import json

from pkce_widgets import example
from pkce_widgets.build.element_html import to_html
from pkce_widgets.parts.callback.part import PART
from tests.support.views import view_of, words

ATTEMPTS = json.dumps([{"number": 1, "state": "the-state-of-the-first"}])
OF_FIRST = f"{example.REDIRECT_URI}?code=a&state=the-state-of-the-first"


def test_a_redirect_of_an_earlier_attempt() -> None:
    """It is named, brings no value and no error, and can't be mistaken for an attack."""
    values = {"attempts": ATTEMPTS, "state": example.STATE, "redirect": f"{OF_FIRST}&error=access_denied"}
    view = view_of(PART, values, now=example.NOW)
    assert view.verdict == "This redirect is from attempt 1. It answers the URL that you opened then."
    assert set(view.values.values()) == {""}
    assert "error" not in view.values
    assert "data-again" in to_html(view.body)
    assert "attack" not in words(view)


def test_a_state_that_the_reader_entered_counts() -> None:
    """With the earlier state as the one that was sent, the redirect answers it."""
    values = {"attempts": ATTEMPTS, "state": "the-state-of-the-first", "redirect": OF_FIRST}
    assert "attempt 1" not in view_of(PART, values, now=example.NOW).verdict


def test_a_finished_request_offers_another() -> None:
    """After the tokens, and for a used state, the next thing to do is another attempt."""
    done = view_of(PART, {"finished": "true"})
    used = {"used_states": example.STATE, "redirect": f"{example.REDIRECT_URI}?code=a&state={example.STATE}"}
    assert "data-again" in to_html(done.body)
    assert "data-again" in to_html(view_of(PART, {**used, "state": example.STATE}).body)
    assert "data-again" not in to_html(view_of(PART, {**PART.example}, is_example=True).body)
