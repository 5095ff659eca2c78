"""What was put around a text, or changed all over it, undone step by step in any order (stages 1 and 6 of the search).

Quotes, white space, percent-encoding, UTF-16, the parameter's name in front, the text twice in a row, look-alike
characters. They happen to a verifier and to a challenge alike.
"""

from __future__ import annotations

import re
from binascii import a2b_base64
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from pkce_core.diagnosis.stages.deviations import Deviations, cost_of, deviation
from pkce_core.text.characters import LOOKALIKE, describe_character

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_STEPS = 4
_MOST_TEXTS = 12
_SHORTEST_HALF = 20
_INVISIBLE = r"\s\0-\x1f\x7f-\xa0\xad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"
_SPACE = re.compile(f"[{_INVISIBLE}]+")
_BRACKETS = ("()", "[]", "<>", "{}")
_QUOTE_PAIRS = ('""', "''", "``", "\u201c\u201d", "\u2018\u2019", "\u00ab\u00bb")
_LINE_ESCAPES = re.compile(r"(?:\\[rnt0])+$")
_NAMED = re.compile(r"""\bcode_?(?:verifier|challenge)["']?\s*[=:]\s*["']?([^\s"'&,;}]+)""", re.IGNORECASE)
_LONG = re.compile(r"[A-Za-z0-9\-._~+/]{43,}")
_ESCAPES = re.compile(
    r"&(?:#(\d{2,3})|#[xX]([0-9A-Fa-f]{2})|amp);|\\u00([0-9A-Fa-f]{2})|\\x([0-9A-Fa-f]{2})|\\([/=_+-])"
)


class Unwrapped(NamedTuple):
    """A text as it may have been before something was put around it.

    Attributes:
        text: what it may have been.
        deviations: what happened to it since, in that order.
        cost: what the deviations cost.
    """

    text: str
    deviations: Deviations
    cost: int


def unwrap(text: str) -> list[Unwrapped]:
    """Undo what may have happened to a text, breadth first.

    Args:
        text: a verifier or a challenge; the caller bounds its length.

    Returns:
        The text as it is, then what it may have been, cheapest first.
    """
    known = {text: Unwrapped(text, (), 0)}
    latest = list(known.values())
    for _ in range(_MOST_STEPS):
        found = [bare for outer in latest[:_MOST_TEXTS] for bare in _undo(outer) if bare.text not in known]
        latest = []
        for bare in found:
            if bare.text and (bare.text not in known or bare.cost < known[bare.text].cost):
                known[bare.text] = bare
                latest.append(bare)
    return sorted(known.values(), key=lambda each: each.cost)[:_MOST_TEXTS]


def _undo(outer: Unwrapped) -> Iterator[Unwrapped]:
    for text, deviations in _undo_one_step(outer.text):
        later = outer.deviations[:1]
        if later and later[0].mistake == deviations[0].mistake == "percent-encoded":
            # Encoding twice is one mistake made twice: it is named once.
            twice = deviation("percent-encoded", 1, "is percent-encoded more than once")
            yield Unwrapped(text, twice + outer.deviations[1:], outer.cost + 1)
        else:
            yield Unwrapped(text, deviations + outer.deviations, outer.cost + cost_of(deviations))


