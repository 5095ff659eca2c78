"""The two values that prove a cause, with their difference, and no secret among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_widgets import example
from pkce_widgets.build.element_html import to_html
from pkce_widgets.parts.explain.part import PART
from tests.support.views import view_of, words

if TYPE_CHECKING:
    from pkce_widgets.view.part import PartView

WRONG_VERIFIER = "M25iVXpKU3puUjFaYWg3T1NDTDQtcW1ROUY5YXlwalNoc0hhakxifmZHag"


def ask(values: dict[str, str], *, typing: str = "") -> PartView:
    return view_of(PART, values, typing=typing)


def test_a_verifier_of_another_pair_is_proved() -> None:
    """A wrong verifier is the verdict, and the challenge it makes is above the one that was sent."""
    view = ask({**PART.example, "redirect_uri": example.REDIRECT_URI, "code_verifier": WRONG_VERIFIER})
    assert "The code_challenge doesn't match the code_verifier." in view.verdict
    assert "The challenge of your verifier" in words(view)
    assert WRONG_VERIFIER not in to_html(view.body)


def test_no_secret_is_in_an_explanation() -> None:
    """Verifier, code and client_secret prove causes and are not shown."""
    secret = "k7Qv-secret-2pZ"
    view = ask({**PART.example, "client_secret": secret, "code_verifier": WRONG_VERIFIER, "code": "another-code"})
    html = to_html(view.body) + view.verdict
    for each in (secret, WRONG_VERIFIER, "another-code", example.CODE):
        assert each not in html
