"""A text that was hashed instead of the verifier is named, with its line end."""

from __future__ import annotations

import hashlib

import pytest

from pkce_core import diagnose_challenge
from pkce_core.pkce.derivation import s256
from pkce_core.text.base64url import encode_base64url

VERIFIER = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"


@pytest.mark.parametrize(
    ("text", "slug", "words"),
    [
        ("", "empty-hashed", "from an empty text"),
        ("\n", "empty-hashed", "from an empty line"),
        ('""', "empty-hashed", "from two double quotes"),
        ("\0", "empty-hashed", "from a NUL character"),
        ("undefined", "other-text-hashed", "from the word undefined"),
        ("null\r\n", "other-text-hashed", "from the word null and a Windows line end"),
        ("$VERIFIER", "other-text-hashed", "from the text $VERIFIER"),
        ("$code_verifier\n", "other-text-hashed", "from the text $code_verifier and a newline"),
        ("$env:CODE_VERIFIER", "other-text-hashed", "from the text $env:CODE_VERIFIER"),
        ("{{ code_verifier }}", "other-text-hashed", "from the text {{ code_verifier }}"),
        ("codeVerifier\n", "other-text-hashed", "from the name codeVerifier and a newline"),
        ("[object Uint8Array]", "other-text-hashed", "from the text [object Uint8Array]"),
    ],
)
def test_a_stand_in_is_named(text: str, slug: str, words: str) -> None:
    """In base64url, and in base64 of the hex digits."""
    diagnosis = diagnose_challenge(VERIFIER, s256(text.encode()))
    assert diagnosis is not None
    assert diagnosis.mistakes == (slug,)
    assert diagnosis.explanation == f"This challenge was made {words} instead of the verifier."
    encoded = encode_base64url(hashlib.sha256(text.encode()).hexdigest().encode())
    twice = diagnose_challenge(VERIFIER, encoded)
    assert twice is not None
    assert twice.mistakes == (slug, "base64-of-hex")


@pytest.mark.parametrize("join", ["{state}{own}", "{own}{state}"])
def test_a_value_hashed_with_the_verifier_is_named(join: str) -> None:
    """A salt is no part of S256."""
    flow = {"client_id": "my-client", "state": "MARKED-state"}
    challenge = s256(join.format(own=VERIFIER, **flow).encode())
    diagnosis = diagnose_challenge(VERIFIER, challenge, flow=flow)
    assert diagnosis is not None
    assert diagnosis.mistakes == ("other-text-hashed",)
    assert "was hashed with state" in diagnosis.explanation
    assert "MARKED" not in repr(diagnosis)
