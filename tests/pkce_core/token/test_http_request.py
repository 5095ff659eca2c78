"""The token request as body and headers, for each way of client authentication."""

from __future__ import annotations

from base64 import b64decode

from hypothesis import given
from hypothesis import strategies as st

from pkce_core import build_token_request, check_token_request
from pkce_core.text.form_encoding import decode_form, parse_form
from pkce_core.token.http_request import HttpRequest
from tests.support.jwts import jwt
from tests.support.token_requests import VERIFIER, token_request

CLAIMS = {"iss": "a", "sub": "a", "aud": "https://op.example/token", "exp": 1_767_225_660, "jti": "1"}
ASSERTION = jwt(CLAIMS)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


def test_the_example_of_the_rfc() -> None:
    """RFC 6749 §4.1.3: the example request, with PKCE's parameter (RFC 7636 §4.5) behind it."""
    built = build_token_request(token_request(client_id="s6BhdRkqt3", client_secret="gX1fBat3bV"))
    assert dict(built.headers)["Authorization"] == "Basic czZCaGRSa3F0MzpnWDFmQmF0M2JW"
    assert dict(built.headers)["Content-Type"] == "application/x-www-form-urlencoded"
    assert (built.method, built.body) == (
        "POST",
        "grant_type=authorization_code&code=SplxlOBeZQQYbYS6WxSbIA"
        f"&redirect_uri=https%3A%2F%2Fclient.example.com%2Fcb&code_verifier={VERIFIER}",
    )


def test_a_public_client() -> None:
    """RFC 6749 §4.1.3: client_id stands in the body when nothing else says who asks; no secret is sent, not even ""."""
    built = build_token_request(token_request())
    assert ("client_id", "a") in parse_form(built.body)
    assert "client_secret" not in built.body
    assert "Authorization" not in dict(built.headers)


def test_a_secret_in_the_body() -> None:
    """RFC 6749 §2.3.1: client_id and client_secret in the body, and nothing in the header."""
    built = build_token_request(token_request(client_secret="s&c", token_endpoint_auth_method="client_secret_post"))
    assert dict(parse_form(built.body))["client_secret"] == "s&c"
    assert "Authorization" not in dict(built.headers)


def test_an_assertion() -> None:
    """RFC 7523 §2.2: the two parameters of private_key_jwt."""
    pairs = dict(parse_form(build_token_request(token_request(client_assertion=ASSERTION)).body))
    assert pairs["client_assertion"] == ASSERTION
    assert pairs["client_assertion_type"] == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


@given(client_id=TEXT, client_secret=TEXT)
def test_basic_credentials_are_form_encoded(client_id: str, client_secret: str) -> None:
    """RFC 6749 §2.3.1: id and secret are form-encoded first, so a colon in either does no harm."""
    built = build_token_request(token_request(client_id=client_id, client_secret=client_secret))
    pair = b64decode(dict(built.headers)["Authorization"].removeprefix("Basic ")).decode("ascii")
    assert [decode_form(part) for part in pair.split(":")] == [client_id, client_secret]
    assert "client_secret" not in built.body


def test_more_parameters() -> None:
    """resource may repeat (RFC 8707 §2), others follow, and what has no value is left out (RFC 6749 §3.2)."""
    request = token_request(resource=("https://a", "https://b"), extra=(("k", "v"), ("empty", "")), redirect_uri=None)
    pairs = parse_form(build_token_request(request).body)
    assert pairs[-3:] == (("resource", "https://a"), ("resource", "https://b"), ("k", "v"))
    assert "redirect_uri" not in dict(pairs)


def test_no_secret_shows() -> None:
    """Neither the request nor what is built nor any message holds a secret."""
    request = token_request(client_secret="s3cr3t ", code="c0de-c0de#", extra=(("k", "s3cr3t"),))
    shown = repr(request) + repr(build_token_request(request)) + repr(check_token_request(request))
    for secret in ("s3cr3t", "c0de", VERIFIER):
        assert secret not in shown
    assert repr(HttpRequest(method="POST", headers=(("A", "b"),), body="xyz")) == (
        "HttpRequest(method='POST', headers: A; body: 3 characters)"
    )
