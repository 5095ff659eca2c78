"""Whether a redirect URI is allowed by the provider, by RFC 8252 and by https only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pkce_widgets.build.element_html import to_html
from pkce_widgets.parts.redirect_rules import PART
from tests.support.views import view_of

if TYPE_CHECKING:
    from pkce_widgets.view.part import PartView


def judge(redirect_uri: str, profile: str = "banno-admin") -> PartView:
    return view_of(PART, {"redirect_uri": redirect_uri, "redirect_uri_profile": profile})


def judges(view: PartView) -> list[bool]:
    """For each judge whether it accepts the URI, the provider first, then RFC 8252, then https only."""
    return ["pass" in part.split("</span>")[0].lower() for part in to_html(view.body).split('class="pkce-judge"')[1:]]


def test_nothing_yet() -> None:
    assert judge("").state == "empty"


@pytest.mark.parametrize(
    ("redirect_uri", "accepted"),
    [
        ("https://app.example/cb", [True, True, True]),  # RFC 8252 §7.2: an app may claim it
        ("http://localhost:8080/cb", [True, True, False]),
        ("http://[::1]:8080/cb", [False, True, False]),  # RFC 8252 §7.3 has it, Banno's list has not
        ("http://192.168.1.5/cb", [True, False, False]),
        ("com.example.app:/cb", [False, True, False]),
    ],
)
def test_the_judges_differ(redirect_uri: str, accepted: list[bool]) -> None:
    """The verdict is the provider's, and each set of rules has its own line."""
    view = judge(redirect_uri)
    assert judges(view) == accepted
    assert view.state == ("right" if accepted[0] else "wrong")
    assert view.invalid == (() if accepted[0] else ("redirect_uri",))


def test_a_profile_that_is_not_there() -> None:
    """Without a provider's rules it is the rules that every server has."""
    assert judge("https://app.example/cb", "").verdict.endswith("allows this redirect URI.")
