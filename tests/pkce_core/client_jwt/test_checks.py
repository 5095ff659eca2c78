"""A JWT that authenticates a client: header, times, names, audience; as client_assertion and as Apple's secret."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import Level, Report, UsageError, check_client_jwt
from pkce_core.client_jwt.aud_checks import APPLE
from pkce_core.client_jwt.checks import judge_client_jwt
from pkce_core.client_jwt.known import Known
from pkce_core.client_jwt.time_checks import APPLE_LONGEST
from tests.support.jwts import jwt
from tests.support.reports import levels

NOW = 1_767_225_600
ENDPOINT, ISSUER = "https://op.example/token", "https://op.example"
CLAIMS: dict[str, Any] = {"iss": "a", "sub": "a", "aud": ENDPOINT, "iat": NOW, "exp": NOW + 60, "jti": "1"}
APPLES: dict[str, Any] = {"iss": "TEAM123456", "sub": "a", "aud": APPLE, "iat": NOW, "exp": NOW + 86_400}
KNOWN = Known(client_id="a", token_endpoint=ENDPOINT, issuer=ISSUER, now=NOW)
GONE = object()


def without(claims: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in claims.items() if value is not GONE}


def level_of(report: Report, rule: str) -> Level:
    """The level of a rule; that nothing is wrong is a finding of its own, alone."""
    if rule == "right":
        assert [finding.rule for finding in report] == ["client-jwt-right"]
        return Level.PASS
    return levels(report, "client-jwt-")[rule]


@pytest.mark.parametrize(
    ("claims", "header", "rule", "level"),
    [
        ({}, None, "right", Level.PASS),
        ({"aud": [ISSUER]}, None, "right", Level.PASS),
        ({"exp": NOW * 1000}, None, "exp", Level.ERROR),
        ({"exp": str(NOW)}, None, "exp", Level.ERROR),
        ({"exp": GONE}, None, "exp", Level.ERROR),
        ({"exp": NOW}, None, "exp", Level.ERROR),
        ({"exp": NOW + 7200}, None, "exp", Level.WARNING),
        ({"iat": NOW - 10, "exp": NOW - 20}, None, "exp", Level.ERROR),
        ({"iat": NOW * 1000}, None, "iat", Level.ERROR),
        ({"iat": NOW + 600, "exp": NOW + 500}, None, "exp", Level.ERROR),
        ({"nbf": NOW + 600}, None, "iat", Level.ERROR),
        ({"iss": "b"}, None, "iss", Level.ERROR),
        ({"sub": GONE}, None, "sub", Level.ERROR),
        ({"sub": "A"}, None, "sub", Level.ERROR),
        ({"aud": GONE}, None, "aud", Level.ERROR),
        ({"aud": f"{ENDPOINT}/"}, None, "aud", Level.ERROR),
        ({"aud": "https://other.example"}, None, "aud", Level.ERROR),
        ({"jti": GONE}, None, "jti", Level.WARNING),
        ({}, {"alg": "none"}, "alg", Level.ERROR),
        ({}, {"alg": 5}, "alg", Level.ERROR),
        ({}, {"alg": "es256", "kid": "k"}, "alg", Level.ERROR),
        ({}, {"alg": "HS256"}, "alg", Level.WARNING),
        ({}, {"alg": "RS256"}, "kid", Level.WARNING),
        ({}, {"alg": "ES256", "typ": "dpop+jwt"}, "kind", Level.ERROR),
        ({}, {"alg": "ES256", "typ": "application/at+jwt"}, "kind", Level.ERROR),
        ({"nonce": "x"}, None, "kind", Level.ERROR),
        ({"aud": "https://login.microsoftonline.com/x/v2.0"}, {"alg": "PS256"}, "kid", Level.ERROR),
        ({"aud": "https://login.microsoftonline.com/x/v2.0"}, {"alg": "PS256", "x5t": "x"}, "aud", Level.ERROR),
    ],
)
def test_an_assertion(claims: dict[str, Any], header: object, rule: str, level: Level) -> None:
    """RFC 7523 §3 and OIDC Core §9, one mistake at a time."""
    found = judge_client_jwt(jwt(without({**CLAIMS, **claims}), header), KNOWN)
    assert level_of(found, rule) is level


@pytest.mark.parametrize(
    ("claims", "header", "rule", "level"),
    [
        ({}, None, "right", Level.PASS),
        ({"exp": NOW + APPLE_LONGEST + 1}, None, "exp", Level.ERROR),
        ({"iat": GONE, "exp": NOW + APPLE_LONGEST + 1}, None, "exp", Level.ERROR),
        ({"iat": NOW - APPLE_LONGEST, "exp": NOW + 60}, None, "right", Level.PASS),
        ({"iat": 1, "exp": 2}, None, "exp", Level.ERROR),
        ({"iss": "a"}, None, "iss", Level.ERROR),
        ({"iss": GONE}, None, "iss", Level.ERROR),
        ({"sub": "b"}, None, "sub", Level.ERROR),
        ({"aud": f"{APPLE}/"}, None, "aud", Level.ERROR),
        ({}, {"alg": "RS256", "kid": "k"}, "alg", Level.ERROR),
        ({}, {"alg": "ES256"}, "kid", Level.ERROR),
        ({"iss": "a", "aud": ENDPOINT}, None, "kind", Level.ERROR),
    ],
)
def test_a_secret(claims: dict[str, Any], header: object, rule: str, level: Level) -> None:
    """What Apple wants of the client_secret; another server's JWT with iss = sub is an assertion in the wrong place."""
    known = Known(client_id="a", now=NOW)
    found = judge_client_jwt(jwt(without({**APPLES, **claims}), header), known, as_secret=True)
    assert level_of(found, rule) is level


