"""Values without a name: which of two is the verifier, as far as they show it."""

from __future__ import annotations

import pytest

from pkce_core import answer_texts
from pkce_core.pkce.derivation import s256

VERIFIER = "Cl-aAcaLShSXaPhs0ZzWPbbRD2NsVy2PPTWNcmwhvLs"  # it also looks like a challenge
CHALLENGE = s256(VERIFIER.encode())
NEWLINE = s256(f"{VERIFIER}\n".encode())


def value(name: str, *texts: str) -> str:
    return answer_texts(texts).gathered.value(name)


@pytest.mark.parametrize("challenge", [CHALLENGE, NEWLINE])
def test_two_bare_values_are_a_pair_in_either_order(challenge: str) -> None:
    """One after the other or at once, verifier first or last: the order in which one explains the other counts."""
    for texts in (
        [VERIFIER, challenge], [challenge, VERIFIER], [f"{challenge}\n{VERIFIER}"], [f"{VERIFIER} {challenge}"],
    ):  # fmt: skip
        assert value("code_verifier", *texts) == VERIFIER
        assert value("code_challenge", *texts) == challenge


def test_values_that_nothing_explains_stay_in_their_order() -> None:
    """Then the verifier counts as the first: it is made first."""
    other = s256(b"another verifier")
    assert value("code_verifier", VERIFIER, other) == VERIFIER
    assert answer_texts([VERIFIER, other]).status == "proved"


def test_one_value_is_the_one_that_is_missing() -> None:
    """Beside a named verifier it is the challenge, beside a named challenge the verifier, and alone it is either."""
    assert value("code_challenge", f"code_verifier={VERIFIER}", CHALLENGE) == CHALLENGE
    assert value("code_verifier", f"code_challenge={CHALLENGE}", VERIFIER) == VERIFIER
    assert value("code_verifier_or_challenge", VERIFIER) == VERIFIER
    assert (
        value("code_verifier_or_challenge", f"code_verifier={VERIFIER}\ncode_challenge={CHALLENGE}", NEWLINE) == NEWLINE
    )


def test_a_value_that_has_a_name_already_is_not_given_another() -> None:
    """The same text pasted again on its own says nothing new."""
    assert not value("code_challenge", f"code_verifier={VERIFIER}", VERIFIER)
