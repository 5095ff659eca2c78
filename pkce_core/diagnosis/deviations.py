"""The steps of the search for a wrong challenge: each is one mistake, made at one place, at one cost."""

from __future__ import annotations

from typing import NamedTuple

A_MISTAKE = 10
"""What one mistake costs; a rarer variant costs a little more, so that fewer mistakes always win."""


class Deviation(NamedTuple):
    """One mistake on the way from the verifier to the challenge.

    Attributes:
        slug: a key of `MISTAKES`, or "" for what has no name there and is told in words only.
        cost: `A_MISTAKE` and a little more the rarer it is.
        words: of what was hashed, how it continues "This challenge was made from the verifier…"; of all other mistakes,
            what follows "it": "is in quotes", "has a newline after it".
    """

    slug: str
    cost: int
    words: str


Deviations = tuple[Deviation, ...]


def deviation(slug: str, rarity: int, words: str) -> Deviations:
    """A single move as a tuple, ready to be added to others."""
    return (Deviation(slug, A_MISTAKE + rarity, words),)


def cost_of(moves: Deviations) -> int:
    """What these mistakes cost together."""
    return sum(step.cost for step in moves)
