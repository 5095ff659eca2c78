"""at_hash and c_hash: what was hashed, and how, when a hash in an ID token isn't the one that is due."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pkce_core.relation.hash_ways import HASHES, WRITTEN, hash_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PARTS = ("the left half", "the whole", "the right half", "the first 16 bytes")
"""Of a hash, the likeliest first."""


class _Made(NamedTuple):
    """How a hash was made, in the order of how unlikely: fewer departures first, then the rank of each."""

    departures: int
    ranks: tuple[int, ...]
    source: str
    hash: str
    part: str
    written: str


def explain_token_hash(found: str, sources: Mapping[str, str], asked: Mapping[str, bytes], alg: str) -> str:
    """Say what a hash in an ID token was made of; "" when nothing fits.

    Args:
        found: the at_hash or c_hash.
        sources: the texts that may have been hashed, by what they are; the right one first.
        asked: what alg asks for: the whole hash of the right text, by the name of the hash.
        alg: the alg of the ID token, which names a known hash.

    Returns:
        What continues "The at_hash is that of ", with whose mistake it is.
    """
    made = min(_matching(found, sources, asked), default=None)
    if made is None:
        return ""
    right = next(iter(sources))
    faults = [
        *([f"where that of {right} is needed"] if made.source != right else ()),
        *([f"made with {made.hash} where {alg} needs {' or '.join(asked)}"] if made.hash not in asked else ()),
        *([f"with {made.part} of the hash where the left half is needed"] if made.part != _PARTS[0] else ()),
        *([f"written in {made.written} where base64url is needed"] if made.written != "base64url" else ()),
    ]
    return f"{made.source}, {', '.join(faults)}"


def _matching(found: str, sources: Mapping[str, str], asked: Mapping[str, bytes]) -> Iterator[_Made]:
    for at_source, (source, text) in enumerate(sources.items()):
        hashes = {**(asked if not at_source else {}), **{title: hash_of(name, text) for name, title in HASHES.items()}}
        for at_hash, (title, octets) in enumerate(hashes.items()):
            half = len(octets) // 2
            parts = (octets[:half], octets, octets[half:], octets[:16])
            for at_part, (part, some) in enumerate(zip(_PARTS, parts, strict=True)):
                for at_written, (written, (_, write)) in enumerate(WRITTEN.items()):
                    if write(some) == found:
                        ranks = (at_source, at_hash, at_part, at_written)
                        is_due = (not at_source, title in asked, not at_part, written == "base64url")
                        yield _Made(is_due.count(False), ranks, source, title, part, written)
