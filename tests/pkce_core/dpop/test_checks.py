"""A DPoP proof: its header, the request that it belongs to, its time, and what it is bound to."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import Level, UsageError, check_dpop_proof
from pkce_core.text.base64url import encode_base64url
from tests.support.growth import FAR_TOO_MUCH, cost_per_character
from tests.support.jwts import jwt
from tests.support.reports import levels

NOW = 1_767_225_600
KEY = {"kty": "EC", "crv": "P-256", "x": "x", "y": "y"}
HEADER: dict[str, Any] = {"typ": "dpop+jwt", "alg": "ES256", "jwk": KEY}
CLAIMS: dict[str, Any] = {"jti": "1", "htm": "POST", "htu": "https://op.example/token", "iat": NOW}
TOKEN = "at-3f9c27d1e5b84a60"
DIGEST = sha256(TOKEN.encode()).digest()
GONE = object()
RFC9449 = (
    "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJo"
    "RjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19.eyJq"
    "dGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2VuIiwiaWF0Ijox"
    "NTYyMjYyNjE2fQ.2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg"
)
"""The example of RFC 9449 §5."""


def proof(claims: dict[str, Any] | None = None, header: dict[str, Any] | None = None) -> str:
    body, head = {**CLAIMS, **(claims or {})}, {**HEADER, **(header or {})}
    return jwt(without(body), without(head))


def without(part: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in part.items() if value is not GONE}


@pytest.mark.parametrize(
    ("header", "rule"),
    [
        ({"typ": "JWT"}, "typ"),
        ({"typ": GONE}, "typ"),
        ({"alg": "none"}, "alg"),
        ({"alg": "HS256"}, "alg"),
        ({"alg": 5}, "alg"),
        ({"jwk": GONE}, "jwk"),
        ({"jwk": {"kty": "RSA"}}, "jwk"),
        ({"jwk": {**KEY, "d": "MARK"}}, "private-key"),
    ],
)
def test_the_header(header: dict[str, Any], rule: str) -> None:
    """RFC 9449 §4.2: typ, an algorithm with a private key, and the public key."""
    report = check_dpop_proof(proof(header=header))
    assert levels(report, "dpop-")[rule] is Level.ERROR
    assert "MARK" not in str(report.to_dict())


@pytest.mark.parametrize(
    ("claims", "known", "rule"),
    [
        ({"htm": GONE}, {}, "htm"),
        ({"htm": "post"}, {}, "htm"),
        ({"htm": "post"}, {"method": "POST"}, "htm"),
        ({}, {"method": "GET"}, "htm"),
        ({"htu": GONE}, {}, "htu"),
        ({"htu": "https://op.example/token?x=1"}, {}, "htu"),
        ({}, {"url": "https://op.example/userinfo"}, "htu"),
        ({"jti": GONE}, {}, "jti"),
        ({"iat": GONE}, {}, "iat"),
        ({"iat": NOW * 1000}, {}, "iat"),
        ({"iat": NOW + 600}, {"now": NOW}, "iat"),
        ({}, {"nonce": "n"}, "nonce"),
        ({"nonce": "m"}, {"nonce": "n"}, "nonce"),
        ({}, {"access_token": TOKEN}, "ath"),
        ({"ath": DIGEST.hex()}, {"access_token": TOKEN}, "ath"),
        ({"ath": encode_base64url(DIGEST) + "="}, {"access_token": TOKEN}, "ath"),
        ({"ath": "other"}, {"access_token": TOKEN}, "ath"),
    ],
)
def test_the_claims(claims: dict[str, Any], known: dict[str, Any], rule: str) -> None:
    """RFC 9449 §4.3: the request, the time, the nonce and the token."""
    assert levels(check_dpop_proof(proof(claims), **known), "dpop-").get(rule) is Level.ERROR


@pytest.mark.parametrize(
    ("claims", "known"),
    [
        ({}, {}),
        ({}, {"method": "POST", "url": "HTTPS://OP.example:443/token?x=1#y", "now": NOW}),
        ({"htu": "http://op.example:80"}, {"url": "http://op.example/"}),
        ({"htu": "x:y"}, {}),
        ({"nonce": "n"}, {"nonce": "n"}),
        ({"ath": encode_base64url(DIGEST)}, {"access_token": TOKEN}),
        ({"ath": encode_base64url(DIGEST)}, {}),
    ],
)
def test_right_ones(claims: dict[str, Any], known: dict[str, Any]) -> None:
    """What fits passes; an old iat proves nothing, because a proof is pasted later than it is sent."""
    report = check_dpop_proof(proof(claims), **known)
    assert report.ok
    assert report.findings[0].rule == "dpop-right"


def test_the_example_of_the_rfc() -> None:
    """RFC 9449 §5: the proof of its token request, as a header."""
    report = check_dpop_proof(f"DPoP: {RFC9449}", method="POST", url="https://server.example.com/token", now=NOW)
    assert levels(report) == {"dpop-ath": Level.INFO}


@pytest.mark.parametrize("text", ["", "a.b", "eyJ...", "x.y.z"])
def test_what_is_none(text: str) -> None:
    """What can't be opened is said to be so."""
    assert levels(check_dpop_proof(text)) == {"dpop-form": Level.ERROR}


def test_other_types() -> None:
    """A proof is text."""
    with pytest.raises(UsageError):
        check_dpop_proof(b"x")  # type: ignore[arg-type]


@given(st.dictionaries(st.sampled_from([*CLAIMS, "ath", "nonce"]), st.none() | st.text() | st.integers()), st.text())
def test_anything(claims: dict[str, Any], text: str) -> None:
    """Any claims have a report, and no token is in it."""
    for one in (jwt(claims, signature="MARKMARK"), f"MARK{text}"):
        report = check_dpop_proof(one, access_token="MARKTOKEN", nonce="MARKNONCE", url=text, method=text, now=NOW)
        assert not [each for each in report if "MARK" in (each.message + each.hint).replace(text, "")]


def test_hostile_text() -> None:
    """A megabyte costs no more than reading it."""
    text = "dpop: " * 160_000
    assert cost_per_character(lambda: check_dpop_proof(text), len(text)) < FAR_TOO_MUCH
