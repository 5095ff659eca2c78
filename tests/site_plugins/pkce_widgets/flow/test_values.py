"""The reader's values as a flow: each message from what is known of it."""

from __future__ import annotations

import pytest

from pkce_widgets import example
from pkce_widgets.flow.values import refused_flow, seconds, sent_request, whole_flow
from pkce_widgets.view.part import Inputs

LOOSE = {name: example.REQUEST[name] for name in ("client_id", "redirect_uri", "state", "code_challenge")}


def test_a_refused_redirect_has_no_code() -> None:
    """When the redirect brought an error, the code of an earlier one isn't part of the flow, but its state is."""
    values = {**example.REFUSED, "error": "access_denied", "redirect": "?error=access_denied&state=s"}
    flow = whole_flow(Inputs(values=values))
    assert dict(flow.authorization_response) == {
        "state": example.STATE,
        "error": "access_denied",
        "error_description": "grant request is invalid",
    }
    assert not flow.token_request
    assert not flow.token_response


def test_a_refused_token_request_keeps_the_code() -> None:
    """When the token endpoint refused, the redirect brought its code, and the error is in the token response."""
    flow = whole_flow(Inputs(values=example.REFUSED))
    assert flow.authorization_response["code"] == flow.token_request["code"] == example.CODE
    assert flow.token_response["error"] == "invalid_grant"


def test_the_parameters_of_the_redirect_count() -> None:
    """What the redirect itself said replaces what the flow knows."""
    flow = refused_flow(Inputs(values=example.REFUSED), {"error": "server_error", "state": "another"})
    assert dict(flow.authorization_response) == {"error": "server_error", "state": "another"}


def test_a_request_of_single_values() -> None:
    """Without a URL but with a challenge, the values in the fields are the request; its method is that of this site."""
    refused = {"error": "access_denied"}
    flow = whole_flow(Inputs(values={**LOOSE, **refused}))
    assert dict(flow.authorization_request) == {**LOOSE, "code_challenge_method": "S256"}
    without = {name: text for name, text in LOOSE.items() if name != "code_challenge"}
    assert not whole_flow(Inputs(values={**without, **refused})).authorization_request


def test_a_redirect_uri_is_not_compared_with_itself() -> None:
    """The token request has its redirect_uri from the same field, so the loose request leaves it out."""
    values = {**LOOSE, "code": example.CODE, "code_verifier": example.CODE_VERIFIER, "error": "invalid_grant"}
    flow = whole_flow(Inputs(values=values))
    assert flow.token_request["redirect_uri"] == example.REDIRECT_URI
    assert "redirect_uri" not in flow.authorization_request


def test_the_url_that_was_opened_comes_first() -> None:
    """The request that was sent is that of the opened URL, and else of the one that is ready."""
    ready = "https://op.example/auth?client_id=ready"
    assert sent_request(Inputs()) is None
    for values, client_id in (
        ({}, "ready"),
        ({"authorization_requested_url": f"{ready}-and-opened"}, "ready-and-opened"),
    ):
        request = sent_request(Inputs(values={"authorization_url": ready, **values}))
        assert request
        assert request.client_id == client_id


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("1772366450", 1772366450.0),
        ("1.5", 1.5),
        ("0", None),
        ("-1", None),
        ("soon", None),
        ("nan", None),
        ("1e12", None),
    ],
)
def test_moments(text: str, moment: float | None) -> None:
    """Seconds since 1970; milliseconds and other texts are none."""
    assert seconds(text) == moment


def test_what_single_values_leave_open() -> None:
    """A code that was typed doesn't show that the redirect had no state; nor do a request's single values show more."""
    typed = whole_flow(
        Inputs(values={**LOOSE, "code": "c", "code_verifier": example.CODE_VERIFIER, "error": "invalid_grant"})
    )
    assert typed.partial == {"authorization_request", "authorization_response"}
    pasted = whole_flow(Inputs(values={**LOOSE, "redirect": "https://app.example.com/cb?code=c"}))
    assert pasted.partial == {"authorization_request"}
