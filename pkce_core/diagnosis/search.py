"""The search for the mistakes between a verifier and a wrong challenge.

A challenge is made in six stages, and each can go wrong:

    verifier ─▶ around the verifier ─▶ hash input ─▶ hash function ─▶ rendering ─▶ encoding ─▶ around the challenge
                         1                 2               3              4            5                 6

Rendering is a stage only of a wrong challenge: the digest became text, and that text was encoded.

Trying every combination of all six would take too long, so the search works from both ends and meets at the digest:

- Forward, `hash_inputs` lists what may have been hashed (stages 1 and 2), and each of `HASH_FUNCTIONS` (stage 3) makes
  a digest of it.
- Backward, `unwrapping` takes off what surrounds the challenge (stage 6). `digest_encodings` compares what is left with
  a digest (stage 5), and `digest_renderings` reads the digests out of it that became text (stage 4). Both give the
  first three octets of every digest that they can find. Looking a digest up among them rejects nearly all digests
  without a comparison. Only renderings that lose bits are made forward, from SHA-256 digests, and only if the
  challenge can be one.

Every deviation has a cost, and the cheapest reconstruction is the simplest explanation. `search` tries one kind of
explanation after the other and stops at the first that fits: the fast and likely ones come first, and typos in the
verifier, which take thousands of hashes, come last. The caller bounds the lengths, and the number of inputs, functions
and texts is bounded, so the time is bounded.
"""

from __future__ import annotations

import hashlib
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from pkce_core.diagnosis.stages.challenge_reading import Challenge, read_challenge
from pkce_core.diagnosis.stages.challenge_typos import describe_other_changes, describe_typos
from pkce_core.diagnosis.stages.deviations import A_MISTAKE, Deviations, Reconstruction, deviation
from pkce_core.diagnosis.stages.digest_encodings import (
    caseless_digest_prefixes,
    caseless_prefix,
    compare_encoding,
    encodings_of,
    explain_encoding,
)
from pkce_core.diagnosis.stages.hash_functions import HASH_FUNCTIONS, RARE_FUNCTIONS, HashFunction, keyed_functions
from pkce_core.diagnosis.stages.hash_inputs import NO_VALUES, list_hash_inputs
from pkce_core.diagnosis.stages.lossy_renderings import LOSSY_RENDERINGS, is_text
from pkce_core.diagnosis.stages.verifier_typos import cut_verifiers, describe_typo, list_tried_typos, similar_verifiers
from pkce_core.pkce.grammar import VERIFIER_MAX

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pkce_core.diagnosis.stages.stand_ins import HashInput

LONGEST_VERIFIER = 320
"""Characters: enough for the longest allowed verifier in UTF-16, with quotes and a line end."""
LONGEST_CHALLENGE = 1024

_LIKELY_INPUTS = 6
"""How many hash inputs the slower kinds of explanation are tried with."""
_ENCODINGS_WITH_TYPOS = 6
"""How many encodings of a digest are searched for typos: base64url, standard base64 and hex."""
_MOST_BEFORE_ENCODING = 3 * A_MISTAKE + 3
"""The highest cost of hash input and hash function together: any two mistakes, or three common ones."""
_SHORTEST_SHOWN = 8
"""Octets of a digest that must be left of a rendering that is cut off."""
_SWAPPED = deviation("swapped", 0, "is swapped with the verifier")


class NothingFound(NamedTuple):
    """A search that found no explanation.

    Attributes:
        challenge: what was read in the challenge.
        tried_swapping: whether verifier and challenge were tried the other way round.
        tried_typos: the typos in the verifier that were tried, in words; "" if none were.
    """

    challenge: Challenge
    tried_swapping: bool
    tried_typos: str


