"""`Way`: one change that programs are known to make to a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Changes = Callable[[str, str], Iterable[str]]
    Words = str | Callable[[str, str], str]

USUAL, LESS_USUAL, RARE, LAST = 2, 3, 4, 6
"""What a change costs. Two usual ones together cost less than one that explains nearly everything."""


class Way(NamedTuple):
    """One transformation of a text.

    Attributes:
        slug: its name within a table.
        cost: `USUAL`, `LESS_USUAL`, `RARE` or `LAST`; one less where a more general way would make the same text.
        change: takes the text and what became of it, and gives the texts that this change makes. What it became is a
            guide: which part was cut off, which port was added. A change that leaves the text as it is gives nothing.
        phrase: continues "It's the state that you sent, "; or a function of the text before and after that returns it.
        advice: whose mistake it is and what to do, in sentences; or a function of both texts.
        alone: whether it explains a text only by itself, because with another change it would explain too many.
    """

    slug: str
    cost: int
    change: Changes
    phrase: Words
    advice: Words = ""
    alone: bool = False


Table = tuple[Way, ...]


def say(words: Words, before: str, after: str) -> str:
    """A phrase or an advice about one change."""
    return words if isinstance(words, str) else words(before, after)


def advised(table: Table, advice: dict[str, Words]) -> Table:
    """The same ways with other advice, for a value whose mistakes have another author."""
    return tuple(way._replace(advice=advice.get(way.slug, way.advice)) for way in table)
