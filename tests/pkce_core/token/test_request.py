"""The token request: body and headers for each way of client authentication."""

from __future__ import annotations

from base64 import b64decode
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import Level, Report, TokenRequest, UsageError, ValidationError, build_token_request, check_token_request
from pkce_core.text.form_encoding import decode_form, parse_form
from pkce_core.token.http_request import HttpRequest

VERIFIER = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"
ASSERTION = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJhIn0.c2ln"
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


def _request(**changes: Any) -> TokenRequest:
    values = {"client_id": "a", "code": "SplxlOBeZQQYbYS6WxSbIA", "redirect_uri": "https://client.example.com/cb"}
    return TokenRequest(**{**values, "code_verifier": VERIFIER, **changes})


def _rules(report: Report) -> dict[str, Level]:
    found = {finding.rule: finding.level for finding in report if finding.level is not Level.PASS}
    return {rule.removeprefix("token-request-"): level for rule, level in found.items()}


def test_the_example_of_the_rfc() -> None:
    """RFC 6749 §4.1.3: the example request, with PKCE's parameter (RFC 7636 §4.5) behind it."""
    built = build_token_request(_request(client_id="s6BhdRkqt3", client_secret="gX1fBat3bV"))
    assert dict(built.headers)["Authorization"] == "Basic czZCaGRSa3F0MzpnWDFmQmF0M2JW"
    assert dict(built.headers)["Content-Type"] == "application/x-www-form-urlencoded"
    assert (built.method, built.body) == (
        "POST",
        "grant_type=authorization_code&code=SplxlOBeZQQYbYS6WxSbIA"
        f"&redirect_uri=https%3A%2F%2Fclient.example.com%2Fcb&code_verifier={VERIFIER}",
    )


def test_a_public_client() -> None:
    """RFC 6749 §4.1.3: client_id stands in the body when nothing else says who asks; no secret is sent, not even ""."""
    built = build_token_request(_request())
    assert ("client_id", "a") in parse_form(built.body)
    assert "client_secret" not in built.body
    assert "Authorization" not in dict(built.headers)


def test_a_secret_in_the_body() -> None:
    """RFC 6749 §2.3.1: client_id and client_secret in the body, and nothing in the header."""
    built = build_token_request(_request(client_secret="s&c", token_endpoint_auth_method="client_secret_post"))
    assert dict(parse_form(built.body))["client_secret"] == "s&c"
    assert "Authorization" not in dict(built.headers)


def test_an_assertion() -> None:
    """RFC 7523 §2.2: the two parameters of private_key_jwt."""
    pairs = dict(parse_form(build_token_request(_request(client_assertion=ASSERTION)).body))
    assert pairs["client_assertion"] == ASSERTION
    assert pairs["client_assertion_type"] == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


@given(client_id=TEXT, client_secret=TEXT)
def test_basic_credentials_are_form_encoded(client_id: str, client_secret: str) -> None:
    """RFC 6749 §2.3.1: id and secret are form-encoded first, so a colon in either does no harm."""
    built = build_token_request(_request(client_id=client_id, client_secret=client_secret))
    pair = b64decode(dict(built.headers)["Authorization"].removeprefix("Basic ")).decode("ascii")
    assert [decode_form(part) for part in pair.split(":")] == [client_id, client_secret]
    assert "client_secret" not in built.body


def test_more_parameters() -> None:
    """resource may repeat (RFC 8707 §2), others follow, and what has no value is left out (RFC 6749 §3.2)."""
    request = _request(resource=("https://a", "https://b"), extra=(("k", "v"), ("empty", "")), redirect_uri=None)
    pairs = parse_form(build_token_request(request).body)
    assert pairs[-3:] == (("resource", "https://a"), ("resource", "https://b"), ("k", "v"))
    assert "redirect_uri" not in dict(pairs)


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
    request = _request(**changes)
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
    request = _request(token_endpoint_auth_method="client_secret_post")
    assert check_token_request(request, secret_elsewhere=True).ok
    assert not check_token_request(request).ok


def test_no_secret_shows() -> None:
    """Neither the request nor what is built nor any message holds a secret."""
    request = _request(client_secret="s3cr3t ", code="c0de-c0de#", extra=(("k", "s3cr3t"),))
    shown = repr(request) + repr(build_token_request(request)) + repr(check_token_request(request))
    for secret in ("s3cr3t", "c0de", VERIFIER):
        assert secret not in shown
    assert repr(HttpRequest(method="POST", headers=(("A", "b"),), body="xyz")) == (
        "HttpRequest(method='POST', headers: A; body: 3 characters)"
    )


def test_other_types_are_a_misuse() -> None:
    """What is no TokenRequest raises UsageError."""
    for use in (build_token_request, check_token_request):
        with pytest.raises(UsageError):
            use("code=x")  # type: ignore[arg-type]


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_judged(code: str, verifier: str, secret: str) -> None:
    """Whatever the values hold: a report, and a request or ValidationError."""
    request = _request(code=code, code_verifier=verifier, client_secret=secret)
    ok = check_token_request(request).ok
    try:
        build_token_request(request)
    except ValidationError:
        assert not ok
    else:
        assert ok
