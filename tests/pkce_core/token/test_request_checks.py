"""The token request: each mistake has its rule, and an error keeps it from being built."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import Level, Report, TokenRequest, UsageError, ValidationError, build_token_request, check_token_request
from pkce_core.token.request_checks import LONGEST_REQUEST
from tests.support.jwts import jwt
from tests.support.reports import levels
from tests.support.token_requests import token_request


def _rules(report: Report) -> dict[str, Level]:
    return levels(report, "token-request-")


@pytest.mark.parametrize(
    ("changes", "rule", "level"),
    [
        ({"client_id": ""}, "client-id", Level.ERROR),
        ({"client_id": "\ud800"}, "text", Level.ERROR),
        ({"extra": (("k", "\udfff"),)}, "text", Level.ERROR),
        ({"resource": ("\udfff",)}, "text", Level.ERROR),
        ({"grant_type": "password"}, "grant-type", Level.ERROR),  # RFC 6749 §4.1.3
        ({"code": ""}, "code", Level.ERROR),
        ({"code": "4%2F0AbC"}, "code-escaped", Level.WARNING),
        ({"code": "abc#state"}, "code-more", Level.WARNING),
        ({"code": "abc&state=x"}, "code-more", Level.WARNING),
        ({"code": "abc "}, "code-space", Level.WARNING),
        ({"redirect_uri": None}, "redirect-uri", Level.WARNING),  # RFC 6749 §4.1.3
        ({"redirect_uri": "https://a\n"}, "redirect-uri-space", Level.WARNING),
        ({"code_verifier": None}, "verifier", Level.ERROR),  # RFC 7636 §4.5
        ({"code_verifier": ""}, "verifier", Level.ERROR),
        ({"code_verifier": "short"}, "verifier-length", Level.ERROR),  # RFC 7636 §4.1
        ({"token_endpoint_auth_method": "basic"}, "auth-method", Level.ERROR),
        ({"token_endpoint_auth_method": "basic", "client_secret": "x"}, "two-methods", Level.ERROR),
        ({"token_endpoint_auth_method": "none", "client_secret": "x"}, "two-methods", Level.ERROR),  # RFC 6749 §2.3
        ({"client_secret": "x", "client_assertion": "y"}, "two-methods", Level.ERROR),
        ({"token_endpoint_auth_method": "private_key_jwt"}, "assertion", Level.ERROR),
        ({"client_assertion": "a.b"}, "assertion-form", Level.ERROR),  # RFC 7523 §3: a JWT, signed
        ({"client_assertion": "a.b.c\n"}, "assertion-form", Level.ERROR),
        ({"client_assertion": "a.b.é"}, "assertion-form", Level.ERROR),
        ({"token_endpoint_auth_method": "client_secret_post"}, "secret-missing", Level.ERROR),
        ({"client_secret": ""}, "secret-empty", Level.ERROR),  # RFC 6749 §2.3.1
        ({"client_secret": " x"}, "client-secret-space", Level.WARNING),
        ({"extra": (("", "x"),)}, "extra", Level.ERROR),
        ({"extra": (("code", "x"),)}, "duplicate", Level.ERROR),  # RFC 6749 §3.2
        ({"extra": (("k", "x"), ("k", "y"))}, "duplicate", Level.ERROR),
        ({"client_secret": "x"}, "", Level.PASS),
        ({}, "", Level.PASS),
    ],
)
def test_each_rule(changes: dict[str, Any], rule: str, level: Level) -> None:
    """Each mistake has its rule; an error keeps the request from being built."""
    request = token_request(**changes)
    report = check_token_request(request)
    assert (_rules(report).get(rule) is level) if rule else _rules(report) == {}
    if report.ok:
        check_token_request(request).raise_errors()
        assert build_token_request(request).method == "POST"
        return
    for refuse in (build_token_request, lambda request: check_token_request(request).raise_errors()):
        with pytest.raises(ValidationError) as caught:
            refuse(request)
        assert caught.value.report == report


def test_a_secret_that_comes_later() -> None:
    """A command may fetch the secret when it runs."""
    request = token_request(token_endpoint_auth_method="client_secret_post")
    assert check_token_request(request, secret_elsewhere=True).ok
    assert not check_token_request(request).ok


def test_other_types_are_a_misuse() -> None:
    """What is no TokenRequest raises UsageError."""
    for use in (build_token_request, check_token_request):
        with pytest.raises(UsageError):
            use("code=x")  # type: ignore[arg-type]


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_judged(code: str, verifier: str, secret: str) -> None:
    """Whatever the values hold: a report, and a request or ValidationError."""
    request = token_request(code=code, code_verifier=verifier, client_secret=secret)
    ok = check_token_request(request).ok
    try:
        build_token_request(request)
    except ValidationError:
        assert not ok
    else:
        assert ok


def test_the_longest_token_request_is_built() -> None:
    """The same for the request that redeems the code."""
    values: dict[str, Any] = {"client_id": "c", "redirect_uri": "https://a.example/cb", "code_verifier": "v" * 43}
    fits = TokenRequest(**values, code="a" * (LONGEST_REQUEST - 43 - 20 - 1))
    assert build_token_request(fits).body
    with pytest.raises(ValidationError, match="characters in total"):
        build_token_request(replace(fits, client_id="cc"))


REFRESH = {
    "code": "",
    "redirect_uri": None,
    "code_verifier": None,
    "grant_type": "refresh_token",
    "refresh_token": "rt",
}


@pytest.mark.parametrize(
    ("changes", "rule", "level"),
    [
        ({}, "", Level.PASS),
        ({"scope": "openid mail"}, "", Level.PASS),
        ({"refresh_token": None}, "refresh-token", Level.ERROR),  # RFC 6749 §6
        ({"refresh_token": "rt\n"}, "refresh-token-space", Level.WARNING),
        ({"refresh_token": "r\u200bt"}, "refresh-token-grammar", Level.ERROR),  # Appendix A.17
        ({"code": "c"}, "not-of-grant", Level.ERROR),
        ({"redirect_uri": "https://a"}, "not-of-grant", Level.ERROR),
        ({"grant_type": "authorization_code", "code": "c", "code_verifier": "v" * 43, "redirect_uri": "https://a"},
         "not-of-grant", Level.ERROR),
        ({"scope": "a,  b"}, "scope", Level.WARNING),  # RFC 6749 §3.3
        ({"scope": "a", "extra": (("scope", "b"),)}, "duplicate", Level.ERROR),
        ({"grant_type": "urn:example:own", "refresh_token": None}, "grant-type", Level.ERROR),
    ],
)  # fmt: skip
def test_a_refresh(changes: dict[str, Any], rule: str, level: Level) -> None:
    """RFC 6749 §6: a refresh has a refresh_token, perhaps a scope, and nothing of the request for a code."""
    request = token_request(**{**REFRESH, **changes})
    assert _rules(check_token_request(request)).get(rule, Level.PASS) is level
    assert "'rt" not in repr(request)


def test_a_refresh_is_built() -> None:
    """The body has the grant, the token and the scope, in that order, and no empty parameter."""
    built = build_token_request(token_request(**REFRESH, scope="openid"))
    assert built.body == "grant_type=refresh_token&client_id=a&refresh_token=rt&scope=openid"


def test_a_secret_that_is_a_jwt() -> None:
    """Apple's client_secret is opened."""
    secret = jwt({"iss": "TEAM123456", "sub": "a", "aud": "https://appleid.apple.com", "exp": 1_767_225_600_000})
    assert levels(check_token_request(token_request(client_secret=secret)))["client-jwt-exp"] is Level.ERROR
