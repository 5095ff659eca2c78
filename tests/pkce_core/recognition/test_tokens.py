"""Signed and encrypted tokens, private keys, and known shapes of secrets."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pkce_core import recognize
from pkce_core.text.base64url import encode_base64url


def token(header: Any, claims: Any, more: str = "c2ln") -> str:
    return ".".join([*(encode_base64url(json.dumps(part).encode()) for part in (header, claims)), more])


RS256 = {"alg": "RS256"}
ID = {"aud": "a", "nonce": "n"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (token(RS256, {"aud": "a", "at_hash": "x"}), "certain id-token"),
        (token(RS256, ID), "likely id-token"),
        (token(RS256, {**ID, "scope": "openid"}), "certain jwt"),
        (token(RS256, {**ID, "typ": "Bearer"}), "certain jwt"),
        (token({**RS256, "typ": "at+jwt"}, ID), "certain access-token"),
        (token({**RS256, "typ": "application/AT+JWT"}, {"iss": "a", "sub": "a", "aud": "b"}), "certain access-token"),
        (token({**RS256, "typ": "logout+jwt"}, {"aud": "a"}), "certain logout-token"),
        (token({**RS256, "typ": "application/dpop+jwt"}, {}), "certain dpop-proof"),
        (token({**RS256, "typ": "oauth-authz-req+jwt"}, {}), "certain request-object"),
        (token(RS256, "text"), "certain jwt"),
        (token({"alg": "dir", "enc": "A256GCM"}, {}, "b.c.d"), "certain jwe"),
        ("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", "certain private-key"),
        ("-----BEGIN RSA PRIVATE KEY-----\nAAAA", "certain private-key"),
        ("GOCSPX-abcdefghijklmnopqrstuvwxyz12", "likely client-secret"),
        ("abc8Q~abcdefghijklmnopqrstuvwxyz1234567", "likely client-secret"),
        ("ya29.a0AfH6SMBx9Qk2mPz7RtVw3YnLc5JdHs8GuEe4", "likely access-token"),
        ("gho_abcdefghijklmnopqrstuvwxyz0123456789", "likely access-token"),
        ("xoxp-123456789012-abcdefghijkl", "likely access-token"),
    ],
)
def test_kinds(text: str, expected: str) -> None:
    """Only a hash makes an ID token certain: access tokens of some servers have its other claims."""
    (found,) = recognize(f"({text})")
    assert f"{found.sureness} {found.kind}" == expected
    assert found.value in (text, f"{text})")


@pytest.mark.parametrize(
    ("typ", "says"),
    [
        ("at+jwt", "JWT access token (RFC 9068)"),
        ("secevent+jwt", "security event token"),
        ("vc+jwt", "names an algorithm and the typ vc+jwt."),
        ("JWT", "names an algorithm."),
        (7, "names an algorithm."),
    ],
)
def test_the_typ_says_what_it_is(typ: Any, says: str) -> None:
    (found,) = recognize(token({**RS256, "typ": typ}, {"aud": "a"}))
    assert says in found.why


@pytest.mark.parametrize(
    "text", [token({"a": 1}, ID), token(RS256, ID, "b.c"), token("text", ID), "eyJhbGci.@.", "eyJhbGciO.eyJh.a"]
)
def test_what_is_no_token(text: str) -> None:
    """A header that is no object, names no algorithm, or has another number of parts after it."""
    assert not {each.kind for each in recognize(text)} & {"jwt", "jwe", "id-token"}
