"""Renderings that lose part of the digest (stage 4 of the search): made from each digest, and compared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pkce_core.text.printed_bytes import MOST

if TYPE_CHECKING:
    from collections.abc import Callable

    from pkce_core.diagnosis.stages.digest_renderings import Payload

_PRINTABLE = re.compile(rb"[ -~]*")
_HEX_SLUGS = ("hex-digest", "base64-of-hex")


class LossyRendering(NamedTuple):
    """A rendering that loses part of the digest.

    Attributes:
        render: what is left of a digest.
        what: the same in words.
        rarity: what it costs beyond a common mistake.
        mistakes: the slug if the challenge is the rendering itself, and if it is an encoding of it.
    """

    render: Callable[[bytes], bytes]
    what: str
    rarity: int
    mistakes: tuple[str, str] = ("digest-as-text", "digest-as-text")


_WITHOUT_HIGH_BIT = bytes(octet & 0x7F for octet in range(256))
_AS_QUESTION_MARKS = bytes(octet if octet < 0x80 else ord("?") for octet in range(256))

LOSSY_RENDERINGS = (
    LossyRendering(
        lambda digest: digest.translate(_WITHOUT_HIGH_BIT), "the hash turned into ASCII, which lost every high bit", 0
    ),
    LossyRendering(
        lambda digest: digest.decode("utf-8", "replace").encode(),
        "the hash turned into UTF-8 text, with U+FFFD where its bytes aren't UTF-8",
        0,
    ),
    LossyRendering(
        lambda digest: digest.translate(_AS_QUESTION_MARKS),
        "the hash turned into ASCII, with ? for each byte that isn't ASCII",
        0,
    ),
    LossyRendering(
        lambda digest: digest.decode("ascii", "replace").encode(),
        "the hash turned into ASCII, with U+FFFD for each byte that isn't ASCII",
        0,
    ),
    LossyRendering(
        lambda digest: digest.decode("utf-8", "replace").replace("\ufffd", "?").encode(),
        "the hash turned into UTF-8 text, with ? where its bytes aren't UTF-8",
        1,
    ),
    LossyRendering(
        lambda digest: digest.decode("ascii", "ignore").encode(),
        "the hash turned into ASCII, without the bytes that aren't ASCII",
        2,
    ),
    LossyRendering(
        lambda digest: digest.decode("utf-8", "ignore").encode(),
        "the hash turned into UTF-8 text, without the bytes that aren't UTF-8",
        2,
    ),
    LossyRendering(
        lambda digest: digest.decode("utf-16-le", "replace").encode(),
        "the hash read as UTF-16 and written as UTF-8",
        2,
    ),
    LossyRendering(
        lambda digest: digest.decode("cp1252", "replace").encode(),
        "the hash read as Windows-1252, with U+FFFD where a byte has no character",
        2,
    ),
    LossyRendering(
        lambda digest: digest.decode("cp1252", "replace").encode("cp1252", "replace"),
        "the hash turned into Windows-1252 text, with ? where a byte has no character",
        2,
    ),
    LossyRendering(
        lambda digest: "".join(map(str, digest)).encode(),
        "the hash as decimal numbers with nothing between them",
        1,
        ("decimal-bytes", "decimal-bytes"),
    ),
    LossyRendering(
        lambda digest: "".join(f"{octet:x}" for octet in digest).encode(),
        "the hash as hex digits without the leading 0 of each byte",
        0,
        _HEX_SLUGS,
    ),
    LossyRendering(
        lambda digest: "".join(f"{octet:X}" for octet in digest).encode(),
        "the hash as hex digits without the leading 0 of each byte",
        0,
        _HEX_SLUGS,
    ),
    LossyRendering(
        lambda digest: "".join(f"{octet if octet < 0x80 else octet | 0xFFFFFF00:02x}" for octet in digest).encode(),
        "the hash as hex digits of signed numbers, with ffffff in front of most bytes",
        1,
        _HEX_SLUGS,
    ),
    LossyRendering(
        lambda digest: "".join(f"{octet if octet < 0x80 else octet | 0xFFFFFF00:x}" for octet in digest).encode(),
        "the hash as hex digits of signed numbers, with ffffff in front of many bytes",
        1,
        _HEX_SLUGS,
    ),
    LossyRendering(
        lambda digest: digest[3::4],
        "only the last byte of each 32-bit word of the hash",
        0,
        ("truncated", "truncated"),
    ),
)
_SHORTEST_LOSSY = 8
"""Octets; with fewer, a digest may look the same by chance."""
_DIGITS = re.compile(rb"[0-9A-Fa-f]{48,}")
_SIZE = 32
_WITHOUT_CHARACTER = frozenset(b"\x81\x8d\x8f\x90\x9d")
_MOST_LOSSY = 8 * MOST


def is_lossy(payload: Payload) -> bool:
    """Whether a lossy rendering may have been encoded: almost all of them give text, and hardly any digest is text."""
    octets = payload.octets
    if not _SHORTEST_LOSSY <= len(octets) <= _MOST_LOSSY:
        return False
    if not payload.is_encoded and _PRINTABLE.fullmatch(octets):
        return bool(_DIGITS.fullmatch(octets))
    return is_text(octets) or (payload.is_encoded and (len(octets) == _SHORTEST_LOSSY or _is_windows_1252(octets)))


def is_text(octets: bytes) -> bool:
    """Whether these are text in UTF-8, as almost every lossy rendering is."""
    try:
        octets.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_windows_1252(octets: bytes) -> bool:
    """Whether each octet has a character in Windows-1252, and one is the ? that is written for those without."""
    return len(octets) == _SIZE and b"?" in octets and not _WITHOUT_CHARACTER & set(octets)
