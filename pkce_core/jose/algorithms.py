"""The signature algorithms of JOSE as data: the kind of key and the hash that each one uses (RFC 7518 §3.1)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, kw_only=True, slots=True)
class Algorithm:
    """One value of alg.

    Attributes:
        name: the value; letter case matters.
        kty: the kind of key: "RSA", "EC", "OKP", or "oct" for a shared secret.
        curves: the values of crv that the algorithm allows; empty when its keys have none.
        hash: the hash that at_hash uses, by its name in hashlib.
    """

    name: str
    kty: str
    curves: tuple[str, ...] = ()
    hash: str

    @property
    def symmetric(self) -> bool:
        """True when the key that checks a signature can also make one."""
        return self.kty == "oct"


# RFC 7518 §3.1, RFC 8037 §3.1, RFC 8812 §3.2, RFC 9864 §2.2
_SIZES = (256, 384, 512)
_TABLE = (
    *(Algorithm(name=f"HS{size}", kty="oct", hash=f"sha{size}") for size in _SIZES),
    *(Algorithm(name=f"RS{size}", kty="RSA", hash=f"sha{size}") for size in _SIZES),
    *(Algorithm(name=f"PS{size}", kty="RSA", hash=f"sha{size}") for size in _SIZES),
    Algorithm(name="ES256", kty="EC", curves=("P-256",), hash="sha256"),
    Algorithm(name="ES384", kty="EC", curves=("P-384",), hash="sha384"),
    Algorithm(name="ES512", kty="EC", curves=("P-521",), hash="sha512"),
    Algorithm(name="ES256K", kty="EC", curves=("secp256k1",), hash="sha256"),
    Algorithm(name="EdDSA", kty="OKP", curves=("Ed25519", "Ed448"), hash="sha512"),
    Algorithm(name="Ed25519", kty="OKP", curves=("Ed25519",), hash="sha512"),
    Algorithm(name="Ed448", kty="OKP", curves=("Ed448",), hash="shake_256"),
)
ALGORITHMS: Mapping[str, Algorithm] = MappingProxyType({algorithm.name: algorithm for algorithm in _TABLE})

_SHAKE_OCTETS = 114
"""Ed448 uses SHAKE256 with 114 octets (RFC 8032 §5.2)."""


def digest(name: str, octets: bytes) -> bytes:
    """The hash of octets; `name` is the `hash` of an `Algorithm`."""
    if name == "shake_256":
        return hashlib.shake_256(octets).digest(_SHAKE_OCTETS)
    return hashlib.new(name, octets).digest()