def _undo_one_step(text: str) -> Iterator[tuple[str, Deviations]]:
    if (narrow := _without_utf_16(text)) != text:
        yield narrow, deviation("utf-16", 1, "is saved as UTF-16")
        return
    yield from _without_space(text)
    yield from _without_quotes(text)
    if (decoded := unquote(text)) != text:
        yield decoded, deviation("percent-encoded", 0, "is percent-encoded")
    if (ended := _LINE_ESCAPES.sub("", text)) != text:
        yield ended, deviation("whitespace", 3, f"ends with a literal {text[len(ended) :]}")
    if (named := _NAMED.search(text)) and named[1] != text:
        yield named[1], deviation("parameter-copied", 1, "was copied together with its parameter name")
    if (unescaped := _ESCAPES.sub(_unescape, text)) != text:
        yield unescaped, deviation("escaped", 0, "is escaped, as for HTML or JSON")
    for decode, how in ((_decode_base64, "in base64"), (_decode_hex, "as hex digits")):
        if (decoded := decode(text)) != text:
            yield decoded, deviation("base64-twice", 3, f"is encoded {how} a second time")
    half = text[: len(text) // 2]
    between = text[len(half) : len(text) - len(half)].strip()
    if len(half) >= _SHORTEST_HALF and text == f"{half}{between}{half}" and not between.isalnum():
        yield half, deviation("pasted-twice", 0, "appears twice in a row")
    if (latin := text.translate(LOOKALIKE)) != text:
        yield latin, deviation("look-alikes", 2, "has characters that only look like the right ones")


def _unescape(escape: re.Match[str]) -> str:
    decimal, *hexadecimal, itself = escape.groups()
    if decimal:
        return chr(int(decimal))
    return next((chr(int(digits, 16)) for digits in hexadecimal if digits), itself or "&")


def _decode_hex(text: str) -> str:
    try:
        decoded = bytes.fromhex(text).decode("ascii")
    except ValueError:
        return text
    return decoded if _LONG.fullmatch(decoded.rstrip("=\r\n")) else text


def _decode_base64(text: str) -> str:
    standard = text.translate(str.maketrans("-_", "+/", "="))
    try:
        octets = a2b_base64(standard + "=" * (-len(standard) % 4), strict_mode=True)
    except ValueError:
        return text
    decoded = octets.decode("latin-1")
    return decoded if _LONG.fullmatch(decoded.rstrip("=\r\n")) else text


def _without_utf_16(text: str) -> str:
    bare = text.removeprefix("\ufeff").removeprefix("\xff\xfe").removeprefix("\xfe\xff")
    for visible, zeros in ((bare[::2], bare[1::2]), (bare[1::2], bare[::2])):
        if zeros and not zeros.strip("\0"):
            return visible
    return text


def _without_space(text: str) -> Iterator[tuple[str, Deviations]]:
    before = space[0] if (space := _SPACE.match(text)) else ""
    after = space[0][::-1] if (space := _SPACE.match(text[len(before) :][::-1])) else ""
    if before or after:
        yield text[len(before) : len(text) - len(after)], deviation("whitespace", 0, _describe_edges(before, after))
    elif (joined := _SPACE.sub("", text)) != text:
        yield joined, deviation("whitespace", 1, f"is broken up by {_name_space(''.join(_SPACE.findall(text)))}")
        decoded = "has a space instead of each +, because a form decoder turned + into a space"
        yield text.replace(" ", "+"), deviation("whitespace", 1, decoded)


def _describe_edges(before: str, after: str) -> str:
    first, last = _name_space(before), _name_space(after)
    if not after:
        return f"has {first} at the start"
    if not before:
        return f"has {last} at the end"
    return f"has {first} at both ends" if first == last else f"has {first} at the start and {last} at the end"


def _name_space(space: str) -> str:
    return describe_character(space)[0] if len(space) == 1 or space == "\r\n" else "white space"


def _without_quotes(text: str) -> Iterator[tuple[str, Deviations]]:
    if len(text) > 1 and text[0] + text[-1] in _QUOTE_PAIRS:
        yield text[1:-1], deviation("quoted", 0, "is in quotes")
    elif text[:1] == "b" and text[1:2] + text[-1] in _QUOTE_PAIRS and len(text) > 2:
        yield text[2:-1], deviation("quoted", 1, "is written the way Python prints bytes, b'...'")
    elif len(text) > 1 and text[0] + text[-1] in _BRACKETS:
        yield text[1:-1], deviation("quoted", 1, "is in brackets")
    elif (unquoted := text.strip("\"'`,;\\\u201c\u201d")) != text:
        yield unquoted, deviation("quoted", 2, "starts or ends with a stray quote or punctuation mark")
