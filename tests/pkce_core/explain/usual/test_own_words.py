"""The description in the flow counts for the error beside it, and for no other."""

from __future__ import annotations

import pytest

from pkce_core import parse_flow
from pkce_core.explain.usual.own_words import answered, own_words, up_to_error

REDIRECT = {"error": "access_denied", "error_description": "Not now"}
TOKEN = {"error": "invalid_grant", "error_description": "Code expired"}


@pytest.mark.parametrize(
    ("error", "values", "words"),
    [
        (" invalid_grant\n", {"token_response": TOKEN}, "Code expired"),
        ("invalid_grant", {"token_response": {"error": "invalid_grant", "error_codes": [70008]}}, "AADSTS70008"),
        ("access_denied", {"authorization_response": REDIRECT}, "Not now"),
        ("access_denied", {"authorization_response": REDIRECT, "token_response": TOKEN}, "Not now"),
        ("access_denied", {"authorization_response": {"error": "access_denied"}}, None),
        ("invalid_request", {"authorization_response": REDIRECT, "token_response": TOKEN}, None),
        ("invalid_grant", {"token_response": {"error": "invalid_grant"}}, None),
        ("invalid_grant", {}, None),
    ],
)
def test_whose_words_count(error: str, values: dict[str, object], words: str | None) -> None:
    """Those of the step that has this code."""
    assert own_words(error, parse_flow(values)) == words


@pytest.mark.parametrize(
    ("error", "values", "is_kept"),
    [
        ("access_denied", {"authorization_response": REDIRECT, "token_request": {"code": "c"}}, False),
        ("access_denied", {"authorization_response": REDIRECT, "token_response": TOKEN}, False),
        ("invalid_grant", {"authorization_response": REDIRECT, "token_response": TOKEN}, True),
        ("access_denied", {"authorization_response": REDIRECT, "token_response": {"error": "access_denied"}}, True),
        ("invalid_scope", {"authorization_response": REDIRECT, "token_response": TOKEN}, True),
        ("", {"token_response": TOKEN}, True),
    ],
)
def test_what_comes_after_an_error(error: str, values: dict[str, object], is_kept: bool) -> None:
    """The error of a redirect came before the token request."""
    flow = parse_flow(values)
    left = up_to_error(flow, error)
    assert left is not None
    assert bool(left.token_request or left.token_response) is is_kept
    assert up_to_error(None, error) is None


def test_an_error_of_a_token_endpoint() -> None:
    """It is the token response of a flow that has none."""
    flow = parse_flow({"token_request": {"code": "c"}})
    assert answered(flow, "invalid_grant").token_response == {"error": "invalid_grant"}
    assert answered(flow, "server_error") is flow
