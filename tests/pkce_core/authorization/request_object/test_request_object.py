"""A request in another place: a pushed one is right as it is, and a signed one is opened and judged."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import Level, Report, check_authorization_url
from tests.support.growth import FAR_TOO_MUCH, cost_per_character
from tests.support.jwts import jwt
from tests.support.reports import levels

CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
STATE = "q8wJd0sKx72nZ1q8wJd0sKx"
CLAIMS: dict[str, Any] = {
    "iss": "a", "aud": "https://op.example", "client_id": "a", "response_type": "code", "scope": "openid",
    "redirect_uri": "https://app.example/cb", "state": STATE, "nonce": STATE[::-1], "max_age": 60,
    "code_challenge": CHALLENGE, "code_challenge_method": "S256", "claims": {"id_token": None}, "resource": [],
}  # fmt: skip
GONE = object()


def check(claims: dict[str, Any], header: object = None, **outer: str) -> Report:
    kept = {name: value for name, value in {**CLAIMS, **claims}.items() if value is not GONE}
    return check_url(**{"client_id": "a", "request": jwt(kept, header), **outer})


def check_url(**parameters: str) -> Report:
    return check_authorization_url(f"https://op.example/auth?{urlencode(parameters)}")


def test_a_right_one() -> None:
    """The parameters in it are judged like those of a URL, and are all that the flow needs."""
    report = check({}, {"alg": "ES256", "typ": "oauth-authz-req+jwt"})
    assert levels(report) == {}
    assert report.findings[0].rule == "url-complete"


@pytest.mark.parametrize(
    ("claims", "header", "rule", "level"),
    [
        ({"code_challenge": GONE, "code_challenge_method": GONE}, None, "url-challenge-missing", Level.ERROR),
        ({"code_challenge_method": "plain"}, None, "challenge-method-plain", Level.WARNING),
        ({"state": GONE}, None, "url-state-missing", Level.WARNING),
        ({"redirect_uri": "https://app.example/cb#x"}, None, "redirect-uri-fragment", Level.ERROR),
        ({"client_id": "b"}, None, "request-object-client-id", Level.ERROR),
        ({"iss": "b"}, None, "request-object-iss-differs", Level.WARNING),
        ({"iss": "b", "client_id": GONE}, None, "request-object-iss-differs", Level.WARNING),
        ({"iss": GONE}, None, "request-object-iss", Level.WARNING),
        ({"aud": GONE}, None, "request-object-aud", Level.WARNING),
        ({"sub": "a"}, None, "request-object-kind", Level.WARNING),
        ({}, {"alg": "ES256", "typ": "dpop+jwt"}, "request-object-kind", Level.ERROR),
        ({}, {"alg": "none"}, "request-object-signed", Level.WARNING),
        ({"exp": 1_767_225_600_000}, None, "request-object-time", Level.ERROR),
        ({"request_uri": "urn:x"}, None, "request-object-nested", Level.ERROR),
    ],
)
def test_what_is_wrong_in_it(claims: dict[str, Any], header: object, rule: str, level: Level) -> None:
    """RFC 9101, and the rules of any authorization request."""
    found = levels(check(claims, header))
    assert found.get(rule, found.get(f"url-{rule}")) is level or (rule == "challenge-method-plain" and found)


def test_conflicts() -> None:
    """RFC 9101 §6.3: the object counts; what is only outside may be ignored."""
    found = check({"nonce": GONE}, None, scope="openid mail", nonce=STATE[::-1], response_type="code")
    assert levels(found) == {"request-object-conflict": Level.WARNING, "request-object-outside": Level.WARNING}
    messages = " ".join(finding.message for finding in found)
    assert "scope in the URL and in the request object differ" in messages
    assert "nonce is in the URL" in messages


def test_an_iss_that_follows_from_another_client_id() -> None:
    """What is wrong is the client_id of the URL, and it's said once."""
    found = check({"iss": "b", "client_id": "b"})
    assert found.errors[0].rule == "request-object-client-id"
    assert "request-object-iss-differs" not in levels(found)


@pytest.mark.parametrize(
    ("inside", "outer", "hint"),
    [
        ("openid accounts", {"scope": "openid"}, None),
        ("openid accounts", {"scope": "openid", "redirect_uri": "https://x.example/"}, "Leave it out"),
        ("accounts", {"scope": "mail"}, "Leave it out"),
        ("accounts", {"scope": "openid"}, "Send the same in both."),
        ("openid accounts", {"scope": "accounts"}, "Send the same in both."),
        ("openid", {"scope": "openid", "response_type": "code id_token"}, "Send the same in both."),
    ],
)
def test_what_an_openid_request_has_in_its_url(inside: str, outer: dict[str, str], hint: str | None) -> None:
    """OIDC Core §6.1: response_type, and a scope with openid in it, are in the URL too."""
    hints = [each.hint for each in check({"scope": inside}, **outer) if each.rule == "request-object-conflict"]
    assert [each.startswith(hint or "") for each in hints] == [True] * (hint is not None)


@pytest.mark.parametrize(
    ("text", "level"),
    [("a.b", Level.ERROR), ("a.b.c.d.e", Level.INFO), ("eyJ...", Level.INFO), ("eyJ.eyJ.x", Level.ERROR)],
)
def test_what_cannot_be_opened(text: str, level: Level) -> None:
    """Nothing is said of what the URL lacks."""
    assert levels(check_url(client_id="a", request=text)) == {"request-object-form": level}


@pytest.mark.parametrize(
    ("uri", "expected"),
    [
        ("urn:ietf:params:oauth:request_uri:6esc", {"url-pushed": Level.INFO}),
        ("https://app.example/request.jwt", {"url-pushed": Level.INFO}),
        ("6esc", {"url-pushed": Level.INFO, "url-request-uri": Level.WARNING}),
    ],
)
def test_references(uri: str, expected: dict[str, Level]) -> None:
    """RFC 9126 §4: client_id and request_uri are enough."""
    report = check_url(client_id="a", request_uri=uri)
    assert levels(report) == expected
    assert report.ok
    assert "url-client-id-missing" in levels(check_url(request_uri=uri, response_type="code"))


@given(st.dictionaries(st.text(), st.none() | st.text() | st.integers() | st.lists(st.integers())), st.text())
def test_anything(claims: dict[str, Any], text: str) -> None:
    """Any claims and any text have a report, and the JWT is not in it."""
    for request in (jwt(claims, signature="MARKMARK"), f"MARK.{text}"):
        for finding in check_url(client_id="a", request=request):
            assert "MARK" not in finding.message + finding.hint


def test_hostile_text() -> None:
    """Many claims cost no more than reading them."""
    request = jwt({f"n{number}": "v" for number in range(5_000)})
    assert cost_per_character(lambda: check_url(client_id="a", request=request), len(request)) < 5 * FAR_TOO_MUCH


def test_two_places() -> None:
    """RFC 9101 §5: request or request_uri, never both."""
    report = check_url(client_id="a", request="e30.e30.c2ln", request_uri="urn:ietf:params:oauth:request_uri:6esc")
    assert levels(report) == {"request-object-twice": Level.ERROR}
