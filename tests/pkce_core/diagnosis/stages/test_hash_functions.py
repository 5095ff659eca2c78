"""Every hash function that may have been used is named."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

import pytest

from pkce_core import diagnose_challenge
from pkce_core.pkce.derivation import s256
from pkce_core.text.base64url import encode_base64url

if TYPE_CHECKING:
    from collections.abc import Callable

V = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"


def _explain(verifier: str | bytes, challenge: str) -> tuple[tuple[str, ...], str]:
    diagnosis = diagnose_challenge(verifier, challenge)
    assert diagnosis is not None
    return diagnosis.mistakes, diagnosis.explanation


def _sha256(octets: bytes) -> bytes:
    return hashlib.sha256(octets).digest()


@pytest.mark.parametrize(
    ("digest", "slug", "words"),
    [
        (lambda octets: _sha256(_sha256(octets)), "double-hash", "hashed with SHA-256 twice"),
        (
            lambda octets: _sha256(_sha256(octets).hex().encode()),
            "double-hash",
            "with SHA-256 twice (the second time as hex digits)",
        ),
        (
            lambda octets: _sha256(s256(octets).encode()),
            "double-hash",
            "with SHA-256 twice (the second time as base64url)",
        ),
        (lambda octets: hashlib.sha1(octets).digest(), "sha1", "hashed with SHA-1 instead of SHA-256"),
        (lambda octets: hashlib.md5(octets).digest(), "md5", "hashed with MD5 instead of SHA-256"),
        (lambda octets: hashlib.sha512(octets).digest(), "sha512", "hashed with SHA-512 instead of SHA-256"),
        (lambda octets: hashlib.sha384(octets).digest(), "sha384", "hashed with SHA-384 instead of SHA-256"),
    ],
)
def test_every_hash_is_named(digest: Callable[[bytes], bytes], slug: str, words: str) -> None:
    """RFC 7636 §4.2 has SHA-256 once, alone and after another mistake."""
    mistakes, explanation = _explain(V, encode_base64url(digest(V.encode())))
    assert mistakes == (slug,)
    assert explanation.endswith(f"{words}.")
    mistakes, explanation = _explain(V, encode_base64url(digest(f"{V}\n".encode())))
    assert mistakes == ("trailing-newline", slug)
    assert explanation.endswith(f"plus a newline, and {explanation.partition(', and ')[2]}")
    assert explanation.endswith(f"{words}.")


def _hmac(key: str, message: str) -> bytes:
    return hmac.digest(key.encode(), message.encode(), "sha256")


@pytest.mark.parametrize(
    ("digest", "words"),
    [
        (_hmac("", V), "it was hashed with HMAC-SHA256 and an empty key instead of SHA-256."),
        (_hmac(V, V), "it was hashed with HMAC-SHA256 and the verifier as the key instead of SHA-256."),
        (_hmac(V, ""), "it is the HMAC-SHA256 of an empty text, with the verifier as the key."),
        (_hmac("my-client", V), "it was hashed with HMAC-SHA256 and client_id as the key instead of SHA-256."),
        (_hmac("s3cr3t", V), "it was hashed with HMAC-SHA256 and client_secret as the key instead of SHA-256."),
        (_hmac(V, "my-client"), "it is the HMAC-SHA256 of client_id, with the verifier as the key."),
    ],
)
def test_an_hmac_is_named_with_its_key(digest: bytes, words: str) -> None:
    """The name of the value is said, and the value isn't. Encoded in any way, and as openssl prints it."""
    flow = {"client_id": "my-client", "client_secret": "s3cr3t", "empty": ""}
    for challenge, others in (
        (encode_base64url(digest), ()),
        (f"{encode_base64url(digest)}=", ("padding",)),
        (digest.hex(), ("hex-digest",)),
        (f"HMAC-SHA2-256(stdin)= {digest.hex()}", ("openssl-text",)),
    ):
        diagnosis = diagnose_challenge(V, challenge, flow=flow)
        assert diagnosis is not None
        assert diagnosis.mistakes == ("hmac", *others)
        assert words[:-1] in diagnosis.explanation
        assert "s3cr3t" not in repr(diagnosis)
        assert "my-client" not in repr(diagnosis)


def test_an_hmac_with_a_key_that_is_not_there_is_not_named() -> None:
    """Without the flow, nobody can know the key."""
    assert _explain(V, encode_base64url(_hmac("my-client", V)))[0] == ()


def test_a_newline_before_an_hmac_is_named() -> None:
    """Two mistakes: what was hashed, and how."""
    mistakes, _ = _explain(V, encode_base64url(_hmac("", f"{V}\n")))
    assert mistakes == ("trailing-newline", "hmac")
