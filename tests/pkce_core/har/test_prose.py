"""`safe_prose`: the words of a server that can be shown, and those that can't."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core.har.prose import safe_prose


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The code_verifier was incorrect", "The code_verifier was incorrect"),
        ("PKCE verification failed: Code mismatch.", "PKCE verification failed: Code mismatch."),
        ("AADSTS50011: The redirect URI doesn't match", "AADSTS50011: The redirect URI doesn't match"),
        ("Unknown scope opnid", "Unknown scope (5 characters)"),
        ("Unknown scope read:books", "Unknown scope read:books"),
        ("User john smith is not assigned", "User (4 characters) (5 characters) is not assigned"),
        ("Invalid code a1b2c3d4e5", "Invalid code (10 characters)"),
        ("The code 'k9' has 43, not 4917640123456", "The code '(2 characters)' has 43, not (13 characters)"),
        ("John Smith lives here", "(21 characters)"),
        ("The code (10 characters) has expired", "The code (10 characters) has expired"),
        ("the a " * 200, "(1,200 characters)"),
        ("", ""),
    ],
)  # fmt: skip
def test_what_is_shown(text: str, shown: str) -> None:
    """Known and public words stay, every other one is a length, and a text of mostly others is one length."""
    assert safe_prose(text, frozenset({"read:books"})) == shown


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzABC0123456789_-.", min_size=14, max_size=60))
def test_a_random_word_is_never_shown(secret: str) -> None:
    """A long word that isn't made of known words is hidden in any sentence."""
    shown = safe_prose(f"The code {secret}x9z is invalid", frozenset())
    assert f"{secret}x9z".strip(".") not in shown
