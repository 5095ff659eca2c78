"""A wrong challenge, and the mistake that made it.

`diagnose_challenge` searches (see `_search`) and puts what it finds into one or two sentences and a line to copy. When
nothing explains the pair it says so, and what was tried.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pkce_core.diagnosis.fix_snippets import (
    DERIVE,
    SWAP_AND_DERIVE,
    SWAP_BACK,
    choose_challenge_fix,
    choose_derivation,
    choose_verifier_fix,
)
from pkce_core.diagnosis.mistakes import MISTAKES
from pkce_core.diagnosis.search import LONGEST_CHALLENGE, LONGEST_VERIFIER, NothingFound, Reconstruction, search
from pkce_core.errors import UsageError
from pkce_core.pkce.derivation import s256
from pkce_core.specifications import Spec
from pkce_core.text.differences import is_same
from pkce_core.text.wording import join_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkce_core.diagnosis.deviations import Deviations


_LONGEST_HASHED = 2**20
"""Octets; hashing so many takes some milliseconds."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Diagnosis:
    """Why a challenge does not belong to a verifier.

    Attributes:
        mistakes: slugs of `MISTAKES` in the order in which they were made; empty when nothing explains the pair, or
            only slips that have no name, such as a mistyped character.
        explanation: one or two sentences to the reader; a short one when nothing explains the pair.
        fix: one line to copy.
        fix_language: the language of that line: "shell", "powershell", "node" or "python".
        spec: the section that says how it should be.
        likely: what is likeliest when nothing explains the pair; "" when something does.
        tried: what was searched for then; "" when something explains the pair, or nothing was searched for.
    """

    mistakes: tuple[str, ...]
    explanation: str
    fix: str
    fix_language: str
    spec: Spec
    likely: str = ""
    tried: str = ""

    def to_dict(self) -> dict[str, object]:
        """The diagnosis as `--json` carries it."""
        return {
            "mistakes": list(self.mistakes),
            "explanation": self.explanation,
            "likely": self.likely,
            "tried": self.tried,
            "fix": self.fix,
        }


def diagnose_challenge(verifier: str | bytes, challenge: str | bytes) -> Diagnosis | None:
    """Find out which mistake turned a verifier into a wrong S256 challenge.

    Args:
        verifier: the code_verifier; any text or octets.
        challenge: the code_challenge somebody made from it; any text or octets.

    Returns:
        None when the challenge is right. Otherwise the simplest explanation; its `mistakes` are empty when there is
        none. The time it takes is bounded whatever the input.

    Raises:
        UsageError: verifier or challenge is neither str nor bytes.
    """
    octets, other = _octets(verifier), _text(challenge)
    if len(octets) > _LONGEST_HASHED or len(other) > LONGEST_CHALLENGE:
        return _unexplained(_too_long(len(verifier), len(challenge)))
    if is_same(s256(octets), _octets(challenge)):
        return None
    if len(verifier) > LONGEST_VERIFIER:
        return _unexplained(_too_long(len(verifier), len(other)))
    if not octets or not other:
        empty = "verifier" if not octets else "challenge"
        return _unexplained(f"The {empty} is empty, so there is nothing to compare.")
    found = search(octets, other)
    return _nothing_fits(found) if isinstance(found, NothingFound) else _explained(found, octets, other)


def choose_fixes(chain: Reconstruction, verifier: bytes, challenge: str) -> Mapping[str, str]:
    """The line in each language that puts this pair right.

    Args:
        chain: what explains the pair.
        verifier: as the reader has it.
        challenge: as the reader has it.
    """
    if _is_swapped(chain):
        return SWAP_BACK if len(chain.moves) == 1 else SWAP_AND_DERIVE
    if chain.moves == chain.around:
        return choose_challenge_fix(challenge, s256(verifier))
    own, hashed = _text(verifier), chain.hashed.decode("utf-8", "replace")
    if chain.moves == chain.wrappings:
        return choose_verifier_fix(own, hashed)
    if chain.wrappings:
        return choose_derivation(own, hashed.strip("\r\n"))
    # The variable may hold just what was hashed; in these it does not, because the octets went wrong, not the text.
    in_hashing = {step.slug for step in chain.source} <= {"utf-16", "decoded-verifier", "case-changed"}
    return DERIVE if in_hashing else choose_derivation(hashed, own)