def search(verifier: bytes, challenge: str, flow: Mapping[str, str] = NO_VALUES) -> Reconstruction | NothingFound:
    """Find the cheapest reconstruction of a challenge from a verifier.

    Args:
        verifier: at most `LONGEST_VERIFIER` characters.
        challenge: at most `LONGEST_CHALLENGE` characters.
        flow: other values of the flow, by name; the caller bounds their number and length.
    """
    read, inputs = read_challenge(challenge), list_hash_inputs(verifier, flow)
    unlikely = inputs[_LIKELY_INPUTS:]
    likely = inputs[:_LIKELY_INPUTS] + [each for each in unlikely if each.around_verifier][:3]
    can_be_swapped = len(challenge.encode("utf-8", "surrogatepass")) <= LONGEST_VERIFIER
    found = (
        _search_unhashed(likely, read)
        or _search_hashed(inputs, read)
        or _search_hashed(likely, read, (*RARE_FUNCTIONS, *keyed_functions(verifier, flow)))
        or _search_lossy(inputs, read)
        or _search_in_full(likely, read)
        or _search_challenge_typos(likely, read)
        or (_search_swapped(verifier, challenge) if can_be_swapped else None)
    )
    tried_typos = ""
    if not found and read.prefixes and verifier.isascii() and len(verifier) <= VERIFIER_MAX:
        found = _search_verifier_typos(verifier, read)
        tried_typos = list_tried_typos(len(verifier))
    return found or NothingFound(read, can_be_swapped, tried_typos)


def _search_unhashed(likely: list[HashInput], challenge: Challenge) -> Reconstruction | None:
    """The verifier itself as the challenge, as it is or encoded."""
    plain = deviation("plain", 0, "isn't hashed at all")
    encoded = deviation("plain", 1, "is encoded without being hashed")
    found: list[Reconstruction] = []
    for hash_input in likely:
        verifier = hash_input.octets.decode("utf-8", "replace")
        for each in challenge.texts:
            if (changes := compare_encoding(each.text, verifier)) is not None:
                start = _start(hash_input, plain)
                found.append(start._replace(encoding=changes, around_challenge=each.deviations))
        if hash_input.octets[:3] in challenge.prefixes:
            found += _match_encoding(challenge, hash_input.octets, _start(hash_input, encoded))
    return _cheapest(found)


def _search_hashed(
    inputs: list[HashInput], challenge: Challenge, functions: tuple[HashFunction, ...] = HASH_FUNCTIONS
) -> Reconstruction | None:
    """Every input under every hash function. Inputs come cheapest first, so an input can be too expensive to go on."""
    prefixes = challenge.prefixes | challenge.rendered_prefixes
    caseless = {prefix for each in challenge.texts if (prefix := caseless_prefix(each.text))}
    # Base64 of hex digits starts with the first six bits of a digit, and those are few.
    with_hex = any(prefix[0] in b"mnoyzqr" for prefix in caseless)
    found: list[Reconstruction] = []
    for hash_input in inputs:
        if any(cheaper.cost <= hash_input.cost for cheaper in found):
            break
        sha256 = hashlib.sha256(hash_input.octets).digest()
        for function in functions:
            if hash_input.cost + function.cost > _MOST_BEFORE_ENCODING:
                continue
            digest = function.digest(hash_input.octets, sha256)
            if digest[:3] in prefixes or (
                caseless and not caseless.isdisjoint(caseless_digest_prefixes(digest, with_hex))
            ):
                found += _match_digest(challenge, digest, _start(hash_input, function.deviations))
    return _cheapest(found)


def _search_lossy(inputs: list[HashInput], challenge: Challenge) -> Reconstruction | None:
    """Renderings that lose part of the digest: each of them is made of each SHA-256, and of the first other hashes."""
    if not challenge.lossy:
        return None
    if not any(map(is_text, challenge.lossy)):
        inputs = inputs[:_LIKELY_INPUTS]  # any challenge may look like this
    found: list[Reconstruction] = []
    for number, hash_input in enumerate(inputs):
        sha256 = hashlib.sha256(hash_input.octets).digest()
        for function in HASH_FUNCTIONS if number < _LIKELY_INPUTS else HASH_FUNCTIONS[:1]:
            digest = function.digest(hash_input.octets, sha256)
            for lossy in LOSSY_RENDERINGS:
                if rendered := challenge.lossy.get(lossy.render(digest)):
                    payload, outer = rendered
                    slug = lossy.mistakes[payload.is_encoded]
                    found.append(
                        _start(hash_input, function.deviations)._replace(
                            rendering=deviation(slug, lossy.rarity, payload.describe(lossy.what)),
                            encoding=payload.encoding,
                            around_challenge=outer.deviations,
                        )
                    )
    return _cheapest(found)


