"""What it means that a part of one URI is percent-encoded where the other isn't: the same, or data for a delimiter."""

from __future__ import annotations

import re

_UNRESERVED = r"[A-Za-z0-9\-._~]"
"""RFC 3986 §2.3: "URIs that differ in the replacement of an unreserved character with its corresponding
percent-encoded US-ASCII octet are equivalent\""""
_DELIMITERS = r"[:/?#\[\]@!$&'()*+,;=]"
"""RFC 3986 §2.2: "URIs that differ in the replacement of a reserved character with its corresponding percent-encoded
octet are not equivalent.\""""
_PIECES = r"%[0-9A-Fa-f]{2}|[\s\S]"


def compare_encoding(mine: str, other: str) -> str:
    """A sentence when two parts of URIs are equal after one or two percent-decodings; else "".

    Args:
        mine: a part of the redirect URI; "yours" to the reader.
        other: the same part of the registered one.
    """
    from urllib.parse import unquote_to_bytes

    one, two = (unquote_to_bytes(_octets(text)) for text in (mine, other))
    if one == two:
        return _say(mine, other)
    if unquote_to_bytes(one) == two or one == unquote_to_bytes(two):
        whose = "Yours" if mine.count("%25") > other.count("%25") else "The registered one"
        return f"{whose} is percent-encoded twice."
    return ""


def _octets(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _say(mine: str, other: str) -> str:
    """What it means that two different texts have the same octets once they are decoded."""
    pairs = zip(_pieces(mine), _pieces(other), strict=True)
    data = next((one if len(one) > len(two) else two for one, two in pairs if one != two), "")
    if not data:
        return "They mean the same, but their percent-encoding differs, and servers compare the texts."
    sign = chr(int(data[1:], 16))
    if not re.fullmatch(_DELIMITERS, sign):
        return "Their percent-encoding differs."
    return f"They don't mean the same: {data} is a character of the text, but {sign} divides it (RFC 3986 §2.2)."


def _pieces(text: str) -> list[str]:
    """One piece for each octet, with those alike that mean the same: %61 and a, %2f and %2F, ü and %C3%BC."""
    found: list[str] = []
    for piece in re.findall(_PIECES, text):
        if len(piece) == 3:
            sign = chr(int(piece[1:], 16))
            found.append(sign if re.fullmatch(_UNRESERVED, sign) else piece.upper())
        elif piece != "%" and not re.fullmatch(f"{_UNRESERVED}|{_DELIMITERS}", piece):
            # No URI has it by itself, so it stands for its octets (RFC 3986 §2.5).
            found += [f"%{octet:02X}" for octet in _octets(piece)]
        else:
            found.append(piece)
    return found
