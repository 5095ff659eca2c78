"""Small pieces of English that messages share."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def join_words(words: Iterable[str], last: str = "and") -> str:
    """The words as a sentence lists them: "a", "a and b", "a, b and c"; at least one."""
    *others, final = words
    return f"{', '.join(others)} {last} {final}" if others else final