def test_apple_by_its_endpoint() -> None:
    """Without its aud, the address shows that it is Apple's."""
    known = Known(token_endpoint="https://appleid.apple.com/auth/token")
    report = judge_client_jwt(jwt(without({**APPLES, "aud": GONE})), known, as_secret=True)
    assert levels(report)["client-jwt-aud"] is Level.ERROR
    assert "missing" in report.errors[0].message


@pytest.mark.parametrize(
    ("known", "rule", "level"),
    [
        (Known(), "right", Level.PASS),
        (Known(later=NOW + 100), "exp", Level.WARNING),
        (Known(later=NOW - 100), "iat", Level.ERROR),
        (Known(token_endpoint="https://op.example/t"), "aud", Level.WARNING),  # the aud may be the issuer
        (Known(token_endpoint="https://login.example/t"), "aud", Level.WARNING),
        (Known(client_id="b"), "iss", Level.ERROR),
        (Known(issuer=ISSUER), "right", Level.PASS),  # the aud may be the token endpoint
    ],
)
def test_what_is_not_known(known: Known, rule: str, level: Level) -> None:
    """What isn't known isn't compared; a JWT that ended before now may have been sent in time."""
    assert level_of(judge_client_jwt(jwt(CLAIMS), known), rule) is level


def test_the_public_name() -> None:
    """The values by their names, and what isn't text is refused."""
    report = check_client_jwt(jwt(CLAIMS), client_id="a", token_endpoint=ENDPOINT, issuer=ISSUER, now=NOW)
    assert level_of(report, "right") is Level.PASS
    assert level_of(check_client_jwt(jwt(CLAIMS), later=NOW + 100), "exp") is Level.WARNING
    assert level_of(check_client_jwt(jwt(APPLES), as_secret=True), "right") is Level.PASS
    with pytest.raises(UsageError):
        check_client_jwt(b"x")  # type: ignore[arg-type]


def test_one_that_was_shortened() -> None:
    """What stands for a hidden part isn't called a mistake of the JWT's form."""
    report = check_client_jwt("eyJhbGciOi...abc.c")
    assert [each.message for each in report] == ["The client_assertion is shortened or hidden, so it can't be opened."]


