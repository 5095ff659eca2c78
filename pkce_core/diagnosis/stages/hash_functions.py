"""What may have been used as the hash function (stage 3 of the search)."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING, NamedTuple

from pkce_core.diagnosis.stages.deviations import Deviations, cost_of, deviation
from pkce_core.text.base64url import encode_base64url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


class HashFunction(NamedTuple):
    """A function that may have been used.

    Attributes:
        digest: makes a digest of octets and their SHA-256, which is computed once because several functions need it.
        deviations: the mistake of using it; none for SHA-256.
        cost: what the mistake costs.
    """

    digest: Callable[[bytes, bytes], bytes]
    deviations: Deviations
    cost: int


def _hash_function(digest: Callable[[bytes, bytes], bytes], deviations: Deviations = ()) -> HashFunction:
    return HashFunction(digest, deviations, cost_of(deviations))


def _instead_of_sha256(slug: str, name: str) -> HashFunction:
    function = getattr(hashlib, slug)
    return _hash_function(
        lambda octets, _: bytes(function(octets, usedforsecurity=False).digest()),
        deviation(slug, 0, f"was hashed with {name} instead of SHA-256"),
    )


def _twice(rarity: int, write: Callable[[bytes], bytes], how: str = "") -> HashFunction:
    return _hash_function(
        lambda _, sha256: hashlib.sha256(write(sha256)).digest(),
        deviation("double-hash", rarity, f"was hashed with SHA-256 twice{how}"),
    )


def keyed_functions(verifier: bytes, flow: Mapping[str, str]) -> Iterator[HashFunction]:
    """The HMACs that may have been used: the key, or the message, is empty or another value of the flow.

    Args:
        verifier: the message, or the key.
        flow: other values of the flow, by name.
    """
    values = [("an empty text", b""), ("the verifier", verifier)]
    values += [(name, value.encode("utf-8", "surrogatepass")) for name, value in flow.items()]
    for rarity, (name, value) in enumerate(values):
        key = "an empty key" if not value else f"{name} as the key"
        phrase = f"was hashed with HMAC-SHA256 and {key} instead of SHA-256"
        yield _hash_function(
            lambda octets, _, key=value: hmac.digest(key, octets, "sha256"),  # type: ignore[misc]
            deviation("hmac", min(rarity, 8), phrase),
        )
        phrase = f"is the HMAC-SHA256 of {name}, with the verifier as the key"
        yield _hash_function(
            lambda octets, _, message=value: hmac.digest(octets, message, "sha256"),  # type: ignore[misc]
            deviation("hmac", min(rarity, 8) + 1, phrase),
        )


HASH_FUNCTIONS = (
    _hash_function(lambda _, sha256: sha256),
    _twice(0, lambda sha256: sha256),
    _twice(1, lambda sha256: sha256.hex().encode(), " (the second time as hex digits)"),
    _twice(1, lambda sha256: encode_base64url(sha256).encode(), " (the second time as base64url)"),
    _instead_of_sha256("sha1", "SHA-1"),
    _instead_of_sha256("md5", "MD5"),
    _instead_of_sha256("sha512", "SHA-512"),
    _instead_of_sha256("sha384", "SHA-384"),
)
"""The right one first."""
