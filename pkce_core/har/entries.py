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
_LONGEST_STRING = 256 * 1024
"""Octets; a longer one is an image, a script or a page, and is read as empty."""
_MOST_TOKENS = 100_000
"""Strings and brackets in an entry. Most have hundreds; one that says which code started it has thousands."""
_DEEPEST = 100
"""Levels in an entry. Most have six; Chromium nests the stack of each function that was waiting, up to 32 of them."""

_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)|[{}\[\]]', re.DOTALL)
"""A string or a bracket. A string that doesn't end takes the rest, so that each octet is looked at once."""
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
        depth = start = tokens = deepest = 0
        inside = found = False
        member = b""
        for token in _TOKEN.finditer(self.octets):
            at = token.start()
            letter = self.octets[at]
            tokens += 1
            if letter == 0x22:  # "
                if depth == 1 and token.end() - at < 20:
                    member = token[0]
                elif depth == 2 and member == b'"log"' and token.end() - at == 9 and token[0] == b'"entries"':
                    inside = _ARRAY.match(self.octets, token.end()) is not None
                    found = found or inside
            elif letter in b"{[":
                depth += 1
                deepest = max(deepest, depth)
                if inside and depth == 4:
                    start, tokens, deepest = at, 0, 4
            else:
                depth -= 1
                if inside and depth == 3:
                    if len(self.spans) == _MOST_ENTRIES:
                        self.has_more = True
                        return True
                    is_plain = tokens <= _MOST_TOKENS and deepest <= 4 + _DEEPEST
                    self.spans.append(Span(start, token.end() if is_plain else -1))
                elif depth == 2:
                    inside = False
        self.is_cut_off = depth > 0
        return found

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
            for token in _TOKEN.finditer(self.octets, span.start, span.end):
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
