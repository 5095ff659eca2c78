"""Verifiers one slip away from the reader's: the challenge may belong to one of them.

Every slip that is tried is tried at every place. Only what is too slow for a long verifier, the insertion of any
character, is left out there, and `name_slips` says so.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from pkce_core.pkce.grammar import VERIFIER_MAX
from pkce_core.text.alphabets import UNRESERVED
from pkce_core.text.characters import name_character
from pkce_core.text.differences import common_length

if TYPE_CHECKING:
    from collections.abc import Iterator, Set


LONGEST_WITH_NEIGHBOURS = VERIFIER_MAX
LONGEST_WITH_INSERTIONS = 48
"""Characters, as 48 octets or 32 in hex give; beyond, hashing all insertions as well takes more than 20 ms."""

_LETTERS = UNRESERVED.encode("ascii")


def similar_verifiers(verifier: bytes, heads: Set[bytes]) -> Iterator[bytes]:
    """The texts one slip away whose SHA-256 starts with one of these heads, the likely slips first.

    Args:
        verifier: at most `LONGEST_WITH_NEIGHBOURS` octets of ASCII.
        heads: the first three octets of digests to look for.
    """
    # Two equal neighbours exchanged are the verifier itself, whose head may be wanted too.
    return (neighbour for neighbour in _find_slips(verifier, heads) if neighbour != verifier)


def _find_slips(verifier: bytes, heads: Set[bytes]) -> Iterator[bytes]:
    for neighbour in _likely_slips(verifier):
        if sha256(neighbour).digest()[:3] in heads:
            yield neighbour
    for at in range(len(verifier)):
        yield from _try_letters(bytearray(verifier), at, heads)
    if len(verifier) <= LONGEST_WITH_INSERTIONS:
        for at in range(len(verifier) + 1):
            yield from _try_letters(bytearray(verifier[:at] + b"?" + verifier[at:]), at, heads)


def list_tried_typos(length: int) -> str:
    """The slips that `find_neighbours` tries for a verifier of this many characters, as the end of a list."""
    if length <= LONGEST_WITH_INSERTIONS:
        return "every verifier with one character fewer, one more, another one, or two neighbours exchanged"
    return "every verifier with one character fewer, doubled or another one, or two neighbours exchanged"


def _likely_slips(verifier: bytes) -> Iterator[bytes]:
    for at in range(len(verifier)):
        before, own, after = verifier[:at], verifier[at : at + 1], verifier[at + 1 :]
        yield before + after
        yield before + own.swapcase() + after
        yield before + own + own + after
        yield before + after[:1] + own + after[1:]
    for letter in UNRESERVED:
        yield verifier + letter.encode()
        yield letter.encode() + verifier


def _try_letters(text: bytearray, at: int, heads: Set[bytes]) -> list[bytes]:
    """The text with each letter in this place, where the hash is wanted; in place, because it runs 10,000 times."""
    found = []
    for letter in _LETTERS:
        text[at] = letter
        if sha256(text).digest()[:3] in heads:
            found.append(bytes(text))
    return found


def describe_typo(yours: str, theirs: str) -> str:
    """Say how their verifier differs from yours, naming single characters only.

    Args:
        yours: the reader's verifier.
        theirs: one that `find_neighbours` gave for it.
    """
    at = common_length(yours, theirs)
    if len(theirs) < len(yours):
        return f", without {name_character(yours[at])} at character {at + 1} of yours"
    if len(theirs) > len(yours):
        return f", with {name_character(theirs[at])} added as its character {at + 1}"
    if yours[at + 1 :] != theirs[at + 1 :]:
        return f", with characters {at + 1} and {at + 2} of yours the other way round"
    return f", with {name_character(theirs[at])} instead of {name_character(yours[at])} at character {at + 1}"
