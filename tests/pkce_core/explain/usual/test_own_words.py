"""The description in the flow counts for the error beside it, and for no other."""

from __future__ import annotations

import pytest

from pkce_core import parse_flow
from pkce_core.explain.usual.own_words import own_words

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
