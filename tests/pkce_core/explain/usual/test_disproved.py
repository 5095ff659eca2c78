"""`disproved`: the causes that a known request can't have."""

from __future__ import annotations

import json

import pytest

from pkce_core import explain_error
from pkce_core.explain.usual.by_authorization import is_pushed
from pkce_core.explain.usual.disproved import disproved, effects_of
from pkce_core.flow.values import parse_flow
from pkce_core.text.base64url import encode_base64url
from tests.support.flows import CHALLENGE, VERIFIER
from tests.support.flows import flow as sound_flow

REDEEM = "grant_type=authorization_code&code=x1y2&client_id=abc&code_verifier"
FORM = "grant_type=authorization_code&code=x1y2&client_id=abc&redirect_uri=https%3A%2F%2Fa.example&code_verifier=v"
CURL = f"curl -d '{FORM}' https://op.example/token"
URL = {"response_type": "code", "code_challenge": "c", "code_challenge_method": "S256"}
JWT = ".".join(encode_base64url(json.dumps(each).encode()) for each in ({"alg": "ES256"}, {"iss": "a"})) + ".c2ln"
PUSHED = {"client_id": "abc", "request_uri": "urn:ietf:params:oauth:request_uri:x"}


@pytest.mark.parametrize(
    ("flow", "out", "kept"),
    [
        ({"authorization_request": URL}, "method-missing method-plain challenge-required response-type",
         "verifier-mismatch secret-wrong redirect-uri-unregistered"),
        ({"authorization_request": URL, "authorization_response": {"error": "invalid_request"}},
         "verifier-malformed redirect-uri-missing code-reused secret-wrong body-not-form", "redirect-uri-unregistered"),
        ({"authorization_request": PUSHED}, "challenge-required method-missing redirect-uri-unregistered",
         "request-uri-used"),
        ({"token_request": CURL}, "secret-wrong secret-empty basic-encoding auth-twice dpop-time verifier-missing"
         " redirect-uri-missing refresh-token-used", "secret-missing client-unknown auth-method dpop-missing code-old"),
        ({"token_request": f"curl -u abc:s3cret -d '{FORM}' https://op.example/token"}, "refresh-token-invalid",
         "secret-wrong basic-encoding"),
        ({"token_request": f"{FORM}&client_secret="}, "secret-wrong", "secret-empty secret-unwanted"),
        ({"token_request": {"grant_type": "authorization_code", "code": "x"}}, "secret-wrong secret-empty"
         " verifier-mismatch basic-encoding", "verifier-missing dpop-time"),
        ({"token_request": {"code": "x", "token_endpoint_auth_method": "client_secret_basic"}}, "refresh-token-used",
         "secret-wrong secret-empty"),
        ({"token_request": f"{FORM}&client_assertion=a.b.c"}, "secret-missing basic-encoding secret-jwt",
         "assertion-refused"),
        ({"token_request": f"{FORM}&client_secret={JWT}"}, "secret-wrong secret-missing", "secret-jwt"),
        ({"token_request": {"code": "x", "client_secret": "-----BEGIN PRIVATE KEY-----"}}, "secret-wrong",
         "auth-method"),
        ({"token_request": "grant_type=refresh_token&refresh_token=r"}, "code-reused verifier-mismatch client-differs",
         "refresh-token-used"),
        ({"token_request": f"POST /token HTTP/1.1\r\nHost: op.example\r\nDPoP: {JWT}\r\n\r\n{FORM}"}, "dpop-missing",
         "dpop-time"),
        ({"token_request": "what is this?"}, "", "secret-wrong code-old"),
        ({}, "", "secret-wrong code-old method-missing"),
    ],
)  # fmt: skip
def test_what_a_request_excludes(flow: dict[str, object], out: str, kept: str) -> None:
    """A cause whose condition the request doesn't meet is out, with a sentence; every other stays."""
    found = disproved(parse_flow(flow))
    assert set(out.split()) <= found.keys()
    assert not set(kept.split()) & found.keys()
    assert all(why.endswith(".") for why in found.values())


def test_a_pushed_request() -> None:
    """RFC 9126 §2.2 has the form of its request_uri."""
    assert is_pushed(parse_flow({"authorization_request": PUSHED}))
    assert not is_pushed(parse_flow({"authorization_request": URL}))


@pytest.mark.parametrize(
    ("request_", "effects"),
    [
        (f"curl -d '{REDEEM}=$V' https://op.example/token", "verifier-malformed verifier-mismatch"),
        (f"curl -d '{REDEEM}={{{{v}}}}' https://op.example/token", "verifier-malformed verifier-mismatch"),
        (f"curl -d '{REDEEM}=undefined' https://op.example/token", "verifier-malformed verifier-mismatch"),
        ("curl -d 'code=<code>' https://op.example/token", "code-damaged code-differs code-old code-reused"),
        (f'curl -d "{REDEEM}=$V" https://op.example/token', ""),
        (f"curl -d 'state=$V&{REDEEM}={VERIFIER}' https://op.example/token", ""),
        (None, ""),
    ],
)
def test_what_follows_from_a_value_that_nobody_filled_in(request_: str | None, effects: str) -> None:
    """The server got a variable's name, so it says that the value is wrong."""
    assert " ".join(sorted(effects_of(parse_flow({"token_request": request_})))) == effects


@pytest.mark.parametrize(
    ("method", "effects"), [(..., ["verifier-mismatch"]), ("plain", ["verifier-mismatch"]), ("S256", [])]
)
def test_a_pair_that_matches_under_s256(method: object, effects: list[str]) -> None:
    """RFC 7636 §4.6: without the method, a server compares the two texts; a new pair changes nothing."""
    values = sound_flow(
        authorization_request={"code_challenge_method": method}, token_response={"error": "invalid_grant"}
    )
    causes = explain_error("invalid_grant", error_description="PKCE verification failed", flow=values).causes
    assert [each.slug for each in causes if "Keep the pair" in each.fix] == effects
    other = sound_flow(authorization_request={"code_challenge_method": method, "code_challenge": CHALLENGE[::-1]})
    assert effects_of(None) == effects_of(other) == {}
