"""Pasted text without what copying added around it: line breaks, spaces, quotes, brackets, what nobody sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
QUOTES = frozenset({'""', "''", "``", "\u201c\u201d", "\u2018\u2019", "\u00ab\u00bb"})
LINE_BREAKS = "\r\n\u2028\u2029"


def clean(text: str) -> tuple[str, str]:
    """Take away what copying added around a value.

    Args:
        text: as it stands in the field.

    Returns:
        The value, and what was taken away, in words: "a line break and quotes"; "" when nothing was.
    """
    removed: dict[str, None] = {}
    span = Span(text=text, start=0, end=len(text))
    while what := next((what for what, take_off in KINDS if take_off(span)), None):
        removed[what] = None
    *others, last = removed or [""]
    return text[span.start : span.end], f"{', '.join(others)} and {last}" if others else last


@dataclass(slots=True)
class Span:
    """What is left of a text. Only its ends move, so that what was taken off is not copied again and again."""

    text: str
    start: int
    end: int

    def strip(self, unwanted: Callable[[str], bool]) -> bool:
        """Take unwanted characters off both ends; False when there are none."""
        before = self.start, self.end
        while self.start < self.end and unwanted(self.text[self.start]):
            self.start += 1
        while self.start < self.end and unwanted(self.text[self.end - 1]):
            self.end -= 1
        return before != (self.start, self.end)

    def unquote(self) -> bool:
        """Take off every pair of quotes that stands around all of it; False when there is none."""
        text, start, end = self.text, self.start, self.end
        while end - start > 1 and text[start] + text[end - 1] in QUOTES:
            start, end = start + 1, end - 1
        quoted, self.start, self.end = start != self.start, start, end
        return quoted

    def unbracket(self) -> bool:
        """Take off the angle brackets of a placeholder; those of a tag, which has more of them, stay."""
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
    ("unseen characters", lambda span: span.strip(UNSEEN.__contains__)),
    ("quotes", Span.unquote),
    ("angle brackets", Span.unbracket),
)
"""What copying adds, in words, and what takes it off: the first that is there goes first."""
