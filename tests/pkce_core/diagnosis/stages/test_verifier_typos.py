"""Verifiers one typo away: found at every place, and described by single characters."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import derive_code_challenge, diagnose_challenge
from pkce_core.diagnosis.stages.verifier_typos import LONGEST_WITH_INSERTIONS, describe_typo, similar_verifiers
from pkce_core.pkce.derivation import s256
from pkce_core.text.alphabets import UNRESERVED

LETTERS = st.sampled_from(UNRESERVED)
LONG = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg" * 3


@st.composite
def _typos(draw: st.DrawFn) -> tuple[str, str]:
    """A verifier and one that differs by one typo of a kind that is tried for its length."""
    text = draw(st.text(alphabet=UNRESERVED, min_size=43, max_size=128))
    at, letter = draw(st.integers(0, len(text) - 1)), draw(LETTERS)
    after = text[at + 1 :]
    other = [f"{text[:at]}{after}", f"{text[:at]}{letter}{after}", f"{text[:at]}{text[at]}{text[at]}{after}"]
    other.append(f"{text[:at]}{after[:1]}{text[at]}{after[1:]}")
    if len(text) <= LONGEST_WITH_INSERTIONS:
        other.append(f"{text[:at]}{letter}{text[at:]}")
    return text, draw(st.sampled_from(other))


@given(_typos())
def test_every_typo_is_found(pair: tuple[str, str]) -> None:
    """At any length and any place, the challenge of a verifier one typo away is said to be such."""
    yours, theirs = pair
    diagnosis = diagnose_challenge(yours, s256(theirs.encode()))
    if yours == theirs:
        assert diagnosis is None
    else:
        assert diagnosis is not None
        assert diagnosis.mistakes == ("other-verifier",)
        assert yours not in diagnosis.explanation


@pytest.mark.parametrize("length", [43, LONGEST_WITH_INSERTIONS, LONGEST_WITH_INSERTIONS + 1, 64, 86, 119, 128])
def test_typos_in_the_middle_and_at_the_end_are_found(length: int) -> None:
    """Lengths around the limits: substitution always, insertion up to a length that takes no longer."""
    yours = LONG[:length]
    theirs = [f"{yours[:at]}~{yours[at + 1 :]}" for at in (0, length // 2, length - 1)]
    if length <= LONGEST_WITH_INSERTIONS:
        theirs += [f"{yours[:at]}~{yours[at:]}" for at in (0, length // 2, length)]
    for verifier in theirs:
        diagnosis = diagnose_challenge(yours, derive_code_challenge(verifier))
        assert diagnosis is not None
        assert diagnosis.mistakes == ("other-verifier",)


def test_a_start_in_common_is_not_enough() -> None:
    """A challenge that starts like that of a verifier one typo away, and goes on differently, is not its challenge."""
    yours = LONG[:43]
    diagnosis = diagnose_challenge(yours, s256(f"{yours[:9]}~{yours[10:]}".encode())[:8] + "x" * 35)
    assert diagnosis is not None
    assert diagnosis.mistakes == ()
    assert diagnosis.explanation.startswith("No known mistake")


@pytest.mark.parametrize(
    ("yours", "theirs", "words"),
    [
        ("abcd", "abc", ', without "d" at character 4 of yours'),
        ("abcd", "xabcd", ', with "x" added at character 1'),
        ("abcd", "abcdx", ', with "x" added at character 5'),
        ("abcd", "abxcd", ', with "x" added at character 3'),
        ("abcd", "abcxd", ', with "x" added at character 4'),
        ("abcd", "acbd", ", with characters 2 and 3 swapped"),
        ("abcd", "abCd", ', with "C" instead of "c" at character 3'),
        ("ab+d", "abcd", ', with "c" instead of a plus sign at character 3'),
        ("ab\x1bd", "abd", ", without a control character (U+001B) at character 3 of yours"),
        ("ab\nd", "ab\n\nd", ", with a newline added at character 4"),
    ],
)
def test_typos_are_described(yours: str, theirs: str, words: str) -> None:
    """One typo, named by character and place; what is not allowed goes by name, never raw."""
    prefix = hashlib.sha256(theirs.encode()).digest()[:3]
    assert theirs.encode() in set(similar_verifiers(yours.encode(), {prefix}))
    assert describe_typo(yours, theirs) == words


def test_a_verifier_is_not_its_own_typo() -> None:
    """Two equal neighbors exchanged change nothing: that is no typo, even when its hash starts as the challenge."""
    verifier = "~BjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    prefix = hashlib.sha256(verifier.encode()).digest()[:3]
    assert verifier.encode() not in set(similar_verifiers(verifier.encode(), {prefix}))
    diagnosis = diagnose_challenge(verifier, f"{s256(verifier.encode())[:8]}_1z8rV9h3hiMJbtamQvoHPq=")
    assert diagnosis is not None
    assert diagnosis.mistakes == ()
