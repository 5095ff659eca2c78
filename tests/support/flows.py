"""A flow whose messages fit together, and the same with some values changed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pkce_core import FlowValues, Level, Report, ValidationError, check_flow, derive_code_challenge, parse_flow
from tests.support.signing import sign_hs256

VERIFIER = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"


CHALLENGE = derive_code_challenge(VERIFIER)


NOW = 1_700_000_000


REDIRECT = "http://127.0.0.1:8080/callback"


def id_token(**claims: object) -> str:
    known = {
        "iss": "https://op.example",
        "sub": "alice",
        "aud": "client",
        "exp": NOW + 60,
        "iat": NOW,
        "nonce": "a-nonce",
    }
    return sign_hs256({**known, **claims}, "a-client-secret", {"alg": "HS256", "kid": "k"})


SOUND: dict[str, Any] = {
    "issuer": "https://op.example",
    "registered_redirect_uri": REDIRECT,
    "authorization_request": {
        "client_id": "client",
        "response_type": "code",
        "redirect_uri": REDIRECT,
        "scope": "openid profile",
        "state": "a-state",
        "nonce": "a-nonce",
        "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
    },
    "authorization_response": {"code": "the-code", "state": "a-state", "iss": "https://op.example"},
    "token_request": {
        "grant_type": "authorization_code",
        "client_id": "client",
        "client_secret": "a-client-secret",
        "code": "the-code",
        "redirect_uri": REDIRECT,
        "code_verifier": VERIFIER,
    },
    "token_response": {
        "access_token": "the-access-token",
        "id_token": id_token(),
        "token_type": "Bearer",
        "expires_in": 3600,
        "scope": "openid profile",
    },
    "code_received_at": NOW,
    "token_requested_at": NOW + 10,
}


def flow(**changes: Any) -> FlowValues:
    """The sound flow with parameters of its steps changed, or left out with `...`, or a whole value replaced."""
    values = json.loads(json.dumps(SOUND))
    for name, value in changes.items():
        if isinstance(value, dict) and name in values:
            step = {**values[name], **value}
            values[name] = {key: there for key, there in step.items() if there is not ...}
        else:
            values[name] = value
    return parse_flow({name: value for name, value in values.items() if value is not ...})


def rules(report: Report, level: Level = Level.ERROR) -> list[str]:
    return [finding.rule for finding in report.at(level)]


def assert_first_error(changes: dict[str, Any], rule: str, says: str) -> None:
    """Fail unless the changed flow has this error first, with these words, and `raise_errors` raises it."""
    report = check_flow(flow(**changes), now=NOW)
    wrong = [finding for finding in report.errors if finding.rule == rule]
    assert says in wrong[0].message
    assert rules(report)[:1] == [rule]
    with pytest.raises(ValidationError, match=wrong[0].message[:20].split("(")[0]):
        report.raise_errors()
