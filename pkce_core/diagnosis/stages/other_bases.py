"""A digest written in another base than 64 or 16: base 32, 58, 85, 36 and 2 (stage 4 of the search)."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SIZES = (32, 20, 64, 16, 48, 28)
"""Octets of a digest."""
_BITCOIN = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_Z85 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#"
_B85 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"
_TO_B85 = str.maketrans(_Z85, _B85)
_MOST = 600
"""Characters: more than 64 octets in base 2."""


def read_other_bases(text: str) -> Iterator[tuple[bytes, str]]:
    """The octets of a digest that may have been written in another base, each with the name of the base.

    Args:
        text: any text.
    """
    bare = text.strip()
    if not 20 <= len(bare) <= _MOST:
        return
    for pattern, decode, name in _BASES:
        if re.fullmatch(pattern, bare):
            try:
                octets = decode(bare)
            except ValueError:
                continue
            if len(octets) in _SIZES:
                yield octets, name


def _base32(text: str) -> bytes:
    bare = text.rstrip("=").upper()
    return base64.b32decode(bare + "=" * (-len(bare) % 8))


def _base32hex(text: str) -> bytes:
    bare = text.rstrip("=").upper()
    return base64.b32hexdecode(bare + "=" * (-len(bare) % 8))


def _number(digits: str, text: str) -> bytes:
    value = 0
    for digit in text:
        value = value * len(digits) + digits.index(digit)
    least = (value.bit_length() + 7) // 8
    return value.to_bytes(next((size for size in sorted(_SIZES) if least in (size, size - 1)), least), "big")


_BASES: tuple[tuple[str, Callable[[str], bytes], str], ...] = (
    (r"[A-Za-z2-7]{26,103}=*", _base32, "base32"),
    (r"[0-9A-Va-v]{26,103}=*", _base32hex, "base32hex"),
    (f"[{_BITCOIN}]{{21,88}}", lambda text: _number(_BITCOIN, text), "base58"),
    (r"[0-9a-z]{24,100}", lambda text: _number("0123456789abcdefghijklmnopqrstuvwxyz", text), "base36"),
    (r"[01 ]{128,}", lambda text: _number("01", text.replace(" ", "")), "binary digits"),
    (
        r"<~[!-uz]{20,80}~>|[!-uz]{20,80}",
        lambda text: base64.a85decode(text.removeprefix("<~").removesuffix("~>")),
        "Ascii85",
    ),
    (r"[!-~]{20,80}", base64.b85decode, "base85"),
    (r"[!-~]{20,80}", lambda text: base64.b85decode(text.translate(_TO_B85)), "Z85"),
)
"""For each base, what a text in it looks like, and how to decode it."""
