"""at_hash: which access token belongs to an ID token (OIDC Core §3.1.3.6)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pkce_core import Level
from pkce_core.id_token.at_hash import derive_at_hash
from pkce_core.text.base64url import encode_base64url
from tests.support.id_tokens import CLAIMS, assert_broken, check, rules, sign, token

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "jose.json").read_text("utf-8"))


def test_at_hash_of_the_specification() -> None:
    """OIDC Core Appendix A.3: the at_hash of its access token."""
    vector = VECTORS["oidc_core_a3"]
    assert derive_at_hash(vector["access_token"], vector["alg"]) == (vector["at_hash"],)


@pytest.mark.parametrize(
    ("alg", "octets"),
    [("HS256", 16), ("PS384", 24), ("ES512", 32), ("ES256K", 16), ("Ed25519", 32), ("Ed448", 57)],
)
def test_at_hash_follows_the_algorithm(alg: str, octets: int) -> None:
    """OIDC Core §3.1.3.6: the hash that alg names, its left half."""
    (at_hash,) = derive_at_hash("access", alg)
    assert len(at_hash) == -(-octets * 4 // 3)
    assert len(derive_at_hash("access", "EdDSA")) == 2
    assert derive_at_hash("access", "none") == ()


def test_the_hash_of_the_refresh_token() -> None:
    """It's named, and nothing is called changed."""
    (other,) = derive_at_hash("the-refresh-token", "HS256")
    given = {"access_token": "access", "refresh_token": "the-refresh-token"}
    found = check(token(at_hash=other), **given).errors[0]
    assert "it's that of the refresh token" in found.message
    assert "changed" not in found.message + found.hint


def test_at_hash() -> None:
    """OIDC Core §3.1.3.6: optional; compared when there is something to compare with."""
    (right,) = derive_at_hash("access", "HS256")
    assert "at-hash" in rules(check(token(at_hash=right), access_token="access"), Level.PASS)
    assert rules(check(token(at_hash=right)), Level.INFO) == ["alg-not-default", "at-hash-not-compared"]
    assert check(token(), access_token="access").ok
    unknown = check(sign({"alg": "X"}, {**CLAIMS, "at_hash": right}), access_token="access")
    assert rules(unknown, Level.WARNING) == ["at-hash-not-compared"]
    nothing = check(sign({}, {**CLAIMS, "at_hash": right}), access_token="access")
    assert rules(nothing, Level.WARNING) == ["at-hash-not-compared"]


@pytest.mark.parametrize(
    ("changes", "rule", "says"),
    [
        ({"at_hash": 1}, "at-hash-type", "isn't text"),
    ],
)
def test_an_at_hash_that_is_none(changes: dict[str, object], rule: str, says: str) -> None:
    """OIDC Core §3.1.3.6: at_hash is text."""
    assert_broken(changes, rule, says)


@pytest.mark.parametrize(
    ("at_hash", "access_token", "why"),
    [
        (derive_at_hash("access", "RS512")[0], "access", "made with SHA-512 where HS256 needs SHA-256"),
        (derive_at_hash("access", "HS256")[0], "access\n", "white space"),
        (derive_at_hash("another", "HS256")[0], "access", "isn't the left half of its SHA-256 hash"),
        ("x" * 20, "access", "20 characters, but HS256 gives 22"),
        ("x" * 1000, "access", "1,000 characters, but HS256 gives 22"),
        ("\ud800" + "x" * 21, "access", "left half"),
    ],
)
def test_a_wrong_at_hash(at_hash: str, access_token: str, why: str) -> None:
    """OIDC Core §3.1.3.6: a wrong at_hash says how it is wrong, without the access token."""
    report = check(token(at_hash=at_hash), access_token=access_token)
    assert rules(report, Level.ERROR) == ["at-hash-mismatch"]
    assert why in report.errors[0].message


def test_the_right_half_of_the_hash() -> None:
    """OIDC Core §3.1.3.6: the left half is asked for, and the right one is recognized."""
    import hashlib

    whole = encode_base64url(hashlib.sha256(b"access").digest())
    report = check(token(at_hash=whole[-22:]), access_token="access")
    assert "with the last 22 characters of the hash" in report.errors[0].message
    half = encode_base64url(hashlib.sha256(b"access").digest()[16:])
    assert "the right half" in check(token(at_hash=half), access_token="access").errors[0].message


def test_whose_mistake_it_is() -> None:
    """The issuer's, when the hash is one of the token; the reader's, when the token was changed or is another value."""
    report = check(token(at_hash=derive_at_hash("access", "RS512")[0]), access_token="access")
    assert report.errors[0].hint == (
        "That's the issuer's mistake, and the access token is the one that this ID token was issued with."
    )
    report = check(token(at_hash=derive_at_hash("access", "HS256")[0]), access_token="access\n")
    assert "White space was added to the access token" in report.errors[0].hint
    report = check(token(at_hash=derive_at_hash("the-code", "HS256")[0]), access_token="access", code="the-code")
    assert "the code, where that of the access token is needed" in report.errors[0].message
    assert report.errors[0].hint == "That's the issuer's mistake."
    text = token(at_hash="x" * 22)
    assert "is the ID token itself" in check(text, access_token=text).errors[0].message


def test_c_hash() -> None:
    """OIDC Core §3.3.2.11: compared with the code when both are known."""
    right = derive_at_hash("the-code", "HS256")[0]
    assert "c-hash" in rules(check(token(c_hash=right), code="the-code"), Level.PASS)
    assert rules(check(token(c_hash=right)), Level.ERROR) == []
    assert "isn't text" in check(token(c_hash=1), code="the-code").errors[0].message
    swapped = check(token(c_hash=derive_at_hash("access", "HS256")[0]), code="the-code", access_token="access")
    assert "the access token, where that of the code is needed" in swapped.errors[0].message
    unknown = check(sign({"alg": "X"}, {**CLAIMS, "c_hash": right}), code="the-code")
    assert not {"c-hash", "c-hash-mismatch"} & {finding.rule for finding in unknown}
    assert "may come from another" in check(token(c_hash="x" * 22), code="the-code").errors[0].hint
