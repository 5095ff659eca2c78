"""No hint beside a diagnosis says what the diagnosis disproves."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import Report, check_pair, derive_code_challenge, diagnose_challenge
from pkce_core.text.alphabets import UNRESERVED

VERIFIER = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"
RIGHT = derive_code_challenge(VERIFIER)
VERIFIERS = st.text(alphabet=UNRESERVED, min_size=43, max_size=128)
GUESSES = ("Make sure that", "Copy the whole", "copied along", "cut off", "base64url writes", "leave it out")


def _settled(verifier: str, challenge: str) -> Report:
    diagnosis = diagnose_challenge(verifier, challenge)
    assert diagnosis is not None
    return diagnosis.settle(check_pair(verifier, challenge))


def _said(report: Report) -> str:
    likely = " ".join(mark.likely for finding in report for mark in finding.marks)
    return f"{likely} {' '.join(f'{finding.message} {finding.hint}' for finding in report)}"


@given(
    st.sampled_from(["md5", "sha1", "sha224", "sha384", "sha512", "sha3_256"]),
    st.sampled_from(["base64", "base64url", "hex", "colons"]),
    VERIFIERS,
)
def test_an_explained_challenge_gets_no_guess(name: str, write: str, verifier: str) -> None:
    """Whatever the length and the characters of a hash, it isn't called cut off or copied with other text."""
    digest = hashlib.new(name, verifier.encode()).digest()
    texts = {
        "base64": base64.b64encode(digest).decode(),
        "base64url": base64.urlsafe_b64encode(digest).decode().rstrip("="),
        "hex": digest.hex(),
        "colons": digest.hex(":"),
    }
    said = _said(_settled(verifier, texts[write]))
    assert not any(guess in said for guess in GUESSES)


def test_facts_stay() -> None:
    """How long the challenge is and which characters are wrong in it, with their places, are no guesses."""
    challenge = base64.b64encode(hashlib.sha1(VERIFIER.encode()).digest()).decode()
    settled = _settled(VERIFIER, challenge)
    before = check_pair(VERIFIER, challenge)
    assert [(finding.rule, finding.level, finding.spec) for finding in settled] == [
        (finding.rule, finding.level, finding.spec) for finding in before
    ]
    assert "The challenge has 28 characters, 15 too few." in _said(settled)
    marks = [finding.marks for finding in settled if finding.rule == "challenge-character"]
    assert [(mark.start, mark.found) for mark in marks[0]][-1] == (27, "an equals sign")
    assert "A challenge contains only A-Z a-z 0-9 - _." in _said(settled)


@pytest.mark.parametrize(
    ("verifier", "challenge", "stays", "goes"),
    [
        # It belongs perhaps to another verifier, and then one of the two must be sent again.
        (VERIFIER, derive_code_challenge("x" * 43), "or send the verifier that", "Make sure"),
        # It belongs to no verifier.
        (VERIFIER, "abcdef" * 5, "13 too few", "or send the verifier that"),
        (VERIFIER, "abcdef" * 5, "13 too few", "Make sure that you copied all"),
        (VERIFIER, "b" * 43, "doesn't match", "Copy the whole challenge"),
        (VERIFIER, "{~}" * 5, "a tilde (allowed in a verifier, not in a challenge)", "Make sure"),
        # The verifier may be an incomplete copy.
        (VERIFIER[:30], derive_code_challenge("x" * 43), "Make sure that you copied all of it.", "never said"),
    ],
)
def test_an_unexplained_challenge_keeps_what_is_possible(verifier: str, challenge: str, stays: str, goes: str) -> None:
    """Only what the search tried in vain goes."""
    said = _said(_settled(verifier, challenge))
    assert stays in said
    assert goes not in said


def test_without_a_search_nothing_changes() -> None:
    """The values were too long, so nothing is disproved."""
    report = check_pair(VERIFIER, "x" * 5000)
    diagnosis: Any = diagnose_challenge(VERIFIER, "x" * 5000)
    assert diagnosis.settle(report) is report
