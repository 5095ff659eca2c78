"""What the authorization request and the redirect exclude."""

from __future__ import annotations

import pytest

from pkce_core.explain.usual.by_authorization import (
    by_authorization_request,
    by_redirect,
    is_pushed,
    lacks_consent,
    request_lacks,
)
from pkce_core.flow.opened_request import with_opened_request
from pkce_core.flow.values import parse_flow
from tests.support.jwts import jwt

STATE = "Zq7f3a91c2d4XkP0vB8nLw"
URL = {"response_type": "code", "client_id": "abc", "redirect_uri": "https://a.example/cb", "state": STATE}
PUSHED = {"client_id": "abc", "request_uri": "urn:ietf:params:oauth:request_uri:x"}
OBJECT = {**URL, "iss": "abc", "aud": ["https://op.example"], "exp": 300, "nbf": 1, "iat": 1, "jti": "j"}


def slugs(flow: dict[str, object]) -> set[str]:
    values = parse_flow(flow)
    opened = with_opened_request(values)
    found = (*by_redirect(opened), *by_authorization_request(values, opened))
    assert all(why.endswith(".") for _, why in found)
    return {slug for group, _ in found for slug in group}


def test_a_pushed_request() -> None:
    """RFC 9126 §2.2 has the form of its request_uri."""
    assert is_pushed(parse_flow({"authorization_request": PUSHED}))
    assert not is_pushed(parse_flow({"authorization_request": URL}))
    assert "par-required" in slugs({"authorization_request": {**URL, "request_uri": True}})
    assert "request-uri-used" not in slugs({"authorization_request": {**URL, "request_uri": True}})


def test_a_request_that_does_not_look_whole() -> None:
    """A few values of a request don't show what it lacks."""
    assert request_lacks(parse_flow({"authorization_request": URL}), "scope")
    assert not request_lacks(parse_flow({"authorization_request": {"client_id": "abc"}}), "scope")
    assert not request_lacks(parse_flow({"client_id": "abc", "response_type": "code"}), "scope")


@pytest.mark.parametrize(
    ("changes", "out", "kept"),
    [
        ({}, "redirect-uri-unregistered client-unknown user-denied", "wrong-environment"),
        ({"authorization_response": {"code": "c"}}, "", "redirect-uri-unregistered client-unknown"),
        ({"authorization_response": {"code": "c", "state": "other"}}, "", "redirect-uri-unregistered client-unknown"),
        ({"token_request": {"redirect_uri": "https://b.example"}}, "client-unknown", "redirect-uri-unregistered"),
        ({"token_request": {"client_id": "b"}}, "redirect-uri-unregistered", "client-unknown"),
        ({"authorization_endpoint": "https://a.example/a", "token_endpoint": "https://b.example/t"},
         "redirect-uri-unregistered", "client-unknown"),
        ({"authorization_endpoint": "https://a.example/a", "token_endpoint": "https://[/t"}, "client-unknown", ""),
        ({"authorization_request": {}}, "", "redirect-uri-unregistered user-denied"),
        ({"authorization_request": {}, "authorization_response": {"code": "c"}}, "", "client-unknown user-denied"),
    ],
)  # fmt: skip
def test_a_code_that_came(changes: dict[str, object], out: str, kept: str) -> None:
    """The server took what it judges before it sends a code; a redirect of another attempt shows nothing."""
    response = {"code": "c", "state": STATE}
    found = slugs({"authorization_request": URL, "authorization_response": response, **changes})
    assert set(out.split()) <= found
    assert not set(kept.split()) & found


