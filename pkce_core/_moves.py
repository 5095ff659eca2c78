"""The steps of the search for a wrong challenge: each is one mistake, made at one place, at one cost."""

from __future__ import annotations

from typing import NamedTuple

A_MISTAKE = 10
"""What one mistake costs; a rarer variant costs a little more, so that fewer mistakes always win."""


class Move(NamedTuple):
    """One mistake on the way from the verifier to the challenge.

    Attributes:
        slug: a key of `MISTAKES`, or "" for what has no name there and is told in words only.
        cost: `A_MISTAKE` and a little more the rarer it is.
        words: how it continues "This challenge was made from the verifier…".
    """

    slug: str
    cost: int
    words: str


Moves = tuple[Move, ...]


def move(slug: str, rarity: int, words: str) -> Moves:
    """A single move as a tuple, ready to be added to others."""
    return (Move(slug, A_MISTAKE + rarity, words),)


def cost_of(moves: Moves) -> int:
    """What these mistakes cost together."""
    return sum(step.cost for step in moves)
