"""A parameter that was sent isn't missing."""

from __future__ import annotations

from typing import Any

import pytest

from pkce_core.explain.explanation import explain_error
from pkce_core.explain.usual.by_words import by_words
from pkce_core.flow.values import parse_flow

REQUEST = {"response_type": "code", "client_id": "a", "redirect_uri": "https://a.example", "state": "s", "scope": "x"}
REDEEM = "grant_type=authorization_code&code=c&client_id=a"


@pytest.mark.parametrize(
    ("words", "flow", "why"),
    [
        ("code is missing", {"token_request": REDEEM}, "The token request has a code."),
        ("code is missing", {"authorization_request": REQUEST}, ""),
        ("code is missing", {"token_request": "grant_type=authorization_code"}, ""),
        ("state is missing", {"authorization_request": REQUEST, "token_request": REDEEM},
         "The authorization request has a state."),
        ("redirect_uri is required", {"authorization_request": REQUEST},
         "The authorization request has a redirect_uri."),
        ("redirect_uri is required", {"authorization_request": REQUEST, "token_request": REDEEM}, ""),
        ("scope is missing", {"authorization_request": REQUEST}, "The authorization request has a scope."),
        ("nonce is missing", {"authorization_request": REQUEST}, ""),
        ("something is odd", {"authorization_request": REQUEST}, ""),
    ],
)  # fmt: skip
def test_what_is_not_missing(words: str, flow: dict[str, Any], why: str) -> None:
    """What the last request has is there; what it lacks, or what nobody knows, may be missing."""
    values = parse_flow(flow)
    said = {cause.slug: cause.evidence for cause in explain_error("invalid_request", error_description=words).causes}
    assert by_words(said, values) == ({"parameter-missing": why} if why else {})
    shown = explain_error("invalid_request", error_description=words, flow=values).causes
    missing = [cause for cause in shown if cause.slug == "parameter-missing" and cause.named]
    assert not why or all(why in cause.evidence for cause in missing)
