"""A wrong challenge, and the mistake that made it.

`diagnose_challenge` searches (see `_search`) and puts what it finds into one or two sentences and a line to copy. When
nothing explains the pair it says so, and what was tried.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from pkce_core._mistakes import DERIVE, MISTAKES, Mistake
from pkce_core._search import LONGEST_CHALLENGE, LONGEST_VERIFIER, Chain, search
from pkce_core.derivation import s256
from pkce_core.errors import UsageError
from pkce_core.findings import Spec

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pkce_core._moves import Moves

__all__ = ["MISTAKES", "Diagnosis", "Mistake", "diagnose_challenge"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Diagnosis:
    """Why a challenge does not belong to a verifier.

    Attributes:
        mistakes: slugs of `MISTAKES` in the order in which they were made; empty when nothing explains the pair.
        explanation: one or two sentences to the reader.
        fix: one line to copy.
        fix_language: the language of that line: "shell", "powershell", "node" or "python".
        spec: the section that says how it should be.
    """

    mistakes: tuple[str, ...]
    explanation: str
    fix: str
    fix_language: str
    spec: Spec

    def to_dict(self) -> dict[str, object]:
        """The diagnosis as `--json` carries it."""
        return {"mistakes": list(self.mistakes), "explanation": self.explanation, "fix": self.fix}


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
    one, other = _text(verifier), _text(challenge)
    if len(one) > LONGEST_VERIFIER or len(other) > LONGEST_CHALLENGE:
        return _unexplained(_too_long(len(one), len(other)))
    expected = s256(one.encode("utf-8", "surrogatepass"))
    if hmac.compare_digest(expected.encode(), other.encode("utf-8", "surrogatepass")):
        return None
    if not one or not other:
        return _unexplained(f"The {'verifier' if not one else 'challenge'} is empty, so there is nothing to compare.")
    chain = search(one, other)
    return _unexplained(_nothing_fits(expected, other)) if chain is None else _explained(chain)


def _nothing_fits(expected: str, challenge: str) -> str:
    """What to say when the search comes back empty; a mistyped challenge is not of its making, but easy to see."""
    places = [at + 1 for at, (right, own) in enumerate(zip(expected, challenge, strict=False)) if right != own]
    if len(challenge) == len(expected) and len(places) <= 3:
        where = ", ".join(map(str, places))
        return f"This challenge is almost right: only what stands at position {where} differs. It looks mistyped."
    return (
        "No known mistake leads from this verifier to this challenge. It most likely belongs to another verifier, such "
        "as one from an earlier attempt. Tried: line ends, white space, quotes, UTF-16, other hashes and encodings, "
        "cut-off text, and verifiers that differ by one character."
    )


def _too_long(verifier: int, challenge: int) -> str:
    what, length = ("verifier", verifier) if verifier > LONGEST_VERIFIER else ("challenge", challenge)
    return f"The {what} has {length:,} characters, far more than any {what}, so no mistake was searched for."


def _unexplained(explanation: str) -> Diagnosis:
    spec = Spec(document="RFC 7636", section="4.2")
    return Diagnosis(mistakes=(), explanation=explanation, fix=DERIVE["shell"], fix_language="shell", spec=spec)


def _explained(chain: Chain) -> Diagnosis:
    first = MISTAKES[chain.moves[0].slug]
    # A single mistake around a right challenge is undone there; any other needs a new derivation.
    around_only = chain.moves == chain.around and len(chain.around) == 1
    return Diagnosis(
        mistakes=tuple(step.slug for step in chain.moves),
        explanation=_explain(chain),
        fix=first.fix if around_only else DERIVE[first.language],
        fix_language=first.language,
        spec=first.spec,
    )


def _explain(chain: Chain) -> str:
    source = "".join(step.words for step in chain.source)
    later = chain.hashing + chain.writing + chain.around
    if later[-1:] and later[-1].slug == "swapped":
        swapped = "The verifier and the challenge are in each other's place."
        return swapped if len(chain.moves) == 1 else f"{swapped} {_explain_making(source, later[:-1])}"
    if chain.moves == chain.around:
        return f"This challenge is right, but {_list(later)}."
    return _explain_making(source, later)


def _explain_making(source: str, later: Moves) -> str:
    verifier = "a verifier almost like yours" if source.startswith(", with") else "the verifier"
    if not later:
        return f"This challenge was made from {verifier}{source}."
    return f"This challenge was made from {verifier}{source}, {'and' if source else 'but'} {_list(later)}."


def _list(moves: Moves) -> str:
    return ", then ".join(step.words for step in moves)


def _text(value: str | bytes) -> str:
    """Text, or octets as the characters of the same numbers when they are not UTF-8."""
    if isinstance(value, str):
        return value
    if not isinstance(value, bytes):
        raise UsageError("A verifier and a challenge are str or bytes.")
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value[: LONGEST_CHALLENGE + 1].decode("latin-1")
