"""Renderings that can't be undone are made again from each digest."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import diagnose_challenge
from pkce_core.text.alphabets import UNRESERVED

if TYPE_CHECKING:
    from collections.abc import Callable

VERIFIER = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"
VERIFIERS = st.text(alphabet=UNRESERVED, min_size=43, max_size=128)
WITH_ZEROS = "zeros-7-of-the-bytes-below-16-and-no-decimals"


def _b64url(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).decode().rstrip("=")


def _signed(digest: bytes, width: str) -> str:
    return "".join(f"{octet if octet < 128 else octet - 256 & 0xFFFFFFFF:{width}}" for octet in digest)


TEXTS: list[tuple[str, str, str, Callable[[bytes], str]]] = [
    ("hex-digest", "base64-of-hex", "without the leading 0", lambda d: "".join(f"{octet:x}" for octet in d)),
    ("hex-digest", "base64-of-hex", "without the leading 0", lambda d: "".join(f"{octet:X}" for octet in d)),
    ("hex-digest", "base64-of-hex", "ffffff in front", lambda d: _signed(d, "02x")),
    ("hex-digest", "base64-of-hex", "ffffff in front", lambda d: _signed(d, "x")),
    ("decimal-bytes", "decimal-bytes", "nothing between them", lambda d: "".join(map(str, d))),
]


@pytest.mark.parametrize(("slug", "encoded_slug", "words", "render"), TEXTS)
def test_digits_that_lost_something_are_named(
    slug: str, encoded_slug: str, words: str, render: Callable[[bytes], str]
) -> None:
    """As the challenge itself, and encoded once more; also of a hash with a newline, or of SHA-1."""
    for made, digest in (
        ((), hashlib.sha256(VERIFIER.encode()).digest()),
        (("trailing-newline",), hashlib.sha256(f"{VERIFIER}\n".encode()).digest()),
        (("sha512",), hashlib.sha512(VERIFIER.encode()).digest()),
    ):
        for challenge, name in ((render(digest), slug), (_b64url(render(digest).encode()), encoded_slug)):
            diagnosis = diagnose_challenge(VERIFIER, challenge)
            assert diagnosis is not None
            assert diagnosis.mistakes == (*made, name)
            assert words in diagnosis.explanation


def test_text_of_another_hash_is_named() -> None:
    """Two mistakes: SHA-1, and its digest as ASCII."""
    digest = hashlib.sha1(VERIFIER.encode()).digest()
    diagnosis = diagnose_challenge(VERIFIER, _b64url(bytes(octet & 0x7F for octet in digest)))
    assert diagnosis is not None
    assert diagnosis.mistakes == ("sha1", "digest-as-text")


@given(VERIFIERS)
def test_words_cut_to_bytes_are_named(verifier: str) -> None:
    """`Uint8Array.from(hash.words)` keeps the last byte of each word."""
    digest = hashlib.sha256(verifier.encode()).digest()
    diagnosis = diagnose_challenge(verifier, _b64url(digest[3::4]))
    assert diagnosis is not None
    assert diagnosis.mistakes == ("truncated",)
    assert "only the last byte of each 32-bit word" in diagnosis.explanation


@given(VERIFIERS)
def test_a_digest_read_as_utf_16_is_named(verifier: str) -> None:
    """Node's toString('utf16le'), written as UTF-8."""
    text = hashlib.sha256(verifier.encode()).digest().decode("utf-16-le", "replace")
    diagnosis = diagnose_challenge(verifier, _b64url(text.encode()))
    assert diagnosis is not None
    assert diagnosis.mistakes == ("digest-as-text",)


@given(VERIFIERS)
def test_windows_1252_that_lost_bytes_is_named(verifier: str) -> None:
    """Java's `new String(hash)` and `getBytes()` on Windows: five bytes have no character."""
    digest = hashlib.sha256(verifier.encode()).digest()
    lost = digest.translate(bytes(0x3F if octet in b"\x81\x8d\x8f\x90\x9d" else octet for octet in range(256)))
    diagnosis = diagnose_challenge(verifier, _b64url(lost))
    if lost == digest:
        assert diagnosis is None
    else:
        assert diagnosis is not None
        assert diagnosis.mistakes in (("digest-as-text",), ("mistyped",))
