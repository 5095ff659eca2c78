"""A host as a browser resolves it: the host parser of the WHATWG URL Standard (§3.5).

A browser reads `127.1`, `0x7f.1`, `2130706433` and even `１２７.0.0.1` as 127.0.0.1. The mapping of names in other
scripts follows UTS #46 closely enough to show which name a browser asks for. This parser refuses more than a browser
does: invisible joiners, and names that DNS does not allow.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LONGEST = 1024
"""In characters; DNS allows 253 octets, and a name that is escaped or not normalized is a few times longer."""
_LONGEST_NAME = 253
_LONGEST_LABEL = 63
_LONGEST_IPV6 = 45

# URL Standard §3.5: "A forbidden domain code point is a forbidden host code point, a C0 control, U+0025 (%), or U+007F"
_FORBIDDEN = r"[\x00-\x20#%/:<>?@\[\\\]^`{|}\x7f]"

# Invisible characters, which the mapping of UTS #46 deletes.
_IGNORED = frozenset("\u00ad\u034f\u180b\u180c\u180d\u200b\u2060\u2064\ufeff")
_JOINERS = frozenset("\u200c\u200d")
_KEPT = frozenset("ßς")
"""UTS #46 keeps these two letters, which case folding would change."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Host:
    """A host after parsing.

    Attributes:
        kind: "name", "ipv4" or "ipv6".
        text: as a browser writes it: in ASCII and lower case, an address in its canonical form.
        address: an IP address as a number; None for a name.
    """

    kind: str
    text: str
    address: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class InvalidUrl:
    """Why a browser refuses a host or a URL; `why` continues a sentence after a colon."""

    why: str


def parse_host(text: str) -> Host | InvalidUrl:
    """Read a host the way a browser does (URL Standard §3.5).

    Args:
        text: the part between the slashes (or the last "@") and the port, path, query or fragment.
    """
    if len(text) > _LONGEST:
        return InvalidUrl(why=f"the host has {len(text):,} characters, and DNS allows {_LONGEST_NAME}")
    if text.startswith("["):
        return _parse_ipv6(text)
    name = _to_ascii(_percent_decoded(text))
    if isinstance(name, InvalidUrl):
        return name
    if stranger := re.search(_FORBIDDEN, name):
        from pkce_core.text.characters import describe_character  # only here: a URL that is right needs no description

        return InvalidUrl(why=f"the host contains {describe_character(stranger[0])[0]}, which isn't allowed in a host")
    return _parse_ipv4(name) if _ends_in_number(name) else _check_name(name)


def to_unicode(name: str) -> str:
    """The name with its punycode labels ("xn--...") decoded, to show what they spell."""
    return ".".join(_decode_label(label) or label for label in name.split("."))


def _check_name(name: str) -> Host | InvalidUrl:
    labels = name.removesuffix(".").split(".")
    if not all(labels):
        return InvalidUrl(why="the host is empty or has two dots in a row")
    if len(name) > _LONGEST_NAME + 1 or any(len(label) > _LONGEST_LABEL for label in labels):
        return InvalidUrl(why=f"DNS allows {_LONGEST_NAME} characters in a name and {_LONGEST_LABEL} in each part")
    return Host(kind="name", text=name)


def _percent_decoded(text: str) -> str:
    if "%" not in text:
        return text
    from urllib.parse import unquote  # only for a host with escapes: it loads slowly

    return unquote(text)


def _to_ascii(name: str) -> str | InvalidUrl:
    """Domain to ASCII (URL Standard §3.3), with the mapping of UTS #46."""
    if not name.isascii():
        mapped = _map(name)
        if isinstance(mapped, InvalidUrl):
            return mapped
        name = mapped
    name = name.lower()
    labels = [_encode_label(label) for label in name.split(".")]
    refused = [label for label in labels if isinstance(label, InvalidUrl)]
    return refused[0] if refused else ".".join(label for label in labels if isinstance(label, str))


