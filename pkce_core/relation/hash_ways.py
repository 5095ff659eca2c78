"""What is hashed: a nonce that an app hashes before it sends it, and the hashes of tokens in an ID token."""

from __future__ import annotations

import hashlib
from base64 import b64encode, urlsafe_b64encode
from typing import TYPE_CHECKING

from pkce_core.relation.ways import LESS_USUAL, RARE, USUAL, Way

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HASHES = {"sha256": "SHA-256", "sha384": "SHA-384", "sha512": "SHA-512", "sha1": "SHA-1", "md5": "MD5"}
"""The hashes to try, by their names in hashlib."""


def _hex(octets: bytes) -> str:
    return octets.hex()


def _upper_hex(octets: bytes) -> str:
    return octets.hex().upper()


def _base64url(octets: bytes) -> str:
    return urlsafe_b64encode(octets).decode().rstrip("=")


def _base64(octets: bytes) -> str:
    return b64encode(octets).decode()


def _padded(octets: bytes) -> str:
    return urlsafe_b64encode(octets).decode()


WRITTEN: dict[str, tuple[int, Callable[[bytes], str]]] = {
    "hex": (USUAL, _hex),
    "base64url": (USUAL, _base64url),
    "hex in upper case": (LESS_USUAL, _upper_hex),
    "base64": (LESS_USUAL, _base64),
    "base64url with = at its end": (LESS_USUAL, _padded),
}
"""How a hash may be written: what that costs, and how."""
_ADVICE_HASHED = (
    "With Apple and Firebase, the authorization request has the hash and the app keeps the nonce itself. Hash yours in "
    "the same way, and compare that."
)
_ADVICE_RAW = (
    "You compare with the hash, but the request sent the nonce before it was hashed: compare with that. "
    "With Apple and Firebase, only the authorization request has the hash."
)


def hash_of(name: str, text: str) -> bytes:
    """The hash of a text, by its name in hashlib."""
    return hashlib.new(name, text.encode("utf-8", "surrogatepass"), usedforsecurity=False).digest()


def _both_directions(name: str, how: str) -> Iterator[Way]:
    cost, write = WRITTEN[how]
    cost = cost if name == "sha256" else RARE

    def hashed(text: str, _: str) -> Iterator[str]:
        yield write(hash_of(name, text))

    def before(text: str, guide: str) -> Iterator[str]:
        if write(hash_of(name, guide)) == text:
            yield guide

    slug = f"{name}-{how.replace(' ', '-')}"
    yield Way(slug, cost, hashed, f"hashed with {HASHES[name]} and written in {how}", _ADVICE_HASHED)
    yield Way(
        f"before-{slug}", cost, before, f"as it was before it was hashed with {HASHES[name]} and written in {how}",
        _ADVICE_RAW,
    )  # fmt: skip


HASH_WAYS = tuple(way for name in HASHES for how in WRITTEN for way in _both_directions(name, how))
"""SHA-256 of a text in hex or base64url, other hashes and other ways to write them, in both directions."""
