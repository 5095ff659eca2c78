"""A challenge that nothing explains: what it is comes first, then what is possible, and no more."""

from __future__ import annotations

import base64
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import Diagnosis, derive_code_challenge, diagnose_challenge

VERIFIER = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"
POSSIBLE = "It may belong to another verifier, such as one from an earlier attempt, or it was made in a way that"
FORM = "It has 43 characters of base64url, which is 256 bits: the form of an S256 challenge."


def _diagnose(challenge: str, flow: dict[str, str] | None = None) -> Diagnosis:
    diagnosis = diagnose_challenge(VERIFIER, challenge, flow=flow)
    assert diagnosis is not None
    assert diagnosis.mistakes == ()
    return diagnosis


def _b64url(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@given(st.binary(min_size=32, max_size=32))
def test_a_random_challenge_may_be_of_another_verifier(octets: bytes) -> None:
    """No more can be known of it: it's never called likely, and no pattern is seen in it."""
    challenge = base64.urlsafe_b64encode(hashlib.sha256(octets).digest()).decode().rstrip("=")
    diagnosis = _diagnose(challenge)
    assert diagnosis.likely.startswith(f"{FORM} {POSSIBLE}")
    assert diagnosis.may_be_of_another_verifier
    assert "likely" not in diagnosis.likely


@pytest.mark.parametrize(
    ("challenge", "says"),
    [
        ("A" * 43, "It's one character repeated, so it's hardly a hash."),
        (f"{'x' * 42}A", "It uses very few different characters, so it's hardly a hash."),
        (("abcDEF" * 8)[:42] + "A", "so it's hardly a hash"),
        (("abcdefGHIJKLMNOPQR123" * 3)[:42] + "g", "so it's hardly a hash"),
        ("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopQ", "It runs through the alphabet or the digits"),
        ("3f2504e0-4f89-11d3-9a0c-0305e82c3301-ABCDEg", "It contains a UUID"),
        ("this_is_my_code_challenge_of_43_characters0", "It has no capital letters, and hardly any hash"),
        ("THIS_IS_MY_CODE_CHALLENGE_OF_43_CHARACTERS0", "It has no small letters, and hardly any hash"),
        (
            _b64url("this is not a hash, as one can se"[:32]),
            'It decodes to the text "this is not a hash, as one can s"',
        ),
        (derive_code_challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"), "the example of RFC 7636 Appendix B."),
    ],
)
def test_what_is_hardly_a_hash_is_said_to_be_so(challenge: str, says: str) -> None:
    """A pattern, a text, a published value: no other verifier is suspected behind it."""
    diagnosis = _diagnose(challenge)
    assert says in diagnosis.likely
    assert "another verifier" not in diagnosis.likely
    assert not diagnosis.may_be_of_another_verifier


@pytest.mark.parametrize(
    ("challenge", "says"),
    [
        ("{{code_challenge}}", "This challenge is the placeholder {{code_challenge}} instead of its value."),
        ("${CODE_CHALLENGE}", "This challenge is the placeholder ${CODE_CHALLENGE} instead of its value."),
        ("$code_challenge", "the placeholder $code_challenge"),
        ("%CODE_CHALLENGE%", "the placeholder %CODE_CHALLENGE%"),
        ("<your code challenge>", "the placeholder <your code challenge>"),
        ("[YOUR_CHALLENGE]", "the placeholder [YOUR_CHALLENGE]"),
        ("YOUR_CODE_CHALLENGE", "the placeholder YOUR_CODE_CHALLENGE"),
        ("code_challenge", "This challenge is the name code_challenge instead of its value."),
        ("codeVerifier", "is the name codeVerifier"),
        ("S256", "This challenge is the code_challenge_method S256 instead of a hash."),
        ('"{{code_challenge}}"', "the placeholder {{code_challenge}} instead of its value and is in quotes."),
        ("...", "the placeholder ..."),
    ],
)
def test_a_placeholder_is_named(challenge: str, says: str) -> None:
    """Whatever the verifier is, a pattern that nothing replaced is no challenge."""
    diagnosis = diagnose_challenge(VERIFIER, challenge)
    assert diagnosis is not None
    assert diagnosis.mistakes[0] == "placeholder"
    assert says in diagnosis.explanation


def test_a_secret_in_a_placeholder_is_not_shown() -> None:
    """A value of the flow may look like one."""
    diagnosis = diagnose_challenge(VERIFIER, "<MARKED secret>", flow={"client_secret": "MARKED secret"})
    assert diagnosis is not None
    assert "MARKED" not in repr(diagnosis)