def _search_in_full(likely: list[HashInput], challenge: Challenge) -> Reconstruction | None:
    """Challenges without their start, or with case changed here and there: no prefix finds them, a comparison does."""
    return _cheapest(
        reconstruction
        for each in likely
        for reconstruction in _match_digest(challenge, hashlib.sha256(each.octets).digest(), _start(each))
    )


def _search_challenge_typos(likely: list[HashInput], challenge: Challenge) -> Reconstruction | None:
    """A challenge that was mistyped, or that has other text around it."""
    found: list[Reconstruction] = []
    for hash_input in likely:
        encodings = encodings_of(hashlib.sha256(hash_input.octets).digest())
        for written, encoding in islice(encodings, _ENCODINGS_WITH_TYPOS):
            for each in challenge.texts:
                offset = max(0, challenge.text.find(each.text))
                if typos := describe_typos(each.text, written, offset) or describe_other_changes(each.text, written):
                    around = typos + each.deviations
                    found.append(_start(hash_input)._replace(encoding=encoding, around_challenge=around))
    return _cheapest(found)


def _search_swapped(verifier: bytes, challenge: str) -> Reconstruction | None:
    """The two values exchanged: a smaller search the other way round."""
    inputs = list_hash_inputs(challenge.encode("utf-8", "surrogatepass"))
    inputs = [each for each in inputs if len(each.deviations + each.around_verifier) < 2]
    found = _search_hashed(inputs, read_challenge(verifier.decode("utf-8", "replace")))
    return found and found._replace(around_challenge=found.around_challenge + _SWAPPED)


def _search_verifier_typos(verifier: bytes, challenge: Challenge) -> Reconstruction | None:
    """The challenge of a part of the verifier, or of a verifier that is one typo away."""
    for part, phrase in cut_verifiers(verifier, challenge.prefixes):
        start = Reconstruction(hash_input=deviation("cut-verifier", 0, phrase), hashed=part)
        if found := _cheapest(_match_digest(challenge, hashlib.sha256(part).digest(), start)):
            return found
    for similar in similar_verifiers(verifier, challenge.prefixes):
        typo = deviation("other-verifier", 0, describe_typo(verifier.decode("ascii"), similar.decode("ascii")))
        start = Reconstruction(hash_input=typo, hashed=similar)
        if found := _cheapest(_match_digest(challenge, hashlib.sha256(similar).digest(), start)):
            return found
    return None


def _start(hash_input: HashInput, hash_function: Deviations = ()) -> Reconstruction:
    """Stages 1 to 3 of a reconstruction."""
    return Reconstruction(hash_input.around_verifier, hash_input.deviations, hash_function, hashed=hash_input.octets)


def _match_digest(challenge: Challenge, digest: bytes, start: Reconstruction) -> Iterator[Reconstruction]:
    """Stages 4 to 6: every text that can be an encoding of the digest, or of a rendering of it."""
    yield from _match_encoding(challenge, digest, start)
    for rendering, outer in challenge.renderings:
        shown = rendering.digest
        if shown == digest or (len(shown) >= _SHORTEST_SHOWN and digest.startswith(shown)):
            cut = () if shown == digest else deviation("truncated", 1, f"ends after {len(shown)} bytes of the hash")
            yield start._replace(
                rendering=rendering.deviations, encoding=rendering.encoding, around_challenge=cut + outer.deviations
            )


def _match_encoding(challenge: Challenge, digest: bytes, start: Reconstruction) -> Iterator[Reconstruction]:
    for each in challenge.texts:
        if (encoding := explain_encoding(each.text, digest)) is not None:
            yield start._replace(encoding=encoding, around_challenge=each.deviations)


def _cheapest(found: Iterable[Reconstruction]) -> Reconstruction | None:
    return min(found, key=lambda reconstruction: reconstruction.cost, default=None)