def _map(name: str) -> str | InvalidUrl:
    """Fold case and compatibility forms, and drop what is invisible: `１` becomes a 1, and `。` becomes a dot."""
    from unicodedata import category, normalize  # only for names outside ASCII: its tables load slowly

    folded = "".join(
        letter if letter in _KEPT else normalize("NFKC", normalize("NFKC", letter).casefold())
        for letter in name
        if letter not in _IGNORED and not "\ufe00" <= letter <= "\ufe0f"
    )
    folded = normalize("NFC", folded).replace("\u3002", ".")
    if not _JOINERS.isdisjoint(folded):
        return InvalidUrl(why="the host contains an invisible joiner")
    for label in folded.split("."):
        if any(category(letter) in ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp") for letter in label if letter > "~"):
            return InvalidUrl(why="the host contains a character that isn't allowed in a name")
        if label and category(label[0]).startswith("M"):
            return InvalidUrl(why="a part of the host starts with an accent that isn't on any letter")
    return folded


def _encode_label(label: str) -> str | InvalidUrl:
    if len(label) > _LONGEST_LABEL:  # `_check_name` refuses a long label in ASCII, which may be a number as well
        why = f"DNS allows {_LONGEST_LABEL} characters in each part of a name"
        return label if label.isascii() else InvalidUrl(why=why)
    if label.startswith("xn--") and _decode_label(label) is None:
        return InvalidUrl(why="a part of the host starts with xn-- but isn't valid punycode")
    return label if label.isascii() else "xn--" + label.encode("punycode").decode("ascii")


def _decode_label(label: str) -> str | None:
    """What a punycode label spells; None when it is not punycode, or not the canonical way to write it."""
    if not label.startswith("xn--") or len(label) > _LONGEST_LABEL:
        return None
    try:
        decoded = label.removeprefix("xn--").encode("ascii").decode("punycode")
    except (UnicodeError, OverflowError, ValueError):
        return None
    # UTS #46 §4.1: a punycode label is invalid when it spells only ASCII, or something that the mapping would change.
    if decoded.isascii() or _map(decoded) != decoded or "xn--" + decoded.encode("punycode").decode("ascii") != label:
        return None
    return decoded


def _ends_in_number(name: str) -> bool:
    """URL Standard §3.5, the ends-in-a-number checker: such a host is an IPv4 address or nothing."""
    last = name.removesuffix(".").rpartition(".")[2]
    return re.fullmatch(r"[0-9]+|0[Xx][0-9A-Fa-f]*", last) is not None


def _parse_ipv4(name: str) -> Host | InvalidUrl:
    """URL Standard §3.5, the IPv4 parser: one to four numbers, each decimal, octal (0...) or hexadecimal (0x...)."""
    parts = [_ipv4_number(part) for part in name.removesuffix(".").split(".")]
    numbers = [part for part in parts if part is not None]
    if len(parts) > 4 or len(numbers) != len(parts):
        return InvalidUrl(why="the host ends in a number but isn't an IPv4 address")
    *front, last = numbers
    if any(number > 255 for number in front) or last >= 256 ** (5 - len(numbers)):
        return InvalidUrl(why="a number in its IPv4 address is too large")
    address = last + sum(number << (24 - 8 * at) for at, number in enumerate(front))
    return Host(kind="ipv4", text=".".join(map(str, address.to_bytes(4))), address=address)


def _ipv4_number(text: str) -> int | None:
    base, digits = 10, text
    if text[:2] in ("0x", "0X"):
        base, digits = 16, text[2:] or "0"
    elif text.startswith("0"):
        base, digits = 8, text[1:] or "0"
    allowed = {8: "[0-7]+", 10: "[0-9]+", 16: "[0-9A-Fa-f]+"}[base]
    # A number with more than eleven digits is larger than any address, so its first twelve are enough.
    return int(digits.lstrip("0")[:12] or "0", base) if re.fullmatch(allowed, digits) else None


def _parse_ipv6(text: str) -> Host | InvalidUrl:
    from ipaddress import IPv6Address  # only for a host in brackets: it loads slowly

    inside = text[1:-1]
    if not text.endswith("]") or "%" in inside or len(inside) > _LONGEST_IPV6:
        return InvalidUrl(why="the host starts with [ but isn't an IPv6 address in brackets")
    try:
        address = int(IPv6Address(inside))
    except ValueError:
        return InvalidUrl(why="the text in brackets isn't an IPv6 address")
    return Host(kind="ipv6", text=f"[{_write_ipv6(address)}]", address=address)


def _write_ipv6(address: int) -> str:
    """URL Standard §3.5, the IPv6 serializer: it leaves out the longest run of zeros, the first one of several."""
    pieces = f"{address:032x}"
    text = ":".join(f"{int(pieces[at : at + 4], 16):x}" for at in range(0, 32, 4))
    runs = re.findall(r"(?:(?<=:)|^)0(?::0)+(?=:|$)", text)
    if not runs:
        return text
    before, _, after = f":{text}:".partition(f":{max(runs, key=len)}:")
    return f"{before[1:]}::{after[:-1]}"
