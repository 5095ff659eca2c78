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


def place_lone(lone: Mapping[str, int], known: Iterable[GatheredValue]) -> Iterator[GatheredValue]:
    """Name the values that have no name.

    Args:
        lone: each value with the number of its text, in the order in which they were found.
        known: the values that have a name.
    """
    named = {name: [each.value for each in known if each.name == name] for name in (VERIFIER, CHALLENGE)}
    left = [value for value in lone if value not in named[VERIFIER] + named[CHALLENGE]]
    if not left:
        return
    if named[VERIFIER] or named[CHALLENGE]:
        missing = [name for name in (VERIFIER, CHALLENGE) if not named[name]]
        name = missing[0] if missing else EITHER
        yield GatheredValue(name=name, value=left[-1], text=lone[left[-1]])
    elif len(left) == 1:
        name = EITHER if check_code_challenge(left[0]).ok else VERIFIER
        yield GatheredValue(name=name, value=left[0], text=lone[left[0]])
    else:
        for name, value in zip((VERIFIER, CHALLENGE), _in_order(*left[-2:]), strict=True):
            yield GatheredValue(name=name, value=value, text=lone[value])


def _in_order(one: str, other: str) -> tuple[str, str]:
    """Verifier and challenge: the order in which one explains the other; without one, as they were given."""
    if s256(one.encode()) == other:
        return one, other
    diagnosis = diagnose_challenge(one, other)
    swapped = s256(other.encode()) == one or (diagnosis is not None and "swapped" in diagnosis.mistakes)
    return (other, one) if swapped else (one, other)
