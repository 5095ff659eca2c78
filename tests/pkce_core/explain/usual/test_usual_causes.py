"""The usual causes of a code, as the known values order them."""

from __future__ import annotations

from typing import Any

import pytest

from pkce_core.explain.explanation import NONE_FITS, explain_error
from pkce_core.flow.values import parse_flow
from pkce_core.grants import CODE
from tests.support.jwts import jwt

REQUEST = {
    "response_type": "code", "client_id": "abc", "redirect_uri": "https://a.example/cb", "scope": "api", "state": "s",
    "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", "code_challenge_method": "S256",
}  # fmt: skip
REDEEM = {
    "grant_type": "authorization_code", "client_id": "abc", "redirect_uri": "https://a.example/cb", "code": "c",
    "code_verifier": "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
}  # fmt: skip
REFRESH = {"grant_type": "refresh_token", "refresh_token": "r", "client_id": "abc"}
HTTP = "POST /token HTTP/1.1\r\nHost: op.example\r\n\r\ngrant_type=authorization_code&code=c"


def first(error: str, flow: dict[str, Any], words: str = "") -> str:
    explanation = explain_error(error, error_description=words, flow=parse_flow(flow))
    return explanation.causes[0].slug if explanation.causes else ""


@pytest.mark.parametrize(
    ("error", "flow", "words", "slug"),
    [
        ("invalid_scope", {"authorization_request": {**REQUEST, "scope": ""}}, "", "parameter-missing"),
        ("invalid_scope", {"authorization_request": REQUEST}, "", "scope-unknown"),
        ("invalid_scope", {"token_request": {**REFRESH, "scope": "a b"}}, "The scope b is invalid", "scope-widened"),
        ("invalid_dpop_proof", {"token_request": HTTP}, "", "dpop-missing"),
        ("invalid_grant", {"authorization_request": REQUEST}, "", "redirect-uri-differs"),
        ("invalid_request", {"authorization_request": {"response_type": "code", "client_id": "a"}},
         "Missing parameter: code_challenge_method", "challenge-required"),
        ("invalid_request", {"authorization_request": {**REQUEST, "code_challenge_method": ""}},
         "Transform algorithm not supported", "method-missing"),
        ("invalid_client", {"token_request": {**REDEEM, "client_assertion": "a.b.c"}}, "Invalid client secret",
         "assertion-refused"),
        ("invalid_grant", {"token_request": {"grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer",
         "assertion": "a.b.c"}}, "the assertion is invalid", "exchanged-token-refused"),
        ("invalid_request", {"authorization_request": {"response_type": "code", "client_id": "a"},
         "token_request": {"grant_type": "authorization_code", "code": "c"}}, "Token has expired", "code-old"),
    ],
)  # fmt: skip
def test_the_first_cause(error: str, flow: dict[str, Any], words: str, slug: str) -> None:
    """The values make one cause likelier, or a server's words mean something else."""
    assert first(error, flow, words) == slug


def test_a_request_that_has_all() -> None:
    """No required parameter is missing from it, whether it is the first or the second."""
    for flow in (
        {"authorization_request": REQUEST}, {"token_request": REDEEM}, {"token_request": REFRESH},
    ):  # fmt: skip
        explained = explain_error("invalid_request", flow=parse_flow(flow))
        assert "parameter-missing" not in {cause.slug for cause in explained.causes}
    for less in ({"token_request": {**REDEEM, "redirect_uri": ""}}, {"token_request": "grant_type=password"}):
        explained = explain_error("invalid_request", flow=parse_flow(less))
        assert "parameter-missing" in {cause.slug for cause in explained.causes}


def test_an_error_in_a_redirect() -> None:
    """RFC 6749 §4.1.2.1: a server doesn't redirect to a URI that isn't registered, nor for an unknown client."""
    flow = parse_flow({"authorization_request": REQUEST, "authorization_response": {"error": "invalid_request"}})
    assert "redirect-uri-unregistered" not in {
        cause.slug for cause in explain_error("invalid_request", flow=flow).causes
    }
    named = explain_error("redirect_uri_mismatch", flow=flow)  # some servers do
    assert named.causes[0].slug == "redirect-uri-unregistered"


def test_a_pushed_request_and_a_jwt_as_secret() -> None:
    """A request_uri is the likeliest cause of a pushed request; a JWT in the place of a secret is judged as one."""
    pushed = {"client_id": "a", "request_uri": "urn:ietf:params:oauth:request_uri:x"}
    assert first("invalid_request", {"authorization_request": pushed}) == "request-uri-used"
    secret = {**REDEEM, "client_secret": jwt({"iss": "a"})}
    assert "secret-jwt" in {cause.slug for cause in explain_error(
        "invalid_client", error_description="client assertion refused", flow=parse_flow({"token_request": secret})
    ).causes}  # fmt: skip


