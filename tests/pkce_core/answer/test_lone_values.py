"""Values without a name: which of verifier and challenge each one is."""

from __future__ import annotations

import pytest

from pkce_core.answer.gathered_value import GatheredValue
from pkce_core.answer.lone_values import place_lone
from tests.support.login_texts import CHALLENGE, VERIFIER

OTHER = "an-unrelated-value-of-forty-three-character"
KNOWN_VERIFIER = GatheredValue(name="code_verifier", value=VERIFIER)
KNOWN_CHALLENGE = GatheredValue(name="code_challenge", value=CHALLENGE)


@pytest.mark.parametrize(
    ("lone", "known", "placed"),
    [
        ([VERIFIER, CHALLENGE], [], {"code_verifier": VERIFIER, "code_challenge": CHALLENGE}),
        ([CHALLENGE, VERIFIER], [], {"code_verifier": VERIFIER, "code_challenge": CHALLENGE}),
        ([f"{CHALLENGE}=", VERIFIER], [], {"code_verifier": VERIFIER, "code_challenge": f"{CHALLENGE}="}),
        ([VERIFIER, OTHER], [], {"code_verifier": VERIFIER, "code_challenge": OTHER}),
        ([CHALLENGE], [], {"code_verifier_or_challenge": CHALLENGE}),
        ([VERIFIER + VERIFIER], [], {"code_verifier": VERIFIER + VERIFIER}),
        ([CHALLENGE], [KNOWN_VERIFIER], {"code_challenge": CHALLENGE}),
        ([CHALLENGE, OTHER], [KNOWN_VERIFIER], {"code_challenge": CHALLENGE}),
        ([f"{CHALLENGE}="], [KNOWN_VERIFIER], {"code_challenge": f"{CHALLENGE}="}),
        ([VERIFIER], [KNOWN_CHALLENGE], {"code_verifier": VERIFIER}),
        ([OTHER], [KNOWN_VERIFIER], {"code_verifier_or_challenge": OTHER}),
        ([OTHER], [KNOWN_CHALLENGE], {"code_verifier_or_challenge": OTHER}),
        ([OTHER], [KNOWN_CHALLENGE, GatheredValue(name="state", value=OTHER)], {}),
        ([OTHER], [KNOWN_VERIFIER, KNOWN_CHALLENGE], {"code_verifier_or_challenge": OTHER}),
        ([VERIFIER], [KNOWN_VERIFIER], {}),
        ([], [], {}),
    ],
)
def test_the_place(lone: list[str], known: list[GatheredValue], placed: dict[str, str]) -> None:
    """The other values decide, then whether one explains the other, then the order in which they were given."""
    found = place_lone({value: number for number, value in enumerate(lone)}, known)
    assert {each.name: each.value for each in found} == placed
