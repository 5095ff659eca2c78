"""A host as a browser resolves it: the host parser of the WHATWG URL Standard (§3.5), for hosts in ASCII.

A browser reads `127.1`, `0x7f.1` and `2130706433` as 127.0.0.1. What it makes of other letters is left to it: a URI is
ASCII, so a host with others is refused with the way to its ASCII form. A label that starts with "xn--" stays as it is,
as in the standard. This parser also refuses names that DNS does not allow.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LONGEST = 1024
"""In characters; DNS allows 253 octets, and a name that is escaped is a few times longer."""
_LONGEST_NAME = 253
_LONGEST_LABEL = 63
_LONGEST_IPV6 = 45

# URL Standard §3.5: "A forbidden domain code point is a forbidden host code point, a C0 control, U+0025 (%), or U+007F"
_FORBIDDEN = r"[\x00-\x20#%/:<>?@\[\\\]^|\x7f]"


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
    """Why a URL can't be used; `why` is a predicate that continues "The URL"."""

    why: str


def refused(why: str) -> InvalidUrl:
    """A URL that no browser opens; `why` continues a sentence after a colon."""
    return InvalidUrl(why=f"isn't a URL that a browser can open: {why}")


def parse_host(text: str) -> Host | InvalidUrl:
    """Read a host the way a browser does (URL Standard §3.5).

    Args:
        text: the part between the slashes (or the last "@") and the port, path, query or fragment.
    """
    if len(text) > _LONGEST:
        return _beyond_dns(f"it has {len(text):,} characters, and DNS allows {_LONGEST_NAME}")
    if text.startswith("["):
        return _parse_ipv6(text)
    name = _percent_decoded(text)
    if name is None:
        return refused("its host isn't UTF-8")
    if not name.isascii():
        # RFC 3986 §3.2.2: "URI producers should provide these registered names in the IDNA encoding"
        return InvalidUrl(
            why="has characters outside ASCII in its host, and OAuth needs the host's ASCII form, which "
            'new URL("...").hostname shows in a browser\'s console'
        )
    name = name.lower()
    if stranger := re.search(_FORBIDDEN, name):
        from pkce_core.text.characters import describe_character  # only here: a URL that is right needs no description

        return refused(f"the host contains {describe_character(stranger[0])[0]}, which isn't allowed in a host")
    return _parse_ipv4(name) if _ends_in_number(name) else _check_name(name)


def letters_of_punycode(name: str) -> str:
    """The visible letters outside ASCII that the punycode labels of a name ("xn--...") spell, each once."""
    return "".join(dict.fromkeys(letter for letter in spell_out(name) if letter > "~" and letter.isprintable()))


def spell_out(name: str) -> str:
    """A host with its punycode labels ("xn--...") decoded; a label that can't be decoded stays as it is."""
    return ".".join(map(_decode_label, name.split(".")))


def _decode_label(label: str) -> str:
    if not label.startswith("xn--") or len(label) > _LONGEST_LABEL:
        return label
    try:
        return label.removeprefix("xn--").encode("ascii").decode("punycode")
    except (UnicodeError, OverflowError, ValueError):
        return label


def _check_name(name: str) -> Host | InvalidUrl:
    labels = name.removesuffix(".").split(".")
    if not name:
        return refused("the host is empty")
    if not all(labels):
        return _beyond_dns("a dot follows nothing")
    if len(name) > _LONGEST_NAME + 1 or any(len(label) > _LONGEST_LABEL for label in labels):
        return _beyond_dns(f"DNS allows {_LONGEST_NAME} characters in a name and {_LONGEST_LABEL} in each part")
    return Host(kind="name", text=name)


def _beyond_dns(why: str) -> InvalidUrl:
    return InvalidUrl(why=f"has a host that can't be looked up: {why}")


def _percent_decoded(text: str) -> str | None:
    """The host without escapes; None when it, or what it escapes, isn't UTF-8."""
    if "%" not in text and text.isascii():
        return text
    from urllib.parse import unquote_to_bytes  # only for a host with escapes: it loads slowly

    try:
        return unquote_to_bytes(text).decode("utf-8")
    except UnicodeError:  # a lone surrogate can't be encoded, and other octets can't be decoded
        return None


def _ends_in_number(name: str) -> bool:
    """URL Standard §3.5, the ends-in-a-number checker: such a host is an IPv4 address or nothing."""
    last = name.removesuffix(".").rpartition(".")[2]
    return re.fullmatch(r"[0-9]+|0[Xx][0-9A-Fa-f]*", last) is not None


def _parse_ipv4(name: str) -> Host | InvalidUrl:
    """URL Standard §3.5, the IPv4 parser: one to four numbers, each decimal, octal (0...) or hexadecimal (0x...)."""
    parts = [_ipv4_number(part) for part in name.removesuffix(".").split(".")]
    numbers = [part for part in parts if part is not None]
    if len(parts) > 4 or len(numbers) != len(parts):
        return refused("the host ends in a number but isn't an IPv4 address")
    *front, last = numbers
    if any(number > 255 for number in front) or last >= 256 ** (5 - len(numbers)):
        return refused("a number in its IPv4 address is too large")
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
        return refused("the host starts with [ but isn't an IPv6 address in brackets")
    try:
        address = int(IPv6Address(inside))
    except ValueError:
        return refused("the text in brackets isn't an IPv6 address")
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
