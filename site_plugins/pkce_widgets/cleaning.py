"""Pasted text without what copying added around it: line breaks, spaces, quotes, characters that nobody sees."""

from __future__ import annotations

UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
QUOTES = ('""', "''", "``", "\u201c\u201d", "\u2018\u2019", "\u00ab\u00bb", "<>")
LINE_BREAKS = "\r\n\u2028\u2029"


def clean(text: str) -> tuple[str, str]:
    """Take away what copying added around a value.

    Args:
        text: as it stands in the field.

    Returns:
        The value, and what was taken away, in words: "a line break and quotes"; "" when nothing was.
    """
    removed: list[str] = []
    before = ""
    while text != before:
        before = text
        for what, better in (
            ("a line break", text.strip(LINE_BREAKS)),
            ("spaces", text.strip()),
            ("unseen characters", text.strip(UNSEEN)),
            ("quotes", unquoted(text)),
        ):
            if better != text:
                text = better
                if what not in removed:
                    removed.append(what)
                break
    return text, " and ".join((", ".join(removed[:-1]), removed[-1])) if len(removed) > 1 else "".join(removed)


def unquoted(text: str) -> str:
    """The text inside a pair of quotes that stands around all of it."""
    if len(text) > 1 and text[0] + text[-1] in QUOTES:
        return text[1:-1]
    return text
