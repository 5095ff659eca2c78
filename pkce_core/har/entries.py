"""The entries of a HAR file, found and read one at a time, so that memory stays near the size of the file.

The whole file is never parsed: many small objects would take twenty times its size.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from pkce_core.errors import InvalidValueError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_OCTETS = 50 * 1024 * 1024
"""The most octets of a file."""
_FILTER = (
    "jq '.log.entries[].response.content |= if ((.text // \"\") | length) > 100000 then del(.text) else . end' "
    "big.har > small.har"
)
"""A command that makes a file small: it drops the long bodies, which images and scripts have, and no response to a
token request."""
_MOST_ENTRIES = 50_000
_LONGEST_ENTRY = 1024 * 1024
"""Octets, without its long strings."""
_LONGEST_STRING = 100_000
"""Octets, three times those of the longest token response that is known. A longer one is an image, a script or a page,
and is read as empty."""
_MOST_BRACKETS = 40_000
"""Of an entry. Most have hundreds; one that says which code started it has thousands."""
_MOST_BRACKETS_OF_FILE = 4_000_000
"""Twice as many as 50 MB of the smallest requests have; bounds the work on hostile texts."""
_DEEPEST = 100
"""Levels in an entry. Most have six; Chromium nests the stack of each function that was waiting, up to 32 of them."""

_STRING = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)'
"""A string that doesn't end takes the rest, so that each octet is looked at once."""
_LONG = re.compile(_STRING, re.DOTALL)
_TOKEN = re.compile(_STRING + rb"|[{}\[\]]", re.DOTALL)
_TO_BRACKET = re.compile(rb'(?:[^"{}\[\]]++|' + _STRING + rb")*+([{}\[\]]|\Z)", re.DOTALL)
"""All up to the next bracket that is in no string, or the rest, so that each octet is looked at once."""
_ARRAY = re.compile(rb"\s{0,1000}:\s{0,1000}\[")
_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def too_large(size: int) -> str:
    """What to say of a file that is too large.

    Args:
        size: in octets.
    """
    return (
        f"The file has {size:,} bytes, and at most {MOST_OCTETS:,} are read. Record only the login, or drop the long "
        f"bodies: {_FILTER}"
    )


class Span(NamedTuple):
    """Where an entry is in the file; `end` is before `start` when it is too large or too deep to be read."""

    start: int
    end: int


class HarEntries:
    """The entries of a file.

    Attributes:
        octets: the file.
        spans: where its entries are.
        is_cut_off: whether the file ends before its last bracket.
        has_more: whether it has more entries than are read.
    """

    def __init__(self, octets: bytes) -> None:
        """Find the entries.

        Raises:
            InvalidValueError: the file is too large, or it isn't a HAR file. The message has none of its text.
            UsageError: it isn't octets.
        """
        if not isinstance(octets, bytes):
            raise UsageError("A HAR file is octets (bytes).")
        if len(octets) > MOST_OCTETS:
            raise InvalidValueError(too_large(len(octets)))
        self.octets = octets
        self.spans: list[Span] = []
        self.is_cut_off = self.has_more = False
        if octets.startswith(_UTF_16):
            raise InvalidValueError("The file is UTF-16, and a HAR file is UTF-8. Save it as UTF-8.")
        start = _START.match(octets)
        at = start.end() if start else 0
        if at == len(octets):
            raise InvalidValueError("The file is empty.")
        if octets[at] != 0x7B:  # {
            raise InvalidValueError("This isn't a HAR file: a HAR file is a JSON object.")
        if not self._find():
            raise InvalidValueError("This isn't a HAR file: it has no log with entries.")

    def _find(self) -> bool:
        """Fill in the spans; whether there is a list of entries at all."""
        depth = at = brackets = 0
        found = False
        member = b""
        while token := _TOKEN.search(self.octets, at):
            at = token.end()
            letter = self.octets[token.start()]
            if letter == 0x22:  # "
                text = token[0] if at - token.start() < 20 else b""
                if depth == 1:
                    member = text
                elif depth == 2 and member == b'"log"' and text == b'"entries"' and _ARRAY.match(self.octets, at):
                    found = True
                    at = self._find_entries(at)
            else:
                depth += 1 if letter in b"{[" else -1
                brackets += 1
                if self.has_more or brackets > _MOST_BRACKETS_OF_FILE:
                    return found
        self.is_cut_off = self.is_cut_off or depth > 0
        return found

    def _find_entries(self, start: int) -> int:
        """Fill in the spans of a list; where the list ends."""
        depth = deepest = brackets = own = begin = 0
        at = start
        while (chunk := _TO_BRACKET.match(self.octets, at)) and chunk[1]:
            at = chunk.end()
            brackets += 1
            if chunk[1] in b"{[":
                depth += 1
                if depth == 2:
                    own, deepest, begin = brackets, 2, at - 1
                elif depth > deepest:
                    deepest = depth
            else:
                depth -= 1
                if depth == 1:
                    is_plain = brackets - own < _MOST_BRACKETS and deepest <= 2 + _DEEPEST
                    self.spans.append(Span(begin, at if is_plain else -1))
                    self.has_more = len(self.spans) == _MOST_ENTRIES
                elif depth == 0:
                    return at
            if self.has_more or brackets > _MOST_BRACKETS_OF_FILE:
                self.has_more = True
                return at
        self.is_cut_off = True
        return len(self.octets)

    def __iter__(self) -> Iterator[tuple[int, dict[str, object] | None]]:
        """The number of each entry, from 1, and its members; None when it can't be read."""
        for number, span in enumerate(self.spans, start=1):
            yield number, self.read(span)

    def read(self, span: Span) -> dict[str, object] | None:
        """The members of an entry, its long strings left out; None when it can't be read."""
        if span.end < span.start:
            return None
        parts, at = [], span.start
        if span.end - span.start > _LONGEST_STRING:
            for token in _LONG.finditer(self.octets, span.start, span.end):
                if token.end() - token.start() > _LONGEST_STRING:
                    parts += [self.octets[at : token.start()], b'""']
                    at = token.end()
        if sum(map(len, parts)) + span.end - at > _LONGEST_ENTRY:
            return None
        chunk = b"".join((*parts, self.octets[at : span.end]))
        try:
            entry = json.loads(chunk.decode("utf-8", "replace"))
        except (ValueError, RecursionError):
            return None
        return entry if isinstance(entry, dict) else None
