"""What earlier answers of the server exclude."""

from __future__ import annotations

from typing import Any

import pytest

from pkce_core.explain.usual.by_earlier import by_earlier
from pkce_core.flow.values import parse_flow

FORM = "grant_type=authorization_code&code=c1&client_id=abc&code_verifier=v1"
CURL = f"curl -d '{FORM}' https://op.example/token"
OTHER = CURL.replace("c1", "c2").replace("v1", "v2")
REFRESH = "curl -d 'grant_type=refresh_token&refresh_token=r1&client_id=abc' https://op.example/token"
TOKENS = {"access_token": "a", "refresh_token": "r1"}
AT = {"authorization_endpoint": "https://op.example/auth"}


@pytest.mark.parametrize(
    ("now", "before", "out", "kept"),
    [
        ({"token_request": CURL}, {"token_request": CURL}, "code-damaged wrong-environment verifier-mismatch"
         " client-unknown", "code-reused code-old secret-wrong"),
        ({"token_request": CURL}, {"token_request": CURL, "token_response": {"error": "x"}}, "", "code-damaged"),
        ({"token_request": CURL}, {"token_request": {"code": "c1"}}, "wrong-environment", "verifier-mismatch"),
        ({"token_request": CURL.replace("op.", "other.")}, {"token_request": CURL}, "", "wrong-environment"),
        ({"token_request": OTHER}, {"token_request": CURL}, "client-unknown", "wrong-environment code-damaged"),
        ({"token_request": OTHER, **AT}, {"token_request": CURL, **AT}, "client-unknown wrong-environment", ""),
        ({"token_request": OTHER.replace("abc", "x"), **AT}, {"token_request": CURL, **AT}, "", "client-unknown"),
        ({"token_request": REFRESH}, {"token_request": CURL}, "wrong-environment", "refresh-token-used"),
        ({"token_request": REFRESH.replace("r1", "r0")}, {"token_request": CURL}, "client-unknown",
         "wrong-environment"),
        ({"token_request": {"grant_type": "refresh_token", "client_id": "abc"}},
         {"authorization_request": {"client_id": "abc"}}, "", "client-unknown"),
        ({}, {"token_request": CURL}, "", "client-unknown"),
    ],
)  # fmt: skip
def test_what_brought_tokens_was_right(now: dict[str, Any], before: dict[str, Any], out: str, kept: str) -> None:
    """The same value at the same address isn't wrong, but a code may have been used, or be too old."""
    flow = parse_flow({**now, "earlier": [{"token_response": TOKENS, **before}]})
    found = {slug for slugs, why in by_earlier(flow) for slug in slugs if why.endswith(".")}
    assert set(out.split()) <= found
    assert not set(kept.split()) & found