@pytest.mark.parametrize(
    ("request_", "grant", "is_said"),
    [
        ({"request_uri": "urn:ietf:params:oauth:request_uri:x"}, "authorization_code", True),
        ({"request_uri": "urn:ietf:params:oauth:request_uri:x", "redirect_uri": "https://a.example"}, CODE, False),
        ({"request_uri": "https://a.example/x"}, "authorization_code", False),
        ({"request_uri": "urn:ietf:params:oauth:request_uri:x"}, "refresh_token", False),
    ],
)
def test_what_was_pushed_is_hidden(request_: dict[str, str], grant: str, is_said: bool) -> None:
    """RFC 9126: what was pushed isn't in the URL, so nothing is compared with it."""
    token = {
        "grant_type": grant,
        "code" if grant == CODE else "refresh_token": "x",
        "redirect_uri": "https://a.example",
    }
    flow = parse_flow({"authorization_request": {"client_id": "a", **request_}, "token_request": token})
    assert ("What was pushed isn't in these values" in explain_error("invalid_grant", flow=flow).meaning) is is_said


def test_no_silent_request() -> None:
    """Without prompt=none, the error belongs to another request."""
    for prompt, is_silent in (("", False), ("login", False), ("none", True)):
        flow = parse_flow({"authorization_request": {**REQUEST, "prompt": prompt}})
        explanation = explain_error("login_required", flow=flow)
        assert ("has no prompt=none" not in explanation.meaning) is is_silent
        assert bool(explanation.causes) is is_silent
    assert "no prompt=none" not in explain_error("login_required", flow=parse_flow({})).meaning


def test_no_cause_is_left() -> None:
    """Then the meaning says that none fits, and why that can be."""
    flow = {"authorization_request": REQUEST, "authorization_response": {"code": "c", "state": "s"}}
    explanation = explain_error("invalid_redirect_uri", flow=parse_flow({**flow, "token_request": REDEEM}))
    assert not explanation.causes
    assert explanation.meaning.endswith(NONE_FITS)
    assert NONE_FITS not in explain_error("unsupported_token_type", flow=parse_flow(flow)).meaning


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("RefreshError: invalid_grant", "refresh-token-invalid"),
        ("Error refreshing access token: invalid_grant", "refresh-token-invalid"),
        ("Failed to refresh token: invalid_grant", "refresh-token-invalid"),
        ("Refresh failed: invalid_grant", "refresh-token-invalid"),
        ("at refreshAccessToken: invalid_grant", "refresh-token-invalid"),
        ("Failed to refresh: invalid_scope", "scope-widened"),
        ("TokenRefreshError: invalid_client", "secret-wrong"),
        ("refreshing the page: invalid_grant", "code-reused"),
        ("invalid_grant: after a refresh of the page the login fails", "code-reused"),
        ("invalid_grant failed to refresh the page", "code-reused"),
        ("invalid_grant: on refresh the page shows the error again", "code-reused"),
        ("invalid_grant after the refresh of my browser", "code-reused"),
        ("invalid_grant after a hard reload", "code-reused"),
        ("invalid_grant after a page refresh", "code-reused"),
        ("invalid_grant: failed to refresh the cache", "redirect-uri-differs"),
        ("invalid_grant. Please refresh the page", "redirect-uri-differs"),
        ("after refreshing the page: failed to refresh token: invalid_grant", "refresh-token-invalid"),
        ("invalid_grant on the refresh of the access token", "refresh-token-invalid"),
    ],
)
def test_a_refresh_by_its_words(text: str, first: str) -> None:
    """What was being refreshed was no code. A known request counts more than words."""
    explanation = explain_error(text)
    assert explanation.causes[0].slug == first
    assert ("doesn't accept the refresh token" in explanation.meaning) is (first == "refresh-token-invalid")
    flow = parse_flow({"token_request": REDEEM})
    assert not explain_error(text, flow=flow).causes[0].slug.startswith("refresh")


def test_a_class_that_says_less_than_its_words() -> None:
    """The words after a library's class count more; a number that isn't known counts less."""
    assert explain_error("MsalUiRequiredException: The code was already redeemed.").causes[0].slug == "code-reused"
    assert explain_error("MsalUiRequiredException: AADSTS99999: x").causes[0].slug == "client-sign-in-again"


@pytest.mark.parametrize(
    ("code", "said", "first"),
    [
        ("invalid_grant", "", "redirect-uri-unasked"),
        ("invalid_grant", "redirect_uri mismatch", "redirect-uri-unasked"),
        ("unsupported_grant_type", "", "body-not-form"),
    ],
)
def test_a_redirect_uri_that_was_not_asked_for(code: str, said: str, first: str) -> None:
    """It takes the place of one that differs, and is no cause of an error about something else."""
    request = {"client_id": "a", "response_type": "code"}
    sent = {"grant_type": "authorization_code", "code": "x1y2", "redirect_uri": "https://a.example/cb"}
    flow = parse_flow({"authorization_request": request, "token_request": sent})
    causes = [each.slug for each in explain_error(code, error_description=said or None, flow=flow).causes]
    assert causes[0] == first
    assert "redirect-uri-differs" not in causes
    assert ("redirect-uri-unasked" in causes) is (code == "invalid_grant")