@pytest.mark.parametrize(
    ("request_", "out", "kept"),
    [
        (URL, "verifier-mismatch method-missing pkce-unsupported scope-unknown no-session object-aud request-object"
         " request-uri-used client-id-missing", "redirect-uri-missing challenge-required"),
        ({**URL, "redirect_uri": "", "scope": "a", "prompt": "none"}, "redirect-uri-missing redirect-uri-differs",
         "scope-unknown no-session"),
        ({**URL, "prompt": "login"}, "no-session", ""),
        ({**URL, "registration": "{}"}, "object-aud", "request-object"),
        ({**URL, "request": "a.b.c.d.e"}, "request-uri-used", "object-aud request-object verifier-mismatch"),
        ({"client_id": "abc", "request": jwt(OBJECT)}, "object-aud object-client object-claim-missing response-type",
         "object-signature object-used"),
        ({"client_id": "abc", "request": jwt(OBJECT, {"alg": "ES256", "typ": "at+jwt"})}, "object-aud", "object-form"),
        ({"client_id": "abc", "request": jwt({"aud": "b", "iss": "abc"})}, "object-used object-form",
         "object-aud object-client object-claim-missing"),
    ],
)  # fmt: skip
def test_what_the_request_excludes(request_: dict[str, object], out: str, kept: str) -> None:
    """What it has isn't missing, and what it lacks isn't wrong; a request object is opened first."""
    found = slugs({"authorization_request": request_, "issuer": "https://op.example"})
    assert set(out.split()) <= found
    assert not set(kept.split()) & found


def test_what_both_requests_lack() -> None:
    """A redirect_uri or a scope that the token request has may be wrong."""
    asked = {**URL, "redirect_uri": ""}
    redeems = {"grant_type": "authorization_code", "code": "c"}
    assert "redirect-uri-differs" in slugs({"authorization_request": asked, "token_request": redeems})
    assert "scope-unknown" in slugs({"authorization_request": asked, "token_request": redeems})
    more = {**redeems, "redirect_uri": "https://a.example", "scope": "x", "code_verifier": "v"}
    found = slugs({"authorization_request": asked, "token_request": more})
    assert not found & {"redirect-uri-differs", "scope-unknown", "pkce-unsupported"}


@pytest.mark.parametrize(
    ("messages", "is_https"),
    [
        ({"authorization_request": URL}, True),
        ({"authorization_request": {**URL, "redirect_uri": "http://a.example/cb"}}, False),
        ({"authorization_request": {**URL, "redirect_uri": "com.example.app:/cb"}}, False),
        ({"authorization_request": {"client_id": "a"}, "token_request": {"redirect_uri": "https://a.example"}}, False),
        ({"token_request": {"redirect_uri": "HTTPS://a.example"}}, True),
        ({"authorization_request": URL, "token_request": {"redirect_uri": "http://a.example"}}, False),
        ({"token_request": {"code": "c"}}, False),
    ],
)
def test_an_address_that_is_https(messages: dict[str, object], is_https: bool) -> None:
    """Where every redirect_uri is known and https, none is refused for http."""
    assert ("redirect-uri-insecure" in slugs(messages)) is is_https


def test_consent_for_offline_access() -> None:
    """OIDC Core §11 has prompt=consent for offline_access, of an OpenID request that is known."""
    offline = {**URL, "scope": "openid offline_access"}
    assert lacks_consent(parse_flow({"authorization_request": offline}))
    for other in ({"prompt": "consent"}, {"prompt": "none"}, {"scope": "offline_access"}, {"client_id": None}):
        assert not lacks_consent(parse_flow({"authorization_request": {**offline, **other}}))
    assert "consent-prompt" in slugs({"authorization_request": {**offline, "prompt": "login consent"}})


def test_a_url_has_each_parameter_once() -> None:
    """A URL shows it, and an object doesn't."""
    url = "https://op.example/a?response_type=code&client_id=abc&state=s"
    refused = {"authorization_response": {"error": "invalid_request", "state": "s"}}
    assert "parameter-twice" in slugs({"authorization_request": url, **refused})
    assert "parameter-twice" not in slugs({"authorization_request": URL, **refused})
    assert "parameter-twice" not in slugs({"authorization_request": url})


def test_an_unknown_method_is_not_missing() -> None:
    """It was sent, and isn't plain."""
    found = slugs({"authorization_request": {**URL, "code_challenge": "c" * 43, "code_challenge_method": "sha256"}})
    assert "method-missing" in found
    assert "method-plain" not in found
