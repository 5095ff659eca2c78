"""What may have been used as the hash function (stage 3 of the search)."""

from __future__ import annotations

import hashlib
import hmac
from binascii import b2a_base64
from typing import TYPE_CHECKING, NamedTuple

from pkce_core.diagnosis.stages.deviations import Deviations, cost_of, deviation
from pkce_core.text.base64url import encode_base64url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_TO_URL = bytes.maketrans(b"+/", b"-_")
_OF_NOTHING = hashlib.sha256().digest()


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


def _other_hash(slug: str, name: str) -> HashFunction:
    return _hash_function(
        lambda octets, _: hashlib.new(slug, octets, usedforsecurity=False).digest(),
        deviation("other-hash", 0, f"was hashed with {name} instead of SHA-256"),
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
        flow: other values of the flow, by name. One of them may also have been hashed together with the verifier.
    """
    values = [("an empty text", b""), ("the verifier", verifier)]
    values += [(name, value.encode("utf-8", "surrogatepass")) for name, value in flow.items()]
    for rarity, (name, value) in enumerate(values):
        key = "an empty key" if not value else f"{name} as the key"
        yield _hmac("sha256", value, key, min(rarity, 8))
        phrase = f"is the HMAC-SHA256 of {name}, with the verifier as the key"
        yield _hash_function(
            lambda octets, _, message=value: hmac.digest(octets, message, "sha256"),  # type: ignore[misc]
            deviation("hmac", min(rarity, 8) + 1, phrase),
        )
    for word in _KEYS:
        yield _hmac("sha256", word.encode(), f"the word {word} as the key", 6)
    yield _hmac("sha1", b"", "an empty key", 2)
    yield _hmac("sha512", b"", "an empty key", 2)
    for name, value in values[2:]:
        yield _hashed_together(lambda own, salt=value: salt + own, f"{name} in front of it")  # type: ignore[misc]
        yield _hashed_together(lambda own, salt=value: own + salt, f"{name} behind it")  # type: ignore[misc]


def _hmac(name: str, value: bytes, key: str, rarity: int) -> HashFunction:
    return _hash_function(
        lambda octets, _: hmac.digest(value, octets, name),
        deviation("hmac", rarity, f"was hashed with HMAC-{name.upper()} and {key} instead of SHA-256"),
    )


def _hashed_together(join: Callable[[bytes], bytes], how: str) -> HashFunction:
    return _hash_function(
        lambda octets, _: hashlib.sha256(join(octets)).digest(),
        deviation("other-text-hashed", 3, f"was hashed with {how}"),
    )


_KEYS = ("undefined", "null", "secret", "key", "S256", "sha256", "code_verifier", "verifier")
"""Keys that stand in examples, and what a variable without a value becomes."""

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


def _padded_base64(octets: bytes) -> bytes:
    return b2a_base64(octets, newline=False)


RARE_FUNCTIONS = (
    *(
        _other_hash(slug, name)
        for slug, name in (
            ("sha3_256", "SHA3-256"), ("sha224", "SHA-224"), ("blake2b", "BLAKE2b"), ("blake2s", "BLAKE2s"),
            ("sha3_512", "SHA3-512"), ("sha3_384", "SHA3-384"), ("sha3_224", "SHA3-224"),
            ("sha512_256", "SHA-512/256"), ("sha512_224", "SHA-512/224"), ("ripemd160", "RIPEMD-160"),
        )
        if slug in hashlib.algorithms_available  # the last three need OpenSSL
    ),
    _hash_function(
        lambda octets, _: hashlib.blake2b(octets, digest_size=32).digest(),
        deviation("other-hash", 0, "was hashed with BLAKE2b-256 instead of SHA-256"),
    ),
    _twice(2, _padded_base64, " (the second time as base64)"),
    _twice(2, lambda sha256: _padded_base64(sha256).rstrip(b"="), " (the second time as base64)"),
    _twice(2, lambda sha256: _padded_base64(sha256).translate(_TO_URL), " (the second time as padded base64url)"),
    _twice(2, lambda sha256: sha256.hex().upper().encode(), " (the second time as hex digits)"),
    _twice(2, lambda sha256: sha256.hex().encode() + b"\n", " (the second time as a line of hex digits)"),
    _twice(3, lambda sha256: encode_base64url(sha256).encode() + b"\n", " (the second time as a line of base64url)"),
    _twice(3, lambda sha256: ",".join(map(str, sha256)).encode(), " (the second time as decimal numbers)"),
    _twice(3, lambda sha256: sha256.decode("latin-1").encode(), " (the second time as text)"),
    _twice(3, lambda sha256: sha256.decode("utf-8", "replace").encode(), " (the second time as text)"),
    _hash_function(
        lambda _, sha256: hashlib.sha256(hashlib.sha256(sha256).digest()).digest(),
        deviation("double-hash", 4, "was hashed with SHA-256 three times"),
    ),
    _hash_function(
        lambda octets, _: octets + _OF_NOTHING,
        deviation("go-sum", 0, "is the verifier itself with the hash of nothing behind it, as Go's Sum gives"),
    ),
)  # fmt: skip
"""Functions that are tried with the likely inputs only."""
