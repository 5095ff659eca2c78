"""Verifiers that differ from the reader's by one typo: the challenge may belong to one of them.

Every kind of typo is tried at every place, with one exception: inserting any character would take too long for a long
verifier. `list_tried_typos` says what was tried.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from pkce_core.text.alphabets import UNRESERVED
from pkce_core.text.characters import name_character
from pkce_core.text.differences import common_length

if TYPE_CHECKING:
    from collections.abc import Iterator, Set


LONGEST_WITH_INSERTIONS = 48
"""Characters, the length of 36 octets in base64url. In a longer verifier, hashing all insertions takes over 20 ms."""

_SHORTEST_PART = 4
"""Characters of a verifier that is cut off."""

_LETTERS = UNRESERVED.encode("ascii")


def similar_verifiers(verifier: bytes, prefixes: Set[bytes]) -> Iterator[bytes]:
    """The verifiers one typo away whose SHA-256 starts with one of the prefixes, those with likely typos first.

    Args:
        verifier: at most `VERIFIER_MAX` octets of ASCII.
        prefixes: the first three octets of the digests that are wanted.
    """
    # Exchanging two equal characters gives the verifier itself, and its own prefix may be wanted.
    return (similar for similar in _try_typos(verifier, prefixes) if similar != verifier)


def cut_verifiers(verifier: bytes, prefixes: Set[bytes]) -> Iterator[tuple[bytes, str]]:
    """The parts of a verifier whose SHA-256 starts with one of the prefixes, each with words that continue "verifier".

    Args:
        verifier: at most `VERIFIER_MAX` octets of ASCII.
        prefixes: the first three octets of the digests that are wanted.
    """
    for size in range(len(verifier) - 2, _SHORTEST_PART - 1, -1):  # one character less is a typo
        for part, which in ((verifier[:size], "first"), (verifier[-size:], "last")):
            if sha256(part).digest()[:3] in prefixes:
                yield part, f", of which only the {which} {size} characters were hashed"


def list_tried_typos(length: int) -> str:
    """The typos that `similar_verifiers` tries in a verifier of this many characters, as the end of a list."""
    if length <= LONGEST_WITH_INSERTIONS:
        return "every verifier with one character removed, added or changed, or two neighbors swapped"
    return "every verifier with one character removed, doubled or changed, or two neighbors swapped"


def describe_typo(yours: str, theirs: str) -> str:
    """Say how their verifier differs from yours, naming single characters only.

    Args:
        yours: the reader's verifier.
        theirs: one that `similar_verifiers` gave for it.
    """
    at = common_length(yours, theirs)
    if len(theirs) < len(yours):
        return f", without {name_character(yours[at])} at character {at + 1} of yours"
    if len(theirs) > len(yours):
        return f", with {name_character(theirs[at])} added at character {at + 1}"
    if yours[at + 1 :] != theirs[at + 1 :]:
        return f", with characters {at + 1} and {at + 2} swapped"
    return f", with {name_character(theirs[at])} instead of {name_character(yours[at])} at character {at + 1}"


def _try_typos(verifier: bytes, prefixes: Set[bytes]) -> Iterator[bytes]:
    for similar in _with_likely_typos(verifier):
        if sha256(similar).digest()[:3] in prefixes:
            yield similar
    for at in range(len(verifier)):
        yield from _try_letters(bytearray(verifier), at, prefixes)
    if len(verifier) <= LONGEST_WITH_INSERTIONS:
        for at in range(len(verifier) + 1):
            yield from _try_letters(bytearray(verifier[:at] + b"?" + verifier[at:]), at, prefixes)


def _with_likely_typos(verifier: bytes) -> Iterator[bytes]:
    for at in range(len(verifier)):
        before, own, after = verifier[:at], verifier[at : at + 1], verifier[at + 1 :]
        yield before + after
        yield before + own.swapcase() + after
        yield before + own + own + after
        yield before + after[:1] + own + after[1:]
    for letter in UNRESERVED:
        yield verifier + letter.encode()
        yield letter.encode() + verifier


def _try_letters(text: bytearray, at: int, prefixes: Set[bytes]) -> list[bytes]:
    """Each letter at this place, if the hash is wanted. Changes the text in place, because it runs 10,000 times."""
    found = []
    for letter in _LETTERS:
        text[at] = letter
        if sha256(text).digest()[:3] in prefixes:
            found.append(bytes(text))
    return found
