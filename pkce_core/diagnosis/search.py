"""The search for the mistakes between a verifier and a challenge, from both ends towards the middle.

    verifier ─ sources ─▶ octets ─ hashes ─▶ digest  ⟵ meets ⟶  core ◀─ undo ─ challenge

Forward, `_sources` lists what may have been hashed and with what; backward, `_wrappings` strips the challenge to its
core, and `_readings` compares that with a digest. Each mistake has a cost, fewer mistakes cost less than more, and the
cheapest meeting wins. What no such chain explains may hold a slip, in the challenge (`_slips`) or in the verifier
(`_neighbours`). Lengths are bounded before the search and its lists are of fixed size, and so is its time.
"""

from __future__ import annotations

import hashlib
from itertools import islice
from typing import NamedTuple

from pkce_core.diagnosis.challenge_typos import describe_surrounding_text, describe_typos
from pkce_core.diagnosis.deviations import A_MISTAKE, Deviations, cost_of, deviation
from pkce_core.diagnosis.digest_encodings import (
    caseless_digest_prefixes,
    caseless_prefix,
    compare_encoding,
    digest_prefixes,
    encodings_of,
    explain_encoding,
)
from pkce_core.diagnosis.hash_functions import HASH_FUNCTIONS
from pkce_core.diagnosis.hash_inputs import HashInput, list_hash_inputs
from pkce_core.diagnosis.unwrapping import Unwrapped, unwrap
from pkce_core.diagnosis.verifier_typos import (
    LONGEST_WITH_NEIGHBOURS,
    describe_typo,
    list_tried_typos,
    similar_verifiers,
)

LONGEST_VERIFIER = 320
"""Characters: room for a legal one in UTF-16 with quotes and a line end."""
LONGEST_CHALLENGE = 1024

_CLOSE_SOURCES = 6
_WRITINGS = 6
"""How many ways to write a digest a slip is looked for in: base64url, standard base64 and hex."""
_DEAREST_DIGEST = 3 * A_MISTAKE + 3
"""Mistakes before and in the hash: any two, or three common ones."""


class Reconstruction(NamedTuple):
    """The mistakes of one explanation, in the order in which they were made, in five stretches.

    `wrappings` happened to the reader's copy of the verifier, the others on the way from verifier to challenge.
    """

    wrappings: Deviations = ()
    source: Deviations = ()
    hashing: Deviations = ()
    writing: Deviations = ()
    around: Deviations = ()
    hashed: bytes = b""

    @property
    def moves(self) -> Deviations:
        """All of them."""
        return self.wrappings + self.source + self.hashing + self.writing + self.around

    @property
    def cost(self) -> int:
        """What they cost together; the cheapest chain is the simplest explanation."""
        return cost_of(self.moves)


class NothingFound(NamedTuple):
    """A search that found nothing.

    Attributes:
        like_a_hash: whether the challenge is written as any hash could be.
        slips: the slips in the verifier that were tried, in words; "" when none were.
    """

    like_a_hash: bool
    slips: str


_SWAPPED = deviation("swapped", 0, "stands in the place of the verifier")


def search(verifier: bytes, challenge: str) -> Reconstruction | NothingFound:
    """Find the cheapest chain of mistakes that leads from the verifier to the challenge.

    Args:
        verifier: at most `LONGEST_VERIFIER` characters.
        challenge: at most `LONGEST_CHALLENGE` characters.
    """
    cores, sources = [_of_challenge(core) for core in unwrap(challenge)], list_hash_inputs(verifier)
    close = sources[:_CLOSE_SOURCES] + [source for source in sources[_CLOSE_SOURCES:] if source.wrappings][:3]
    heads = {head for core in cores for head in digest_prefixes(core.text)}
    found = (
        _search_unhashed(close, cores, heads)
        or _search_hashed(sources, cores, heads)
        or _search_in_full(close, cores)
        or _search_challenge_typos(close, cores, challenge)
        or _search_swapped(verifier, challenge)
    )
    if found:
        return found
    if heads and verifier.isascii() and len(verifier) <= LONGEST_WITH_NEIGHBOURS:
        return _search_verifier_typos(verifier, cores, heads) or NothingFound(True, list_tried_typos(len(verifier)))
    return NothingFound(bool(heads), "")


def _of_challenge(core: Unwrapped) -> Unwrapped:
    """A challenge that is saved as UTF-16 is told in words only: the slug means what was hashed."""
    moves = (step._replace(slug="") if step.slug == "utf-16" else step for step in core.moves)
    return core._replace(moves=tuple(moves))


