"""Sentences and small pieces of English that several messages share."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

NO_CLIENT_ID = "There is no client_id, so the server doesn't know which client is asking."
"""What an authorization request and a token request both say."""


def join_words(words: Iterable[str], last: str = "and") -> str:
    """The words as a sentence lists them: "a", "a and b", "a, b and c"; at least one."""
    *others, final = words
    return f"{', '.join(others)} {last} {final}" if others else final
