"""What an API says in words of a token and of a DPoP proof."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core.api.words import lacks_proof, proof_hint, read_reason, scopes_in


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("The audience 'api://x' is invalid", "audience"),
        ("Invalid token audience", "audience"),
        ("IDX10214: Audience validation failed.", "audience"),
        ("Jwt issuer is not configured", "issuer"),
        ("The signature key was not found", "key"),
        ("no matching key(s) found", "key"),
        ("The token expired at '03/10/2026 11:00:00'", "expired"),
        ("jwt expired", "expired"),
        ("The token is not yet valid", "early"),
        ("Malformed token", "malformed"),
        ("jwt malformed", "malformed"),
        ("Invalid Compact JWS", "malformed"),
        ("Token is not active", "revoked"),
        ("the session has expired", "revoked"),
        ("The token was revoked", "revoked"),
        ("An ID token was sent", "kind"),
        ("DPoP-bound access token presented with Bearer scheme", "bound"),
        ("The token is sender-constrained; DPoP proof required", "bound"),
        ("missing DPoP proof", "bound"),
        ("Invalid DPoP key binding", "binding"),
        ("DPoP proof public key does not match the access token", "binding"),
        ("The jkt of the token and the proof differ", "binding"),
        ("Token is bound to another key", "binding"),
        ("Thumbprint mismatch", "binding"),
        ("Certificate thumbprint mismatch (x5t#S256)", "certificate"),
        ("The signing certificate could not be retrieved", "key"),
        ("The certificate is not trusted", ""),
        ("certificate expired", ""),
        ("DPoP proof expired", ""),
        ("The proof is malformed", ""),
        ("invalid cnf", ""),
        ("The proof has the wrong key type", ""),
        ("The key of the proof is not bound to the token", "binding"),
        ("The client certificate is missing", ""),
        ("The client certificate does not match the token", "certificate"),
        ("The token has no cnf claim", ""),
        ("DPoP proof must contain the public key", ""),
        ("The proof was signed with an unsupported key type", ""),
        ("The proof was signed with another key", "binding"),
        ("The cnf of the token is wrong for this proof key", "binding"),
        ("The signature of the DPoP proof is wrong", ""),
        ("This API does not support DPoP", ""),
        ("DPoP is not required here", ""),
        ("DPoP", ""),
        ("The access token expired, was revoked, is malformed or invalid for other reasons", ""),
        ("Invalid or expired token", ""),
        ("Invalid token", ""),
        ("The token was issued by someone", ""),
        ("", ""),
    ],
)
def test_each_reason(words: str, kind: str) -> None:
    """One reason is read; several, or none, are not."""
    reason = read_reason(words)
    assert (reason.kind if reason else "") == kind


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (
            "Invalid issuer. Expected 'https://op.example:8443/a', but was 'https://op.example/a'.",
            "without its port 8443",
        ),
        (
            "iss is https://b.example, it must be https://a.example",
            "The token has https://b.example, and the API expects",
        ),
        ("Invalid issuer https://a.example", ""),
        ("Invalid issuer https://a.example https://b.example", ""),
        ("Expected https://a.example, required https://b.example as iss", ""),
    ],
)
def test_two_issuers(words: str, says: str) -> None:
    """They are compared if the words say which one is expected."""
    reason = read_reason(words)
    assert reason is not None
    assert (says in reason.message) if says else reason.message.endswith("the one that it expects.")


def test_microsoft_graph() -> None:
    """Its ID as audience means that only its scopes were asked for."""
    reason = read_reason("The audience '00000003-0000-0000-c000-000000000000' is invalid")
    assert reason is not None
    assert "Ask for a scope of your own API" in reason.hint


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Missing scope orders:write", ["orders:write"]),
        ("Missing openid scope", ["openid"]),
        ("Insufficient scope: read:orders", ["read:orders"]),
        ("The scope 'orders.read' is required", ["orders.read"]),
        ('Missing required scope "a.b"', ["a.b"]),
        ("scope orders is missing", ["orders"]),
        ("Required scopes: [orders.read]", ["orders.read"]),
        ("The token lacks a required scope", []),
        ("insufficient scope", []),
        ("any of: read:a, write:a scopes required", []),
        ("The request requires higher privileges than provided by the access token.", []),
    ],
)
def test_scopes(words: str, expected: list[str]) -> None:
    """Only what is written as a scope's name is taken for one."""
    assert scopes_in(words) == expected


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("'htu' claim is invalid", "each slash"),
        ("htm doesn't match", "in capitals"),
        ("jti was already used", "a new jti"),
        ("ath is wrong", "SHA-256"),
        ("the proof is too old", "set the clock"),
        ("jkt doesn't match", "bound to"),
        ("nonce missing", "DPoP-Nonce"),
        ("invalid signature", "private key"),
        ("htu or htm is wrong", ""),
        ("no", ""),
    ],
)
def test_proofs(words: str, says: str) -> None:
    """The part that the words name decides what to do."""
    hint = proof_hint(words)
    assert (says in hint) if says else not hint


@given(st.text())
def test_any_words(words: str) -> None:
    """Any words are read."""
    read_reason(words)
    proof_hint(words)
    assert isinstance(scopes_in(words), list)


@pytest.mark.parametrize(
    ("words", "is_missing"),
    [
        ("Missing DPoP header", True),
        ("No DPoP proof provided", True),
        ("The DPoP header was not found", True),
        ("DPoP proof required", True),
        ("DPoP proof missing jti", False),
        ("no valid DPoP proof", False),
        ("DPoP header is missing or invalid", False),
        ("DPoP proof expired", False),
    ],
)
def test_no_proof_at_all(words: str, is_missing: bool) -> None:
    """Only words that say so, and speak of no part of a proof."""
    assert lacks_proof(words) is is_missing


@pytest.mark.parametrize(
    "part", ["missing a ", "dpop ", "scope ", "https://", "a scope ", "expected https://a ", "jwks "]
)
def test_hostile_words(part: str) -> None:
    """Long words don't take long."""
    start = time.perf_counter()
    text = part * 50_000
    read_reason(text)
    scopes_in(text)
    lacks_proof(text)
    assert time.perf_counter() - start < 1
