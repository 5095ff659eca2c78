"""Values without a name that may be a verifier or a challenge: which of the two each is, as far as the others show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.answer.gathered_value import GatheredValue
from pkce_core.diagnosis.diagnose import diagnose_challenge
from pkce_core.pkce.checks import check_code_challenge
from pkce_core.pkce.derivation import s256

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

VERIFIER, CHALLENGE, EITHER = "code_verifier", "code_challenge", "code_verifier_or_challenge"
_MOST_TRIED = 5
"""Values that are compared with a known one; the last ones, because they came last."""


def place_lone(lone: Mapping[str, int], known: Iterable[GatheredValue]) -> Iterator[GatheredValue]:
    """Name the values that have no name.

    A state and a code may look like a verifier, too. So beside a known verifier or challenge, a value is named only if
    the two belong together, or if a known mistake leads from one to the other.

    Args:
        lone: each value with the number of its text, in the order in which they were found.
        known: the values that have a name.
    """
    known = tuple(known)
    left = [value for value in lone if value not in {each.value for each in known}][-_MOST_TRIED:]
    if not left:
        return
    verifiers, challenges = ([each.value for each in known if each.name == name] for name in (VERIFIER, CHALLENGE))
    if verifiers or challenges:
        name, value = _beside(left, verifiers, challenges)
        yield GatheredValue(name=name, value=value, text=lone[value])
    elif len(left) == 1:
        name = EITHER if check_code_challenge(left[0]).ok else VERIFIER
        yield GatheredValue(name=name, value=left[0], text=lone[left[0]], guessed=name == VERIFIER)
    else:
        first, second = _in_order(*left[-2:])
        guessed = not _belong(first, second)
        for name, value in ((VERIFIER, first), (CHALLENGE, second)):
            yield GatheredValue(name=name, value=value, text=lone[value], guessed=guessed)


def _beside(left: Iterable[str], verifiers: list[str], challenges: list[str]) -> tuple[str, str]:
    """The name of the last value that goes with a known one, or else of the last value."""
    *_, last = left
    for value in (last, *left):
        if not challenges and _belong(verifiers[-1], value):
            return CHALLENGE, value
        if not verifiers and _belong(value, challenges[-1]):
            return VERIFIER, value
    return EITHER, last


def _belong(verifier: str, challenge: str) -> bool:
    """Whether a challenge was made from a verifier, the right way or by a known mistake."""
    if s256(verifier.encode(errors="surrogatepass")) == challenge:
        return True
    diagnosis = diagnose_challenge(verifier, challenge)
    return diagnosis is not None and bool(diagnosis.mistakes)


def _in_order(one: str, other: str) -> tuple[str, str]:
    """Verifier and challenge: the order in which one explains the other; without one, as they were given."""
    if s256(one.encode()) == other:
        return one, other
    diagnosis = diagnose_challenge(one, other)
    swapped = s256(other.encode()) == one or (diagnosis is not None and "swapped" in diagnosis.mistakes)
    return (other, one) if swapped else (one, other)
