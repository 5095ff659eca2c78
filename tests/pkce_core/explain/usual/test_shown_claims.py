"""`shown_claims`: what the JWTs of a token request say."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pkce_core.explain.usual.shown_claims import shown_claims
from pkce_core.flow.values import parse_flow
from pkce_core.text.base64url import encode_base64url

NOW = 1_700_000_000


def jwt(**claims: Any) -> str:
    return ".".join(encode_base64url(json.dumps(each).encode()) for each in ({"alg": "ES256"}, claims)) + ".c2ln"


@pytest.mark.parametrize(
    ("aud", "says"),
    [
        ("https://op.example", "which doesn't look like"),
        (["https://op.example/api"], "is https://op.example/api, which"),
        (
            ["https://op.example", "https://op.example/token"],
            "has 2 values: https://op.example, https://op.example/token.",
        ),
        ("https://op.example/oauth/token", None),
        (7, None),
        ([], None),
    ],
)
def test_an_audience(aud: object, says: str | None) -> None:
    """The aud is shown, to compare it."""
    found = shown_claims(parse_flow({"token_request": {"client_assertion": jwt(aud=aud)}}), None, "refused")
    assert (says in found["assertion-refused"]) if says else not found


@pytest.mark.parametrize(
    ("words", "shown"), [("The key was not found", False), ("Wrong audience or issuer", True), ("", True)]
)
def test_words_about_another_part(words: str, shown: bool) -> None:
    """Where the server names the key, the aud has no part in it."""
    flow = parse_flow({"token_request": {"client_assertion": jwt(aud="https://op.example")}})
    assert bool(shown_claims(flow, None, words)) is shown


def test_no_jwt() -> None:
    """A text that isn't a JWT shows nothing."""
    assert not shown_claims(parse_flow({"token_request": {"client_assertion": "a.b.c"}}), NOW, "")


@pytest.mark.parametrize(
    ("iat", "sent_at", "now", "says"),
    [
        (NOW - 3600, None, NOW, "1 hour before now. If the request wasn't sent then"),
        (NOW + 3600, None, NOW, "1 hour after now."),
        (NOW - 3600, NOW, NOW, "1 hour before the token request."),
        (NOW - 10, None, NOW, None),
        (NOW - 3600, None, None, None),
        ("x", None, NOW, None),
    ],
)
def test_the_time_of_a_proof(iat: object, sent_at: int | None, now: int | None, says: str | None) -> None:
    """An old proof is named, and that it was sent when it was made can't be excluded."""
    text = (
        f"POST /token HTTP/1.1\r\nHost: op.example\r\nDPoP: {jwt(iat=iat)}\r\n\r\ngrant_type=authorization_code&code=x"
    )
    values: dict[str, Any] = {"token_request": text}
    if sent_at is not None:
        values["token_requested_at"] = sent_at
    found = shown_claims(parse_flow(values), now, "")
    assert (says in found["dpop-time"]) if says else not found


@pytest.mark.parametrize(
    ("request_", "slugs"),
    [
        ({"scope": "openid offline_access"}, ["consent-prompt", "scope-unknown"]),
        ({"scope": "openid offline_access", "prompt": "consent"}, ["scope-unknown"]),
        ({"scope": "openid"}, []),
    ],
)
def test_offline_access(request_: dict[str, str], slugs: list[str]) -> None:
    """Only some servers have the scope, and some want consent for it."""
    flow = parse_flow({"authorization_request": {"client_id": "a", "response_type": "code", **request_}})
    assert list(shown_claims(flow, None, "")) == slugs


def test_a_code_of_apple() -> None:
    """Apple's clients authenticate with a JWT, and an app and a page have two client_ids."""
    for aud, slugs in (("https://appleid.apple.com", ["client-differs"]), ("https://op.example", [])):
        flow = parse_flow({"token_request": {"code": "c", "client_secret": jwt(aud=aud)}})
        assert list(shown_claims(flow, None, "")) == slugs
