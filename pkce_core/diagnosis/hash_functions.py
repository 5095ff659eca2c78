"""What may have been hashed instead of the verifier, and with what: the search's way forward.

A source is made of layers, in the order in which the mistakes happen:

    letter case ─▶ quotes ─▶ white space ─▶ line end ─▶ how the characters became octets

Any two layers combine; three combine in their common variants. That is some 250 sources, and some more when the
reader's verifier is itself not clean: then it may have been the clean one that was hashed.
"""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from pkce_core.diagnosis.deviations import Deviations, cost_of, deviation
from pkce_core.text.base64url import encode_base64url

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable


class HashFunction(NamedTuple):
    """A function that may have been used, and the mistake it is."""

    digest: Callable[[bytes, bytes], bytes]  # from the octets and their SHA-256, which several of them build on
    moves: Deviations
    cost: int


def _digest(name: str) -> Callable[[bytes, bytes], bytes]:
    function = getattr(hashlib, name)
    return lambda octets, _: bytes(function(octets, usedforsecurity=False).digest())


def _hashed_again(write: Callable[[bytes], bytes]) -> Callable[[bytes, bytes], bytes]:
    return lambda _, sha256: hashlib.sha256(write(sha256)).digest()


def _hash(digest: Callable[[bytes, bytes], bytes], moves: Deviations = ()) -> HashFunction:
    return HashFunction(digest, moves, cost_of(moves))


_TWICE = "was hashed with SHA-256 twice"
HASH_FUNCTIONS = (
    _hash(lambda _, sha256: sha256),
    _hash(_hashed_again(lambda sha256: sha256), deviation("double-hash", 0, _TWICE)),
    _hash(_hashed_again(lambda sha256: sha256.hex().encode()), deviation("double-hash", 1, f"{_TWICE}, by way of hex")),
    _hash(_hashed_again(lambda sha256: encode_base64url(sha256).encode()),
          deviation("double-hash", 1, f"{_TWICE}, by way of base64url")),
    _hash(_digest("sha1"), deviation("sha1", 0, "was hashed with SHA-1 instead of SHA-256")),
    _hash(_digest("md5"), deviation("md5", 0, "was hashed with MD5 instead of SHA-256")),
    _hash(_digest("sha512"), deviation("sha512", 0, "was hashed with SHA-512 instead of SHA-256")),
    _hash(_digest("sha384"), deviation("sha384", 0, "was hashed with SHA-384 instead of SHA-256")),
)  # fmt: skip
"""What may have been used as the hash, the right one first."""
