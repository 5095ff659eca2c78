"""Which verifiers and challenges belong together, in lists, logs and the messages of two attempts."""

from __future__ import annotations

import hashlib
import json
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import PairMatches, UsageError, derive_code_challenge, match_pairs
from pkce_core.diagnosis.pair_values import PairValue
from pkce_core.text.alphabets import UNRESERVED
from tests.support.growth import FAR_TOO_MUCH, cost_per_character, seconds

VERIFIERS = [f"{letter}BjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEj{letter}k" for letter in "abcd"]
CHALLENGES = [derive_code_challenge(verifier) for verifier in VERIFIERS]
URL = "https://op.example/auth?response_type=code&client_id=a&state=s{}&code_challenge={}&code_challenge_method=S256"


def _lines(matches: PairMatches) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(pair.verifier.lines, pair.challenge.lines) for pair in matches.pairs]


def test_two_attempts() -> None:
    """The verifier of the token request is of the second authorization URL."""
    body = f"grant_type=authorization_code&code=x1y2&code_verifier={VERIFIERS[1]}"
    matches = match_pairs("\n".join([URL.format(1, CHALLENGES[0]), URL.format(2, CHALLENGES[1]), body]))
    assert _lines(matches) == [((3,), (2,))]
    assert [each.lines for each in matches.challenges] == [(1,)]
    assert matches.summary == (
        "One pair belongs together. A challenge without a verifier may be of an attempt whose token request isn't here."
    )


def test_two_attempts_that_were_mixed_up() -> None:
    """Neither value has its partner."""
    matches = match_pairs(f"code_verifier={VERIFIERS[0]}\ncode_challenge={CHALLENGES[1]}")
    assert matches.pairs == ()
    assert "they probably come from two attempts" in matches.summary
    assert matches.summary.startswith("No verifier belongs to a challenge.")


def test_a_list_without_names() -> None:
    """Values without a name are matched by their hashes; a verifier that is left over is only one of either kind."""
    matches = match_pairs("\n".join([*VERIFIERS[:3], *CHALLENGES[:2]]))
    assert _lines(matches) == [((1,), (4,)), ((2,), (5,))]
    assert matches.summary.startswith("2 pairs belong together.")
    text = f"2026-11-28 12:00 {CHALLENGES[0]} sent\n2026-11-28 12:01 verifier={VERIFIERS[0]}\nverifier={VERIFIERS[0]}"
    assert _lines(match_pairs(text)) == [((2, 3), (1,))]
    alone = match_pairs(VERIFIERS[0])
    assert [each.title for each in (*alone.others, *alone.verifiers)] == [
        "verifier or challenge of 43 characters in line 1"
    ]


def test_a_pair_with_a_mistake() -> None:
    """A challenge that a known mistake made is the partner of its verifier, and the mistake is named."""
    digest = hashlib.sha256(VERIFIERS[0].encode()).hexdigest()
    names = [f"code_verifier={VERIFIERS[0]}", f"code_challenge={digest}", f"code_verifier={VERIFIERS[1]}"]
    matches = match_pairs("\n".join([*names, f"code_challenge={quote(CHALLENGES[1] + '=')}"]))
    assert _lines(matches) == [((1,), (2,)), ((3,), (4,))]
    assert [pair.mistakes[0] for pair in matches.pairs] == ["hex-digest", "padding"]
    assert "2 more are pairs with a mistake." in matches.summary
    one = match_pairs("\n".join(names))
    assert "One more is a pair with a mistake. A verifier without a challenge" in one.summary
    assert one.to_dict()["pairs"] == [one.pairs[0].to_dict()]
    assert match_pairs(f"code_verifier={VERIFIERS[0]} code_challenge={VERIFIERS[0]}").pairs[0].mistakes == ("plain",)


def test_nothing() -> None:
    """A text without any, and what isn't text."""
    assert match_pairs("hello").summary == "The text has no verifier and no challenge."
    with pytest.raises(UsageError):
        match_pairs(b"hello")  # type: ignore[arg-type]


@given(st.permutations(range(4)), st.permutations(range(4)), st.integers(0, 4))
def test_any_order(first: list[int], second: list[int], left_out: int) -> None:
    """Each pair that is there is found, whatever the order."""
    named = [f"code_verifier={VERIFIERS[number]}" for number in first]
    named += [f"code_challenge={CHALLENGES[number]}" for number in second if number != left_out]
    matches = match_pairs("\n".join(named))
    right = {(VERIFIERS[number], CHALLENGES[number]) for number in range(4) if number != left_out}
    assert {(pair.verifier.value, pair.challenge.value) for pair in matches.pairs} == right


@given(st.text())
def test_no_secret_is_shown(text: str) -> None:
    """No verifier is in what is written, whatever is around it."""
    matches = match_pairs(f"code_verifier={VERIFIERS[0]} {text} code_challenge={CHALLENGES[1]}")
    written = json.dumps(matches.to_dict()) + repr(matches)
    assert VERIFIERS[0][:8] not in written
    assert all(VERIFIERS[0][:8] not in each.title for each in matches.verifiers)


def test_titles() -> None:
    """A challenge shows its start, any other value its length."""
    assert PairValue(kind="challenge", value=CHALLENGES[0], lines=(2, 5, 9)).title == (
        f"challenge {CHALLENGES[0][:8]}... in lines 2, 5 and 9"
    )
    assert PairValue(kind="challenge", value="x" * 64, lines=(1,)).title == "challenge of 64 characters in line 1"


@pytest.mark.parametrize("unit", ["a" * 43 + " ", "code_verifier=" + "b" * 43 + "\n", UNRESERVED, "challenge: ", "\n"])
def test_hostile_text(unit: str) -> None:
    """A megabyte is read in a time that grows with its length, and the number of searches is bounded."""
    text = (unit * 1_000_000)[:1_000_000]
    assert cost_per_character(lambda: match_pairs(text), len(text)) < FAR_TOO_MUCH


def test_many_values() -> None:
    """Thousands of values without a partner: only the first are searched for mistakes, and that is said."""
    lines = [f"code_verifier={number:045}\ncode_challenge={'x' * 20}{number:023}" for number in range(3000)]
    assert seconds(lambda: match_pairs("\n".join(lines))) < 20
    matches = match_pairs("\n".join(f"{number:043}" for number in range(2500)))
    assert not matches.is_whole
    assert "not all of it was read" in matches.summary
    long = f"code_verifier={'v' * 400}\ncode_challenge={CHALLENGES[0]}"
    assert match_pairs(long).pairs == ()