def test_two_names() -> None:
    """Without a client_id, iss and sub are compared with each other."""
    found = levels(judge_client_jwt(jwt({**CLAIMS, "iss": "b"}), Known()))
    assert found["client-jwt-iss"] is Level.ERROR


@given(st.text(), st.dictionaries(st.sampled_from([*CLAIMS, "nbf"]), st.none() | st.integers() | st.text()))
def test_anything(text: str, claims: dict[str, Any]) -> None:
    """Any JWT has a report, and the JWT is not in it."""
    for token in (f"MARK{text}", jwt(claims, {"alg": text}, "MARKMARK")):
        for as_secret in (False, True):
            for finding in judge_client_jwt(token, KNOWN, as_secret=as_secret):
                assert "MARK" not in finding.message.replace(text, "") + finding.hint


WORKLOAD = {**CLAIMS, "iss": "https://token.actions.example", "sub": "repo:a/b", "aud": "api://exchange"}


def test_a_jwt_of_another_issuer() -> None:
    """A pipeline's token names its own issuer and subject; only the server knows whether it trusts them."""
    report = judge_client_jwt(jwt(WORKLOAD), KNOWN)
    assert report.ok
    assert level_of(report, "iss") is Level.WARNING
    assert "https://token.actions.example" in report.warnings[0].message
    assert not judge_client_jwt(jwt({**WORKLOAD, "exp": NOW - 600}), KNOWN).ok


@pytest.mark.parametrize("server", [ISSUER, ENDPOINT, "https://op.example/"])
def test_the_server_is_no_issuer_of_it(server: str) -> None:
    """An iss of the server itself is the usual mistake: the client_id belongs there."""
    assert level_of(judge_client_jwt(jwt({**CLAIMS, "iss": server}), KNOWN), "iss") is Level.ERROR


def test_a_host_with_apple_in_its_name() -> None:
    """Apple's rules are for Apple's hosts."""
    pineapple = {**CLAIMS, "aud": "https://pineapple.com", "iss": "b"}
    report = judge_client_jwt(jwt(pineapple), Known(), as_secret=True)
    assert not any("Apple" in f"{finding.message} {finding.hint}" for finding in report)


def test_swapped_names() -> None:
    """iss and sub in each other's place are one mistake, whose hint says where each belongs."""
    report = judge_client_jwt(jwt({**APPLES, "iss": "a", "sub": "TEAM123456"}), KNOWN, as_secret=True)
    assert [(each.rule, each.hint) for each in report.errors if "Team ID" in each.hint] == [
        ("client-jwt-iss", "Write your Team ID as iss, and the client_id as sub.")
    ]
    missing = judge_client_jwt(jwt({**APPLES, "iss": "a", "sub": None}), KNOWN, as_secret=True)
    assert "the sub is missing" in " ".join(each.message for each in missing.errors)


def test_two_ids_of_apple() -> None:
    """An App ID and a Services ID are both right, so nothing is guessed about how one became the other."""
    report = judge_client_jwt(jwt({**APPLES, "sub": "com.a.web"}), Known(client_id="com.a"), as_secret=True)
    (found,) = (each for each in report.errors if each.rule == "client-jwt-sub")
    assert "two clients" in found.hint
    assert "Something" not in found.message


@pytest.mark.parametrize(("ahead", "is_zone"), [(28_800, True), (28_700, True), (19_800, True), (600, False)])
def test_local_time(ahead: int, is_zone: bool) -> None:
    """A time that is ahead by the distance of a time zone may be local time."""
    claims = {**CLAIMS, "iat": NOW + ahead, "exp": NOW + ahead + 60}
    report = judge_client_jwt(jwt(claims), KNOWN)
    (found,) = (each for each in report.errors if each.rule == "client-jwt-iat")
    assert ("local time" in found.hint) is is_zone
