"""The redirect URI beside the registered one: equal, different by a character, or not to be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pkce_widgets import example
from pkce_widgets.build.element_html import to_html
from pkce_widgets.parts.redirect_uri import PART
from tests.support.views import view_of

if TYPE_CHECKING:
    from pkce_widgets.view.part import PartView

LOCAL = example.REDIRECT_URI


def compare(redirect_uri: str, registered: str = "", profile: str = "generic") -> PartView:
    values = {"redirect_uri": redirect_uri, "registered_redirect_uri": registered, "redirect_uri_profile": profile}
    return view_of(PART, values)


def test_nothing_yet() -> None:
    """Without yours there is nothing to judge."""
    assert compare("", LOCAL).state == "empty"


def test_the_same_text() -> None:
    """Equal, character for character."""
    view = compare(LOCAL, LOCAL, "banno-admin")
    assert (view.state, view.verdict) == ("right", "The redirect URI matches the registered one exactly.")


def test_a_pattern_is_not_said_to_match() -> None:
    """Whether it does depends on the server."""
    view = compare("https://a.example/cb", "https://a.example/*")
    assert view.verdict == "This redirect URI follows the rules. The registered one is a pattern."


@pytest.mark.parametrize(
    ("registered", "said"),
    [
        (f"{LOCAL}/", "The registered one ends in a slash"),
        (LOCAL.replace("8080", "8081"), "port"),
        (LOCAL.replace("callback", "Callback"), "upper and lower case"),
        (LOCAL.replace("http:", "https:"), "scheme"),
    ],
)
def test_a_difference_is_named_and_marked(registered: str, said: str) -> None:
    """OIDC Core §3.1.2.1: simple string comparison; what differs is said and marked in both."""
    view = compare(LOCAL, registered)
    assert view.state == "wrong"
    assert said in view.verdict
    assert view.invalid == ("redirect_uri", "registered_redirect_uri")
    assert "<mark" in to_html(view.body)


@pytest.mark.parametrize(
    ("registered", "said"),
    [
        ("app.example/cb", "The registered redirect URI isn't absolute"),
        ("https://аpp.example/cb", "Character 9 of the registered redirect URI is CYRILLIC SMALL LETTER A"),
    ],
)
def test_a_registered_text_that_is_no_uri(registered: str, said: str) -> None:
    """What cannot be registered anywhere is said of the field that holds it, rather than compared."""
    view = compare(LOCAL, registered)
    assert view.verdict.startswith(said)
    assert view.invalid == ("registered_redirect_uri",)
    both = compare("http//x y", registered)
    assert both.invalid == ("registered_redirect_uri", "redirect_uri")
    assert "is a space" in to_html(both.body)


def test_the_providers_rules() -> None:
    """The chosen provider's rules are applied, and the field says what comes without a registered one."""
    view = compare("http://[::1]:8080/cb", profile="banno-admin")
    assert view.state == "wrong"
    assert view.notes["registered_redirect_uri"] == "Enter it to compare every character."
    assert compare("http://[::1]:8080/cb", profile="rfc8252").state == "right"
    assert compare("https://app.example/cb", profile="no-such-profile").state == "right"


def test_a_broken_rule_comes_before_the_difference() -> None:
    """A URI that breaks a rule is wrong whatever is registered, so that is the verdict, not the difference."""
    both = compare("http://[::1]:8080/cb", "http://[::1]:8080/callback", "banno-admin")
    alone = compare("http://[::1]:8080/cb", "", "banno-admin")
    assert both.verdict == alone.verdict
    assert "registered" not in both.verdict
    assert both.invalid == ("redirect_uri", "registered_redirect_uri")
