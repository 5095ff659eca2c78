"""A challenge that has the form of a hash, but not the one that RFC 7636 §4.2 asks for."""

from __future__ import annotations

import base64
import hashlib

import pytest

from pkce_core import check_code_challenge
from pkce_core.pkce.digest_form import describe_digest

V = b"n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"
SHA1, SHA256, SHA512 = (hashlib.new(name, V).digest() for name in ("sha1", "sha256", "sha512"))


def _url(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).decode().rstrip("=")


@pytest.mark.parametrize(
    ("challenge", "what", "hint"),
    [
        (SHA256.hex(), "has 64 hex digits, as many as SHA-256 gives", "not its hex digits"),
        (SHA256.hex().upper(), "has 64 hex digits, as many as SHA-256 gives", "not its hex digits"),
        (_url(SHA256.hex().encode()), "is 64 hex digits in base64, as many as SHA-256 gives", "not its hex digits"),
        (f"0x{SHA256.hex()}", "has 64 hex digits, as many as SHA-256 gives", "not its hex digits"),
        (SHA256.hex(":"), "has 64 hex digits, as many as SHA-256 gives", "not its hex digits"),
        (SHA1.hex(), "has 40 hex digits, as many as SHA-1 gives", "Hash the verifier with SHA-256."),
        (_url(SHA256) + "=", "is 32 bytes in base64url with = padding, as many as SHA-256 gives", "leave out the ="),
        ("+/" + "A" * 40 + "E=", "is 32 bytes in standard base64 with = padding", "Write - for + and _ for /"),
        (_url(SHA512), "is 64 bytes in base64url, as many as SHA-512 gives", "neither another hash nor the verifier"),
        (_url(SHA1), "is 20 bytes in base64url, as many as SHA-1 gives", "that you copied all of it"),
    ],
)
def test_the_form_of_a_hash(challenge: str, what: str, hint: str) -> None:
    """The form comes before the number of characters, with what to do; "as many as" says no more than it shows."""
    first = check_code_challenge(challenge).errors[0]
    assert first.rule == "challenge-length"
    assert first.message.startswith(f"The challenge {what}")
    assert f"It has {len(challenge)} characters" in first.message
    assert hint in first.hint


@pytest.mark.parametrize("challenge", ["", "x" * 41, "AAAA" * 9, "{{challenge}}", "f" * 62])
def test_another_form(challenge: str) -> None:
    """What is no hash of a known length is counted only."""
    assert describe_digest(challenge) is None
