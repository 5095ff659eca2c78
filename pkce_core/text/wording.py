"""Sentences and small pieces of English that several messages share."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

NO_CLIENT_ID = "There is no client_id, so the server doesn't know which client is asking."
"""What an authorization request and a token request both say."""

LONGEST_MESSAGE = 4_000
"""Characters of a server's or a program's words that are read: they write a few hundred."""
LONGEST_GIVEN = 20_000
"""Characters of any other text that are read to say what it is, such as a log."""


NO_VALUES = frozenset({"undefined", "null", "None", "nil", "NaN", "[object Object]", "[object Promise]"})
"""What programs write for a variable without a value, or with an object that isn't text."""


def join_words(words: Iterable[str], last: str = "and") -> str:
    """The words as a sentence lists them: "a", "a and b", "a, b and c"; at least one."""
    *others, final = words
    return f"{', '.join(others)} {last} {final}" if others else final


def join_lines(text: str) -> str:
    """The text without its line ends and the white space around them, where a terminal or a mail wrapped it."""
    return "".join(line.strip() for line in text.split("\n")) if "\n" in text else text
