"""Removes what copying adds around a value: line breaks, spaces, quotes, brackets, invisible characters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
QUOTES = frozenset({'""', "''", "``", "\u201c\u201d", "\u2018\u2019", "\u00ab\u00bb"})
LINE_BREAKS = "\r\n\u2028\u2029"


def clean(text: str) -> tuple[str, str]:
    """Remove what copying added around a value.

    Args:
        text: the content of the field.

    Returns:
        The value, and what was removed, in words such as "a line break and quotes"; "" if nothing was.
    """
    removed: dict[str, None] = {}
    span = Span(text=text, start=0, end=len(text))
    while what := next((what for what, remove in KINDS if remove(span)), None):
        removed[what] = None
    *others, last = removed or [""]
    return text[span.start : span.end], f"{', '.join(others)} and {last}" if others else last


@dataclass(slots=True)
class Span:
    """The part of a text that is left. Only its ends move, so that removing much does not copy the text each time."""

    text: str
    start: int
    end: int

    def strip(self, unwanted: Callable[[str], bool]) -> bool:
        """Remove unwanted characters from both ends; False if there are none."""
        before = self.start, self.end
        while self.start < self.end and unwanted(self.text[self.start]):
            self.start += 1
        while self.start < self.end and unwanted(self.text[self.end - 1]):
            self.end -= 1
        return before != (self.start, self.end)

    def unquote(self) -> bool:
        """Remove every pair of quotes around the whole; False if there is none."""
        text, start, end = self.text, self.start, self.end
        while end - start > 1 and text[start] + text[end - 1] in QUOTES:
            start, end = start + 1, end - 1
        quoted, self.start, self.end = start != self.start, start, end
        return quoted

    def unbracket(self) -> bool:
        """Remove the angle brackets of a placeholder, but not those of markup, which has more of them."""
        text, start, end = self.text, self.start, self.end
        if end - start < 2 or text.find("<", start, end) != start or text.find(">", start, end) != end - 1:
            return False
        if text.rfind("<", start, end) != start:
            return False
        self.start, self.end = start + 1, end - 1
        return True


KINDS: tuple[tuple[str, Callable[[Span], bool]], ...] = (
    ("a line break", lambda span: span.strip(LINE_BREAKS.__contains__)),
    ("spaces", lambda span: span.strip(str.isspace)),
    ("invisible characters", lambda span: span.strip(INVISIBLE.__contains__)),
    ("quotes", Span.unquote),
    ("angle brackets", Span.unbracket),
)
"""What copying adds, in words, and what removes it. The first one found is removed first."""
