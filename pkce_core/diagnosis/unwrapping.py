"""What was put around a text or changed all over it, undone step by step, in any order: the verifier's or challenge's.

quotes, white space, percent-encoding, UTF-16, its own name in front, twice in a row, look-alikes
"""

from __future__ import annotations

import re
from binascii import a2b_base64
from typing import NamedTuple
from urllib.parse import unquote

from pkce_core.diagnosis.deviations import Deviations, cost_of, deviation
from pkce_core.text.characters import LOOKALIKE, describe_character

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_DEPTH = 4
_MOST_CORES = 12
_SHORTEST_HALF = 20
_INVISIBLE = r"\s\0-\x1f\x7f-\xa0\xad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"
_SPACE = re.compile(f"[{_INVISIBLE}]+")
_QUOTE_PAIRS = ('""', "''", "``", "\u201c\u201d", "\u2018\u2019", "\u00ab\u00bb")
_LINE_ESCAPES = re.compile(r"(?:\\[rnt0])+$")
_NAMED = re.compile(r"""\bcode_?(?:verifier|challenge)["']?\s*[=:]\s*["']?([^\s"'&,;}]+)""", re.IGNORECASE)
_LONG = re.compile(r"[A-Za-z0-9\-._~]{43,}")


class Unwrapped(NamedTuple):
    """A text with what was put around it undone."""

    text: str
    moves: Deviations
    cost: int


def unwrap(text: str) -> list[Unwrapped]:
    """Undo what was done to a text, breadth first; the text as it is comes first.

    Args:
        text: a verifier or a challenge; its length is the caller's to bound.
    """
    cores = {text: Unwrapped(text, (), 0)}
    edge = list(cores.values())
    for _ in range(_DEPTH):
        found = [core for outer in edge[:_MOST_CORES] for core in _undo(outer) if core.text not in cores]
        edge = []
        for core in found:
            if core.text and (core.text not in cores or core.cost < cores[core.text].cost):
                cores[core.text] = core
                edge.append(core)
    return sorted(cores.values(), key=lambda core: core.cost)[:_MOST_CORES]


def _undo(core: Unwrapped) -> Iterator[Unwrapped]:
    for text, moves in _undone(core.text):
        again = core.moves[:1]
        if again and again[0].slug == moves[0].slug == "percent-encoded":
            # Encoding twice is one mistake made twice: it is named once.
            twice = deviation("percent-encoded", 1, "is percent-encoded more than once")
            yield Unwrapped(text, twice + core.moves[1:], core.cost + 1)
        else:
            yield Unwrapped(text, moves + core.moves, core.cost + cost_of(moves))


def _undone(text: str) -> Iterator[tuple[str, Deviations]]:
    if (narrow := _without_utf_16(text)) != text:
        yield narrow, deviation("utf-16", 1, "is saved as UTF-16")
        return
    yield from _without_space(text)
    yield from _without_quotes(text)
    if (decoded := unquote(text)) != text:
        yield decoded, deviation("percent-encoded", 0, "is percent-encoded")
    if (ended := _LINE_ESCAPES.sub("", text)) != text:
        yield ended, deviation("whitespace", 3, f"ends in a spelled-out {text[len(ended) :]}")
    if (named := _NAMED.search(text)) and named[1] != text:
        yield named[1], deviation("", 1, "was copied together with its parameter name")
    if (decoded := _decode_base64(text)) != text:
        yield decoded, deviation("", 3, "is encoded in base64 once more")
    half = text[: len(text) // 2]
    if len(half) >= _SHORTEST_HALF and half + half == text:
        yield half, deviation("", 0, "appears twice in a row")
    if (latin := text.translate(LOOKALIKE)) != text:
        yield latin, deviation("", 2, "has characters that only look like the right ones")


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
        bare = text[len(before) : len(text) - len(after)]
        yield bare, deviation("whitespace", 0, f"has {_name_edges(before, after)}")
    elif (joined := _SPACE.sub("", text)) != text:
        yield joined, deviation("whitespace", 1, f"is broken up by {_name_space(''.join(_SPACE.findall(text)))}")
        yield text.replace(" ", "+"), deviation("whitespace", 1, "has a space where each + was, as forms decode it")


def _name_edges(before: str, after: str) -> str:
    one, other = _name_space(before), _name_space(after)
    if before and after:
        return f"{one} around it" if one == other == "white space" else f"{one} before it and {other} after it"
    return f"{one} before it" if before else f"{other} after it"


def _name_space(space: str) -> str:
    return describe_character(space)[0] if len(space) == 1 or space == "\r\n" else "white space"


def _without_quotes(text: str) -> Iterator[tuple[str, Deviations]]:
    if len(text) > 1 and text[0] + text[-1] in _QUOTE_PAIRS:
        yield text[1:-1], deviation("quoted", 0, "is in quotes")
    elif text[:1] == "b" and text[1:2] + text[-1] in _QUOTE_PAIRS and len(text) > 2:
        yield text[2:-1], deviation("quoted", 1, "is written as Python prints bytes, b'...'")
    elif (unquoted := text.strip("\"'`,;\\\u201c\u201d")) != text:
        yield unquoted, deviation("quoted", 2, "starts or ends with a stray quote or comma")