def _nothing_fits(failure: NothingFound) -> Diagnosis:
    likely = "It most likely belongs to another verifier, such as one from an earlier attempt."
    if not failure.like_a_hash:
        likely = "It is not written as any hash is, so it may be no challenge at all."
    tried = ["line ends", "white space", "quotes", "UTF-16", "other hashes and encodings", "cut-off and mistyped text"]
    last = failure.slips or "the two exchanged"
    unexplained = _unexplained("No known mistake leads from this verifier to this challenge.")
    return replace(unexplained, likely=likely, tried=f"Tried: {', '.join(tried)}, and {last}.")


def _too_long(verifier: int, challenge: int) -> str:
    what, length = ("verifier", verifier) if verifier > LONGEST_VERIFIER else ("challenge", challenge)
    return f"The {what} has {length:,} characters, far more than any {what}, so no mistake was searched for."


def _unexplained(explanation: str) -> Diagnosis:
    spec = Spec(document="RFC 7636", section="4.2")
    return Diagnosis(mistakes=(), explanation=explanation, fix=DERIVE["shell"], fix_language="shell", spec=spec)


def _explained(chain: Reconstruction, verifier: bytes, challenge: str) -> Diagnosis:
    mistakes = tuple(step.slug for step in chain.moves if step.slug)
    first = MISTAKES[mistakes[0]] if mistakes else None
    language = first.language if first else "shell"
    return Diagnosis(
        mistakes=mistakes,
        explanation=_explain(chain),
        fix=choose_fixes(chain, verifier, challenge)[language],
        fix_language=language,
        spec=first.spec if first else Spec(document="RFC 7636", section="4.2"),
    )


def _explain(chain: Reconstruction) -> str:
    if _is_swapped(chain):
        swapped = "The verifier and the challenge are in each other's place."
        rest = chain._replace(around=chain.around[:-1])
        return f"{swapped} Once they are swapped back, {_lower(_explain(rest))}" if rest.moves else swapped
    if chain.wrappings:
        wrapped = f"our verifier {_say(chain.wrappings)}."
        if chain.moves == chain.wrappings:
            return f"This challenge is right, but y{wrapped}"
        return f"Y{wrapped} Apart from that, {_lower(_explain(chain._replace(wrappings=())))}"
    if chain.moves == chain.around:
        return f"This challenge is right, but it {_say(chain.around)}."
    first, *more = "".join(step.words for step in chain.source).split(" plus ")
    source = f"{first} plus {' and '.join(more)}" if more else first
    return _explain_making(source, chain.hashing + chain.writing + chain.around)


def _lower(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]


def _is_swapped(chain: Reconstruction) -> bool:
    return any(step.slug == "swapped" for step in chain.around)


def _explain_making(source: str, later: Deviations) -> str:
    verifier = " from a verifier almost like yours" if source.startswith(", with") else " from the verifier"
    made = f"This challenge was made{'' if source.startswith('from ') else verifier}"
    made = f"{made} {source}" if source.startswith("from ") else f"{made}{source}"
    return f"{made}, {'and' if source else 'but'} it {_say(later)}." if later else f"{made}."


def _say(moves: Deviations) -> str:
    return join_words(step.words for step in moves)


def _octets(value: str | bytes) -> bytes:
    if isinstance(value, str):
        return value.encode("utf-8", "surrogatepass")
    if isinstance(value, bytes):
        return value
    raise UsageError("A verifier and a challenge are str or bytes.")


def _text(value: str | bytes) -> str:
    """Text, or octets as the characters of the same numbers when they are not UTF-8."""
    if isinstance(value, str):
        return value
    octets = _octets(value)[: LONGEST_CHALLENGE + 1]
    return octets.decode("utf-8" if _is_utf_8(octets) else "latin-1", "surrogatepass")


def _is_utf_8(octets: bytes) -> bool:
    try:
        octets.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True
