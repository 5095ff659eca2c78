"""What the authorization URL is built from: the endpoint, the challenge, the redirect URI, further parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pkce_core import parse_authorization_url
from pkce_widgets import example
from pkce_widgets.parts.authorize.inputs import read_more
from pkce_widgets.parts.authorize.part import PART
from tests.support.views import view_of, words

if TYPE_CHECKING:
    from pkce_widgets.view.part import PartView

ENDPOINT = "https://login.jackhenry.com/a/oidc-provider/api/v0/auth"
LINK = "Open the login page"


def ask(action: str = "", typing: str = "", **changed: str) -> PartView:
    """The view of the worked example with some of its values changed."""
    return view_of(PART, {**example.REQUEST, **changed}, action=action, typing=typing)


def test_the_endpoint_of_a_provider_with_a_placeholder_is_missing() -> None:
    """An address that still has a name in braces is none."""
    assert "authorization_endpoint" in ask(provider="keycloak").verdict
    assert ask(provider="keycloak", authorization_endpoint="https://sso.example/auth").state == "right"


def test_the_endpoint_of_the_provider_is_said_and_its_doubt_too() -> None:
    """The reader sees which address is used, and that it is uncertain; an address of their own replaces it."""
    view = ask()
    assert view.notes["authorization_endpoint"] == f"Taken from Banno Admin API: {ENDPOINT}"
    assert "is uncertain" in words(view)
    own = ask(authorization_endpoint="https://op.example/auth")
    assert "authorization_endpoint" not in own.notes
    assert "is uncertain" not in words(own)


def test_the_challenge_comes_from_the_verifier() -> None:
    """An empty challenge is derived; nothing is written into the flow, so the checker's field stays the reader's."""
    view = ask(code_challenge="")
    assert f"code_challenge={example.CODE_CHALLENGE}" in view.values["authorization_url"]
    assert "code_challenge" not in view.values


def test_a_challenge_of_another_verifier_is_refused() -> None:
    """A pair that does not belong together is an error now, not invalid_grant later; the known mistake is named."""
    view = ask(code_challenge=f"{example.CODE_CHALLENGE}=")
    assert (view.state, view.invalid) == ("wrong", ("code_challenge",))
    assert "The challenge doesn't match the verifier" in view.verdict
    assert "padding" in words(view)
    assert "doesn't match" in ask(code_challenge=example.CODE_CHALLENGE[::-1]).verdict


def test_a_verifier_that_cannot_be_used_is_said() -> None:
    """Nothing is derived from a verifier that breaks the rules."""
    view = ask(code_verifier="short", code_challenge="")
    assert view.state == "wrong"
    assert "The verifier has 5 characters" in view.verdict


def test_the_redirect_uri_is_judged_by_the_provider() -> None:
    """The provider's rules and the registered URI are looked at; a URL they refuse may be tried all the same."""
    view = ask(redirect_uri="http://[::1]/cb")
    assert (view.state, view.invalid) == ("wrong", ("redirect_uri",))
    assert "the loopback address of IPv6" in view.verdict
    assert LINK in words(view)
    assert "isn't the registered redirect URI" in ask(registered_redirect_uri="http://localhost:8080/Callback").verdict
    assert "rules for a native app" in words(ask(redirect_uri_profile="native", redirect_uri="http://127.0.0.1/cb"))
    assert ask(provider="custom", redirect_uri_profile="none", authorization_endpoint=ENDPOINT).state == "right"


def test_further_parameters() -> None:
    """Lines become parameters of the URL; resource may repeat."""
    view = ask(more_parameters='prompt=login\n\nmax_age = 60\nresource=https://a\nresource=https://b\nclaims={"a":"="}')
    asked = parse_authorization_url(view.values["authorization_url"])
    assert (asked.prompt, asked.max_age, asked.resource) == ("login", 60, ("https://a", "https://b"))
    assert asked.claims == '{"a":"="}'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("prompt", "Line 1 of the further parameters isn't name=value."),
        ("\n=login", "Line 2 of the further parameters isn't name=value."),
        ("state=x", "state has its own field. Enter it there."),
        ("code_challenge_method=plain", "code_challenge_method is always S256 here. No other method is secure."),
        ("prompt=a\nprompt=b", "prompt appears twice among the further parameters."),
        ("x=a\nx=b", "x appears twice among the further parameters."),
    ],
)
def test_further_parameters_that_are_none(text: str, message: str) -> None:
    """A line that cannot be used is named, with why."""
    assert [finding.message for finding in read_more(text)[1]] == [message]
    view = ask(more_parameters=text)
    assert (view.state, view.verdict, view.invalid) == ("wrong", message, ("more_parameters",))
