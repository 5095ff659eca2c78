"""The search for the mistakes between a verifier and a challenge, from both ends towards the middle.

    verifier ─ sources ─▶ octets ─ hashes ─▶ digest  ⟵ meets ⟶  core ◀─ undo ─ challenge

Forward, `_sources` lists what may have been hashed and with what; backward, `_readings` strips the challenge to its
core. Each mistake has a cost, fewer mistakes cost less than more, and the cheapest meeting wins. Lengths are bounded
before the search and its lists are of fixed size, so its time does not depend on the input.
"""

from __future__ import annotations

import hashlib
from itertools import islice
from typing import NamedTuple

from pkce_core._moves import A_MISTAKE, Moves, cost_of, move
from pkce_core._neighbours import describe_slip, find_neighbours
from pkce_core._readings import (
    Core,
    compare_writing,
    explain_core,
    find_cores,
    find_heads,
    folded_digest_heads,
    folded_head,
)
from pkce_core._sources import HASHES, Source, find_sources

LONGEST_VERIFIER = 256
LONGEST_CHALLENGE = 1024

_MOST_NEIGHBOURS = 3300
_LONGEST_WITH_NEIGHBOURS = 128
_CLOSE_SOURCES = 6
_DEAREST_DIGEST = 3 * A_MISTAKE + 3
"""Mistakes before and in the hash: any two, or three common ones."""


class Chain(NamedTuple):
    """The mistakes of one explanation, in the order in which they were made, in four stretches."""

    source: Moves = ()
    hashing: Moves = ()
    writing: Moves = ()
    around: Moves = ()

    @property
    def moves(self) -> Moves:
        """All of them."""
        return self.source + self.hashing + self.writing + self.around

    @property
    def cost(self) -> int:
        """What they cost together; the cheapest chain is the simplest explanation."""
        return cost_of(self.moves)


_SWAPPED = move("swapped", 0, "exchanged with the verifier")


def search(verifier: str, challenge: str) -> Chain | None:
    """Find the cheapest chain of mistakes that leads from the verifier to the challenge.

    Args:
        verifier: at most `LONGEST_VERIFIER` characters.
        challenge: at most `LONGEST_CHALLENGE` characters.
    """
    cores, sources = find_cores(challenge), find_sources(verifier)
    return (
        _search_unhashed(sources[:_CLOSE_SOURCES], cores)
        or _search_hashed(sources, cores)
        or _search_close(sources[:_CLOSE_SOURCES], cores)
        or _search_neighbours(verifier, cores)
        or _search_swapped(verifier, challenge)
    )


def _search_hashed(sources: list[Source], cores: list[Core]) -> Chain | None:
    """Every source under every hash; sources come cheapest first, so the search ends as soon as none can be better."""
    heads = {head for core in cores for head in find_heads(core.text)}
    folded = {head for core in cores if (head := folded_head(core.text))}
    # Base64 of hex digits starts with the first six bits of a digit, and those are few.
    folded_hex = any(head[0] in b"mnoyzqr" for head in folded)
    best: Chain | None = None
    for source in sources:
        if best is not None and source.cost >= best.cost:
            break
        sha256 = hashlib.sha256(source.octets).digest()
        for function in HASHES:
            if source.cost + function.cost > _DEAREST_DIGEST:
                continue
            digest = function.digest(source.octets, sha256)
            if digest[:3] in heads or (folded and not folded.isdisjoint(folded_digest_heads(digest, folded_hex))):
                best = _cheaper(best, _meet(cores, digest, source.moves, function.moves))
    return best


def _search_unhashed(sources: list[Source], cores: list[Core]) -> Chain | None:
    """The verifier itself as the challenge, perhaps encoded."""
    best: Chain | None = None
    heads = {head for core in cores for head in find_heads(core.text)}
    plain, encoded = move("plain", 0, "not hashed at all"), move("plain", 1, "encoded without being hashed")
    for source in sources:
        text = source.octets.decode("utf-8", "replace")
        for core in cores:
            if (changes := compare_writing(core.text, text)) is not None:
                best = _cheaper(best, Chain(source.moves, plain, changes, core.moves))
        if source.octets[:3] in heads:
            best = _cheaper(best, _meet(cores, source.octets, source.moves, encoded))
    return best


def _search_close(sources: list[Source], cores: list[Core]) -> Chain | None:
    """Challenges whose start is lost or re-cased here and there, which no head finds: compared in full."""
    best: Chain | None = None
    for source in sources:
        best = _cheaper(best, _meet(cores, hashlib.sha256(source.octets).digest(), source.moves, ()))
    return best


def _search_neighbours(verifier: str, cores: list[Core]) -> Chain | None:
    """Verifiers one slip away, as many as there is time for."""
    if not verifier.isascii() or len(verifier) > _LONGEST_WITH_NEIGHBOURS:
        return None
    heads = {head for core in cores for head in find_heads(core.text)}
    sha256 = hashlib.sha256
    for neighbour in islice(find_neighbours(verifier.encode("ascii")), _MOST_NEIGHBOURS if heads else 0):
        digest = sha256(neighbour).digest()
        if digest[:3] in heads and (chain := _meet(cores, digest, (), ())):
            words = describe_slip(verifier, neighbour.decode("ascii"))
            return chain._replace(source=move("other-verifier", 0, words))
    return None


def _search_swapped(verifier: str, challenge: str) -> Chain | None:
    """The two fields exchanged: a smaller search the other way round, then the exchange."""
    if len(challenge) > LONGEST_VERIFIER:
        return None
    single = [source for source in find_sources(challenge) if len(source.moves) < 2]
    found = _search_hashed(single, find_cores(verifier))
    return None if found is None else found._replace(around=found.around + _SWAPPED)


def _meet(cores: list[Core], digest: bytes, source: Moves, hashing: Moves) -> Chain | None:
    best: Chain | None = None
    for core in cores:
        if (writing := explain_core(core.text, digest)) is not None:
            best = _cheaper(best, Chain(source, hashing, writing, core.moves))
    return best


def _cheaper(one: Chain | None, other: Chain | None) -> Chain | None:
    if one is None or other is None:
        return one or other
    return other if other.cost < one.cost else one
