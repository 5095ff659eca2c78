"""A digest in another base than 64 or 16 is read back, whatever the digest."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import diagnose_challenge
from pkce_core.diagnosis.stages.other_bases import read_other_bases
from pkce_core.text.alphabets import UNRESERVED

if TYPE_CHECKING:
    from collections.abc import Callable

VERIFIERS = st.text(alphabet=UNRESERVED, min_size=43, max_size=128)
BITCOIN = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
Z85 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#"
B85 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"


def _number(octets: bytes, digits: str) -> str:
    value, text = int.from_bytes(octets, "big"), ""
    while value:
        value, digit = divmod(value, len(digits))
        text = digits[digit] + text
    return text


BASES: dict[str, Callable[[bytes], str]] = {
    "base32": lambda digest: base64.b32encode(digest).decode(),
    "base32hex": lambda digest: base64.b32hexencode(digest).decode(),
    "base58": lambda digest: _number(digest, BITCOIN),
    "base36": lambda digest: _number(digest, "0123456789abcdefghijklmnopqrstuvwxyz"),
    "binary digits": lambda digest: " ".join(f"{octet:08b}" for octet in digest),
    "Ascii85": lambda digest: base64.a85encode(digest).decode(),
    "base85": lambda digest: base64.b85encode(digest).decode(),
    "Z85": lambda digest: base64.b85encode(digest).decode().translate(str.maketrans(B85, Z85)),
}


@pytest.mark.parametrize("name", BASES)
def test_each_base_is_named(name: str) -> None:
    """For the hash of a fixed verifier, with and without what surrounds it."""
    verifier = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"
    written = BASES[name](hashlib.sha256(verifier.encode()).digest())
    for challenge in (written, f"{written}\n"):
        diagnosis = diagnose_challenge(verifier, challenge)
        assert diagnosis is not None
        assert diagnosis.mistakes[:1] == ("other-base",)
        assert f"is written in {name} instead of base64url" in diagnosis.explanation


@given(st.sampled_from(sorted(BASES)), VERIFIERS)
def test_any_digest_is_read_back(name: str, verifier: str) -> None:
    """Leading zeros included, in every base."""
    digest = hashlib.sha256(verifier.encode()).digest()
    assert (digest, name) in list(read_other_bases(BASES[name](digest)))


def test_less_padding_and_small_letters_are_read() -> None:
    """Base32 is often written so."""
    digest = hashlib.sha256(b"x").digest()
    assert (digest, "base32") in list(read_other_bases(base64.b32encode(digest).decode().rstrip("=").lower()))
    assert (digest, "base32hex") in list(read_other_bases(base64.b32hexencode(digest).decode().rstrip("=").lower()))
    assert (digest, "Ascii85") in list(read_other_bases(base64.a85encode(digest, adobe=True).decode()))


@pytest.mark.parametrize("text", ["", "A" * 19, "A" * 601, "~" * 40, "\u00e9" * 40])
def test_no_digest_is_made_of_other_text(text: str) -> None:
    """Nothing is read from a text that no base writes, or that has the size of no digest."""
    assert list(read_other_bases(text)) == []


@given(st.text(max_size=120))
def test_any_text_is_read(text: str) -> None:
    """No text brings out an exception."""
    assert all(len(octets) in (16, 20, 28, 32, 48, 64) for octets, _ in read_other_bases(text))