def _start(source: HashInput, hashing: Deviations = ()) -> Reconstruction:
    return Reconstruction(source.wrappings, source.moves, hashing, hashed=source.octets)


def _search_hashed(sources: list[HashInput], cores: list[Unwrapped], heads: set[bytes]) -> Reconstruction | None:
    """Every source under every hash; sources come cheapest first, so the search ends as soon as none can be better."""
    folded = {head for core in cores if (head := caseless_prefix(core.text))}
    # Base64 of hex digits starts with the first six bits of a digit, and those are few.
    folded_hex = any(head[0] in b"mnoyzqr" for head in folded)
    best: Reconstruction | None = None
    for source in sources:
        if best is not None and source.cost >= best.cost:
            break
        sha256 = hashlib.sha256(source.octets).digest()
        for function in HASH_FUNCTIONS:
            if source.cost + function.cost > _DEAREST_DIGEST:
                continue
            digest = function.digest(source.octets, sha256)
            if digest[:3] in heads or (folded and not folded.isdisjoint(caseless_digest_prefixes(digest, folded_hex))):
                best = _cheaper_of(best, _match_digest(cores, digest, _start(source, function.moves)))
    return best


def _search_unhashed(sources: list[HashInput], cores: list[Unwrapped], heads: set[bytes]) -> Reconstruction | None:
    """The verifier itself as the challenge, perhaps encoded."""
    best: Reconstruction | None = None
    plain, encoded = (
        deviation("plain", 0, "is not hashed at all"),
        deviation("plain", 1, "is encoded without being hashed"),
    )
    for source in sources:
        text = source.octets.decode("utf-8", "replace")
        for core in cores:
            if (changes := compare_encoding(core.text, text)) is not None:
                best = _cheaper_of(best, _start(source, plain)._replace(writing=changes, around=core.moves))
        if source.octets[:3] in heads:
            best = _cheaper_of(best, _match_digest(cores, source.octets, _start(source, encoded)))
    return best


def _search_in_full(sources: list[HashInput], cores: list[Unwrapped]) -> Reconstruction | None:
    """Challenges whose start is lost or re-cased here and there, which no head finds: compared in full."""
    best: Reconstruction | None = None
    for source in sources:
        best = _cheaper_of(best, _match_digest(cores, hashlib.sha256(source.octets).digest(), _start(source)))
    return best


def _search_challenge_typos(sources: list[HashInput], cores: list[Unwrapped], challenge: str) -> Reconstruction | None:
    """A right challenge, or one with a known mistake, that was mistyped or stands in other text."""
    best: Reconstruction | None = None
    for source in sources:
        for written, writing in islice(encodings_of(hashlib.sha256(source.octets).digest()), _WRITINGS):
            for core in cores:
                offset = max(0, challenge.find(core.text))
                slips = describe_typos(core.text, written, offset) or describe_surrounding_text(core.text, written)
                if slips:
                    best = _cheaper_of(best, _start(source)._replace(writing=writing, around=slips + core.moves))
    return best


def _search_verifier_typos(verifier: bytes, cores: list[Unwrapped], heads: set[bytes]) -> Reconstruction | None:
    """Verifiers one slip away."""
    for neighbour in similar_verifiers(verifier, heads):
        words = describe_typo(verifier.decode("ascii"), neighbour.decode("ascii"))
        start = Reconstruction(source=deviation("other-verifier", 0, words), hashed=neighbour)
        if chain := _match_digest(cores, hashlib.sha256(neighbour).digest(), start):
            return chain
    return None


def _search_swapped(verifier: bytes, challenge: str) -> Reconstruction | None:
    """The two fields exchanged: a smaller search the other way round, then the exchange."""
    octets = challenge.encode("utf-8", "surrogatepass")
    if len(octets) > LONGEST_VERIFIER:
        return None
    single = [source for source in list_hash_inputs(octets) if len(source.moves + source.wrappings) < 2]
    cores = unwrap(verifier.decode("utf-8", "replace"))
    found = _search_hashed(single, cores, {head for core in cores for head in digest_prefixes(core.text)})
    return None if found is None else found._replace(around=found.around + _SWAPPED)


def _match_digest(cores: list[Unwrapped], digest: bytes, start: Reconstruction) -> Reconstruction | None:
    best: Reconstruction | None = None
    for core in cores:
        if (writing := explain_encoding(core.text, digest)) is not None:
            best = _cheaper_of(best, start._replace(writing=writing, around=core.moves))
    return best


def _cheaper_of(one: Reconstruction | None, other: Reconstruction | None) -> Reconstruction | None:
    if one is None or other is None:
        return one or other
    return other if other.cost < one.cost else one
