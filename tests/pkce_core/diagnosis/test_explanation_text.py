"""An explanation is one or two sentences that read well."""

from __future__ import annotations

import hashlib

import pytest

from pkce_core import Diagnosis, derive_code_challenge, diagnose_challenge
from pkce_core.pkce.derivation import s256 as _s256
from pkce_core.text.base64url import encode_base64url as _b64url

VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
RIGHT = derive_code_challenge(VERIFIER)


def _diagnose(verifier: str | bytes, challenge: str | bytes) -> Diagnosis:
    diagnosis = diagnose_challenge(verifier, challenge)
    assert diagnosis is not None
    return diagnosis


@pytest.mark.parametrize(
    ("challenge", "words"),
    [
        (f"{RIGHT}=".lower(), "but it keeps its = padding and has its letter case changed."),
        (RIGHT[1:], "but it is missing its first character."),
        (RIGHT[3:], "but it is missing its first 3 characters."),
        (f" {RIGHT}", "correct, but it has a space at the start."),
        (f"{RIGHT}\r\n", "correct, but it has a Windows line end (CR LF) at the end."),
        (f" {RIGHT}\n", "correct, but it has a space at the start and a newline at the end."),
        (f"\t {RIGHT}\r\r", "correct, but it has white space at both ends."),
        (f'"{RIGHT}="', "but it keeps its = padding and is in quotes."),
        (
            hashlib.md5(VERIFIER.encode()).hexdigest(),
            "was hashed with MD5 instead of SHA-256 and is written as hex",
        ),
        (_s256(b""), "made from an empty text instead of the verifier."),
        (_s256(b"undefined"), "made from the word undefined instead of the verifier."),
    ],
)
def test_explanations_read_well(challenge: str, words: str) -> None:
    """One is not "1 characters", and what was hashed instead of the verifier is named."""
    assert words in _diagnose(VERIFIER, challenge).explanation


def test_each_of_two_mistakes_is_described() -> None:
    """What is wrong with the verifier field, then with the challenge, then nothing that contradicts."""
    both = _diagnose(f'"{VERIFIER}"', f"{RIGHT} ").explanation
    assert (
        both == "Your verifier is in quotes. Apart from that, this challenge is correct, but it has a space at the end."
    )
    quoted = _diagnose(f'"{RIGHT}"', VERIFIER).explanation
    assert quoted.endswith("swap them back, this challenge is correct, but it is in quotes.")
    swapped = _diagnose(RIGHT, f"{VERIFIER}\n").explanation
    assert swapped.endswith("swap them back, this challenge is correct, but your verifier has a newline at the end.")


def test_a_verifier_that_is_encoded_only_is_described() -> None:
    """Base64url alone isn't S256: the hash is missing."""
    assert "is encoded without being hashed" in _diagnose(VERIFIER, _b64url(VERIFIER.encode())).explanation


def test_swapped_values_are_said_to_be_swapped() -> None:
    """Whatever else was done to the challenge, the swap is said first; alone, it is all that is said."""
    challenge = derive_code_challenge(VERIFIER)
    alone = diagnose_challenge(challenge, VERIFIER)
    more = diagnose_challenge(f"{challenge}=", VERIFIER)
    assert alone is not None
    assert more is not None
    assert alone.explanation == "The verifier and the challenge are swapped."
    assert more.explanation.startswith(f"{alone.explanation} ")
