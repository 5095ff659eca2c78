"""Every hash function that may have been used is named."""

from __future__ import annotations

import hashlib
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
