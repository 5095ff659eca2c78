"""For every error code: a value that is known to be right is never shown as the cause, whatever the server's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pkce_core import ERROR_CODES, derive_code_challenge, explain_error, parse_flow
from pkce_core.har.explain_har import explain_har
from tests.support.har import entry, har
from tests.support.jwts import jwt

if TYPE_CHECKING:
    from pkce_core.explain.explanation import Explanation

VERIFIER = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"
REDIRECT, TOKEN, AUTHORIZE = "https://app.example/cb", "https://op.example/token", "https://op.example/authorize"
STATE, NOW = "Zq7f3a91c2d4XkP0vB8nLw", 1_700_000_000
REQUEST = {
    "response_type": "code", "client_id": "app-1", "redirect_uri": REDIRECT, "scope": "api", "state": STATE,
    "code_challenge": derive_code_challenge(VERIFIER), "code_challenge_method": "S256",
}  # fmt: skip
OBJECT = {
    **REQUEST, "iss": "app-1", "aud": "https://op.example", "exp": NOW + 60, "nbf": NOW - 60, "iat": NOW - 60,
    "jti": "j",
}  # fmt: skip
RESPONSE = {"code": "SplxlOBeZQQYbYS6WxSbIA", "state": STATE}
REDEEM = {
    "grant_type": "authorization_code", "client_id": "app-1", "redirect_uri": REDIRECT, "code": RESPONSE["code"],
    "code_verifier": VERIFIER,
}  # fmt: skip
REFRESH = {"grant_type": "refresh_token", "client_id": "app-1", "refresh_token": "tGzv3JOkF0XG5Qx2TlKWIA"}
WORDS = (
    "", "invalid", "code_verifier is missing", "PKCE verification failed", "The code has expired",
    "redirect_uri is not registered", "redirect_uri mismatch", "client not found", "Invalid client or client secret",
    "Missing required parameter: code", "Missing parameter: code_challenge_method", "grant_type is missing",
    "Refresh token expired", "refresh_token is required", "Unsupported response_type", "Invalid scope: api",
    "Request object signature is invalid", "request_uri has expired", "Method must be POST", "client_id is required",
)  # fmt: skip

PKCE = "verifier-mismatch verifier-missing verifier-malformed challenge-missing method-missing method-plain"
OF_CODE = "code-old code-reused code-differs code-damaged redirect-uri-differs redirect-uri-missing client-differs"
OF_REFRESH = "refresh-token-used refresh-token-invalid refresh-token-of-another refresh-token-missing scope-widened"
OBJECTS = "object-signature object-time object-aud object-client object-alg object-parameters object-claim-missing"
SECRETS = "secret-wrong secret-empty secret-is-client-id secret-expired basic-encoding auth-twice secret-jwt"

FACTS: dict[str, tuple[dict[str, Any], str]] = {
    "the authorization request has S256": (
        {"authorization_request": REQUEST},
        "challenge-required challenge-malformed method-missing method-plain response-type no-session client-id-missing"
        f" request-uri-used request-uri-of-another {OBJECTS}",
    ),
    "the redirect has a code": (
        {"authorization_request": REQUEST, "authorization_response": RESPONSE},
        "redirect-uri-unregistered redirect-uri-malformed client-unknown response-type state-mismatch user-denied"
        " state-weak par-required request-object",
    ),
    "both requests fit": (
        {"authorization_request": REQUEST, "authorization_response": RESPONSE, "token_request": REDEEM},
        f"{PKCE} code-differs code-damaged redirect-uri-differs redirect-uri-missing redirect-uri-unregistered"
        f" client-differs client-unknown client-id-missing grant-type grant-mismatch {OF_REFRESH} {SECRETS}",
    ),
    "there is no PKCE": (
        {"authorization_request": {**REQUEST, "code_challenge": "", "code_challenge_method": ""}},
        "method-missing method-plain challenge-malformed verifier-mismatch verifier-missing pkce-unsupported",
    ),
    "the token request has no code": (
        {"authorization_request": REQUEST, "token_request": {**REDEEM, "code": ""}}, f"{OF_CODE} {PKCE} {OF_REFRESH}",
    ),
    "the token request is a refresh": ({"token_request": REFRESH}, f"{OF_CODE} {PKCE} refresh-token-missing"),
    "the refresh has no refresh token": (
        {"token_request": {**REFRESH, "refresh_token": ""}},
        f"{OF_CODE} {PKCE} refresh-token-used refresh-token-invalid refresh-token-of-another",
    ),
    "the grant_type is that of the other value": (
        {"token_request": {**REFRESH, "grant_type": "authorization_code"}}, f"{OF_CODE} {PKCE} {OF_REFRESH} grant-type",
    ),
    "the same code brought tokens": (
        {
            "authorization_request": REQUEST, "authorization_response": RESPONSE, "token_request": REDEEM,
            "earlier": [{"token_request": REDEEM, "token_response": {"access_token": "a"}}],
        },
        f"{PKCE} wrong-environment code-damaged client-unknown redirect-uri-unregistered pkce-unsupported",
    ),
    "the request object is right": (
        {"issuer": "https://op.example", "authorization_request": {"client_id": "app-1", "request": jwt(OBJECT)},
         "authorization_requested_at": NOW},
        "object-time object-aud object-client object-claim-missing object-form challenge-required method-missing"
        " response-type",
    ),
    "there is a secret": (
        {"token_request": {**REDEEM, "client_secret": "a-secret-of-the-client"}},
        "secret-missing secret-empty secret-is-client-id secret-jwt client-id-missing",
    ),
}  # fmt: skip


def as_text(request: dict[str, str]) -> list[object]:
    """A token request in the forms that a flow has it in."""
    body = urlencode(request)
    kind = "Content-Type: application/x-www-form-urlencoded"
    return [request, f"POST /token HTTP/1.1\r\nHost: op.example\r\n{kind}\r\n\r\n{body}", f"curl -d '{body}' {TOKEN}"]


def wrongly_shown(explanation: Explanation, right: str) -> set[str]:
    """The causes that say that a right value is wrong."""
    return {each.slug for each in explanation.causes} & set(right.split())


@pytest.mark.parametrize("fact", FACTS)
@settings(deadline=None)
@given(error=st.sampled_from(sorted(ERROR_CODES)), words=st.sampled_from(WORDS), form=st.integers(0, 2))
def test_a_right_value_is_no_cause(fact: str, error: str, words: str, form: int) -> None:
    """The values of the flow disprove each of these causes, for every code, words and form of the token request."""
    values, right = FACTS[fact]
    if "token_request" in values:
        values = {**values, "token_request": as_text(values["token_request"])[form]}
    explanation = explain_error(error, error_description=words, flow=parse_flow(values), now=NOW)
    assert not wrongly_shown(explanation, right)


@settings(deadline=None)
@given(error=st.sampled_from(sorted(ERROR_CODES)), words=st.sampled_from(WORDS), is_retry=st.booleans())
def test_a_recording(error: str, words: str, is_retry: bool) -> None:
    """The same for a HAR file, whose requests are known whole."""
    target = f"{REDIRECT}?{urlencode(RESPONSE)}"
    first = entry("GET", f"{AUTHORIZE}?{urlencode(REQUEST)}", at=1, status=302, answered={"location": target})
    answer = {"error": error, "error_description": words}
    tokens = entry("POST", TOKEN, at=2, form=REDEEM, answer={"access_token": "a-token", "token_type": "Bearer"})
    refused = entry("POST", TOKEN, at=3, status=400, form=REDEEM, answer=answer)
    file = har(first, tokens, refused) if is_retry else har(first, refused)
    explanation = explain_har(file).attempts[0].explanation
    assert explanation is not None
    right = f"{FACTS['both requests fit'][1]} {FACTS['the redirect has a code'][1]} token-method secret-unwanted"
    assert not wrongly_shown(explanation, f"{right} wrong-environment" if is_retry else right)
