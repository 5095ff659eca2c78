"""What the token request excludes."""

from __future__ import annotations

import json

import pytest

from pkce_core.explain.usual.by_token_request import by_token_request
from pkce_core.flow.values import parse_flow
from pkce_core.text.base64url import encode_base64url
from tests.support.jwts import jwt

FORM = "grant_type=authorization_code&code=x1y2&client_id=abc&redirect_uri=https%3A%2F%2Fa.example&code_verifier=v"
HTTP = "POST /token HTTP/1.1\r\nHost: op.example\r\nContent-Type: application/x-www-form-urlencoded\r\n"
PROOF = {"htm": "POST", "htu": "https://op.example/token", "jti": "j", "iat": 1}
JWT_BEARER = "urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer"
ASSERTION = f"client_assertion=a.b.c&client_assertion_type={JWT_BEARER}"


def proof(**claims: object) -> str:
    header = {"typ": "dpop+jwt", "alg": "ES256", "jwk": {"kty": "EC", "crv": "P-256", "x": "a", "y": "b"}}
    parts = [encode_base64url(json.dumps(each).encode()) for each in (header, {**PROOF, **claims})]
    return ".".join([*parts, encode_base64url(b"s" * 64)])


@pytest.mark.parametrize(
    ("request_", "out", "kept"),
    [
        (FORM, "refresh-token-used refresh-token-missing scope-widened verifier-missing auth-twice", "code-old"),
        ({"grant_type": "authorization_code", "client_id": "a"}, "code-old redirect-uri-differs refresh-token-used",
         ""),
        ({"client_id": "a", "code_verifier": "v"}, "verifier-missing", "code-old refresh-token-used"),
        ({"grant_type": "refresh_token", "refresh_token": "r"}, "code-old scope-widened scope-unknown"
         " refresh-token-missing method-missing", "refresh-token-used"),
        ({"grant_type": "refresh_token"}, "refresh-token-used code-old", "refresh-token-missing"),
        ({"grant_type": "refresh_token", "refresh_token": "r", "scope": "a"}, "", "scope-widened scope-unknown"),
        ({"grant_type": "refresh_token", "code": "c"}, "grant-type code-old refresh-token-used", "grant-mismatch"),
        ({"grant_type": "authorization_code", "refresh_token": "r"}, "grant-type code-old refresh-token-used", ""),
        ({"grant_type": "client_credentials", "client_id": "a", "client_secret": "s"}, "secret-unwanted",
         "secret-wrong"),
        (f"{FORM}&{ASSERTION}", "assertion-missing secret-missing", "assertion-refused"),
        (f"{FORM}&client_secret=s", "assertion-refused auth-twice basic-encoding", "secret-wrong"),
        (f"{FORM}&client_secret=s&{ASSERTION}", "assertion-missing", "auth-twice assertion-refused"),
        (f"curl -u abc:s -d '{FORM}' https://op.example/token", "secret-missing auth-twice token-method",
         "secret-wrong basic-encoding"),
        (f"curl -u abc:s -d '{FORM}&client_secret=s' https://op.example/token", "secret-missing", "auth-twice"),
        ("curl -d @body.txt https://op.example/token", "token-method", "auth-twice code-old"),
        (f"{HTTP}DPoP: {proof()}\r\n\r\n{FORM}", "dpop-missing dpop-target", "dpop-time dpop-key"),
        (f"{HTTP}DPoP: {proof(htm='GET')}\r\n\r\n{FORM}", "dpop-missing", "dpop-target"),
        (f"{HTTP}DPoP: eyJhYmMifQ.e30.c2ln\r\n\r\n{FORM}", "dpop-missing", "dpop-target"),
        (f"{HTTP}\r\n{FORM}", "dpop-key dpop-time", "dpop-missing"),
        (f"curl -H \"DPoP: $PROOF\" -d '{FORM}' https://op.example/token", "dpop-missing", "dpop-key dpop-time"),
        (f"curl -d '{FORM}' https://op.example/token", "dpop-key", "dpop-missing dpop-nonce"),
        (f"fetch('https://op.example/token', {{method: 'POST', body: '{FORM}'}})", "token-method", "dpop-key"),
        (f"{FORM}&client_secret={jwt({'iss': 'a'})}", "secret-wrong", "secret-jwt"),
        ({"grant_type": "authorization_code", "code": "c", "client_secret": "-----BEGIN PRIVATE KEY-----"},
         "secret-expired", "auth-method"),
    ],
)  # fmt: skip
def test_what_a_request_excludes(request_: object, out: str, kept: str) -> None:
    """A cause whose condition the request doesn't meet is out; every other stays."""
    found = {slug for slugs, _ in by_token_request(parse_flow({"token_request": request_})) for slug in slugs}
    assert set(out.split()) <= found
    assert not set(kept.split()) & found


@pytest.mark.parametrize(
    ("received", "sent", "is_whole"), [("abc", "abc", True), ("abc", "ab", False), ("a%2F", "a%2F", False)]
)
def test_the_code_of_the_redirect(received: str, sent: str, is_whole: bool) -> None:
    """The same code isn't damaged, unless it still has a percent sign."""
    request = {"grant_type": "authorization_code", "code": sent}
    flow = parse_flow({"authorization_response": {"code": received}, "token_request": request})
    assert ("code-damaged" in {slug for slugs, _ in by_token_request(flow) for slug in slugs}) is is_whole


def test_values_side_by_side() -> None:
    """What is absent from a flat object isn't missing from a request; a text without a request shows nothing."""
    flat = parse_flow({"code": "c", "code_verifier": "v", "client_id": "a", "error": "invalid_client"})
    found = {slug for slugs, _ in by_token_request(flat) for slug in slugs}
    assert "verifier-missing" in found
    assert not found & {"secret-wrong", "code-damaged", "auth-twice"}
    assert not [*by_token_request(parse_flow({"token_request": "what is this?"}))]
    assert not [*by_token_request(parse_flow({}))]
