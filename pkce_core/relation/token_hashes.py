"""at_hash and c_hash: what was hashed, and how, when a hash in an ID token isn't the one that is due."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pkce_core.relation.hash_ways import HASHES, WRITTEN, hash_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LEFT_HALF, _BASE64URL = "the left half", "base64url"
_FEWEST = 16
"""Characters of a written hash that must be left of it."""
_ENOUGH = 128
"""No hash that is written has more characters than these, SHA-512 in hex."""


class _Made(NamedTuple):
    """How a hash was made: fewer departures come first, then the likelier ones."""

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
        The source and what is wrong about the hash; continues "it's that of ".
    """
    made = min(_matching(found, sources, asked), default=None) if len(found) <= 2 * _ENOUGH else None
    if made is None:
        return ""
    right = next(iter(sources))
    faults = [
        *([f"where that of {right} is needed"] if made.source != right else ()),
        *([f"made with {made.hash} where {alg} needs {' or '.join(asked)}"] if made.hash not in asked else ()),
        *([f"with {made.part} of the hash where its left half is needed"] if made.part != _LEFT_HALF else ()),
        *([f"written in {made.written} where base64url is needed"] if made.written != _BASE64URL else ()),
    ]
    return f"{made.source}, {', '.join(faults)}"


def _matching(found: str, sources: Mapping[str, str], asked: Mapping[str, bytes]) -> Iterator[_Made]:
    for at_source, (source, text) in enumerate(sources.items()):
        own = {title: hash_of(name, text) for name, title in HASHES.items()}
        for at_hash, (title, octets) in enumerate({**own, **({} if at_source else asked)}.items()):
            for at_part, (part, written) in enumerate(_parts(octets, found)):
                ranks = (at_source, at_hash, at_part)
                is_due = (not at_source, title in asked, part == _LEFT_HALF, written == _BASE64URL)
                yield _Made(is_due.count(False), ranks, source, title, part, written)


def _parts(octets: bytes, found: str) -> Iterator[tuple[str, str]]:
    """Each part of a hash, and each way to write it, that gives the text that was found."""
    half = len(octets) // 2
    parts = {
        _LEFT_HALF: octets[:half],
        "the whole": octets,
        "the right half": octets[half:],
        "the first 16 bytes": octets[:16],
    }
    for part, some in parts.items():
        for written, (_, write) in WRITTEN.items():
            if write(some) == found:
                yield part, written
        if WRITTEN[_BASE64URL][1](some.hex().encode()) == found:
            yield part, "base64url of its hex digits"
    if len(found) < _FEWEST:
        return
    # A program that cuts the text of a hash in two, not its bytes, gets other characters at the cut.
    for written, (_, write) in WRITTEN.items():
        text = write(octets)
        if text.startswith(found):
            yield f"the first {len(found)} characters", written
        if text.endswith(found):
            yield f"the last {len(found)} characters", written
