"""The access token: opaque, a JWT, or encrypted for someone else."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pkce_core.text.base64url import encode_base64url
from pkce_core.token.granted.access_token import check_access_token, check_token_type

NOW = 1767225600.0


def _part(members: object) -> str:
    return encode_base64url(json.dumps(members).encode())


def _jwt(**claims: Any) -> str:
    return f"{_part({'alg': 'RS256', 'typ': 'at+jwt'})}.{_part(claims)}.c2ln"


def _says(token: str | None, now: float | None = NOW) -> list[str]:
    return [f"{each.level.value}: {each.message}" for each in check_access_token(token, (), now)]


def test_encrypted() -> None:
    """RFC 7516: it isn't called sound, and who can read it is said."""
    (found,) = check_access_token(f"{_part({'alg': 'dir', 'enc': 'A256GCM'})}..aaaa.bbbb.cccc", (), NOW)
    assert (found.rule, found.level.value) == ("token-response-encrypted", "warning")
    assert "(a JWE: dir, A256GCM)" in found.message
    (odd,) = check_access_token(f"{_part({'alg': ['x'], 'enc': 5})}..aaaa.bbbb.cccc", (), NOW)
    assert "encrypted (a JWE)." in odd.message
    assert "audience at Auth0" in found.hint
    (other,) = check_access_token(f"{_part({'alg': 'RSA-OAEP', 'enc': 'A256GCM'})}.aa.aaaa.bbbb.cccc", (), NOW)
    assert "Auth0" not in other.hint
    assert "introspection" in other.hint


@pytest.mark.parametrize(
    "token", ["a.b.c.d.e", f"{_part({'alg': 'dir'})}..a.b.c", f"{_part([1])}..a.b.c", "a.b", "a.b.c"]
)
def test_what_only_looks_like_one(token: str) -> None:
    """Five parts without a header of RFC 7516 say nothing."""
    assert _says(token) == [f"pass: There is an access_token of {len(token)} characters."]


def test_claims() -> None:
    """RFC 9068: for whom, for what and until when; and that nobody has verified it."""
    token = _jwt(aud="https://api.example", scope="read write", exp=NOW + 60, sub="alice")
    _, found = _says(token)
    assert found == (
        'info: The access_token is a JWT: for "https://api.example" (aud), with the scope "read write" (scope), until '
        "2026-01-01T00:01:00Z (1767225660). Nobody has verified its signature here."
    )
    assert "alice" not in "".join(_says(token))
    assert 'for "a b" (aud), with the scope "x y" (scp)' in _says(_jwt(aud=["a", "b"], scp=["x", "y"]))[1]
    assert "for no API that it names (no aud)" in _says(_jwt(iss="x"))[1]
    odd = _says(_jwt(aud={"q": 1}, scp=None, scope=[5]))[1]
    assert "JWT: for no API that it names (no aud). Nobody" in odd


def test_expiry() -> None:
    """Expired, in milliseconds, and not computed without a clock."""
    assert _says(_jwt(exp=NOW - 60))[2] == "warning: The access_token expired 1 minute ago, says its exp."
    assert len(_says(_jwt(exp=NOW - 60), None)) == 2
    assert "in milliseconds" in _says(_jwt(exp=NOW * 1000))[2]
    assert len(_says(_jwt(exp=NOW + 1))) == 2


def test_no_token_or_not_whole() -> None:
    """RFC 6749 §5.1 and Appendix A.12."""
    assert check_access_token(None, ["accessToken"], None)[0].hint == "The response has accessToken instead."
    assert check_access_token(None, ["x"], None)[0].hint == "Paste the whole body of the response."
    assert _says("eyJ…")[0].startswith("warning: The access_token was shortened")
    assert _says("a b")[0].startswith("error: The access_token contains a space")


@pytest.mark.parametrize(
    ("name", "level"), [("Bearer", "pass"), ("BEARER", "pass"), ("DPoP", "warning"), ("mac", "error"), (None, "error")]
)
def test_type(name: str | None, level: str) -> None:
    """RFC 6749 §7.1: a client that doesn't know the type must not use the token."""
    assert [each.level.value for each in check_token_type(name)] == [level]
