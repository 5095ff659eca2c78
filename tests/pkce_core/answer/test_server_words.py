"""A server's words: what the reader sent is not among them."""

from __future__ import annotations

import pytest

from pkce_core.answer.server_words import is_known_message, is_message, server_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ERROR invalid_client for client_id=app client_secret=hunter2hunter2 body", "ERROR for body"),
        ("invalid_grant: Code not valid", "Code not valid"),
        ('WWW-Authenticate: Bearer error="invalid_token", error_description="It expired"', "It expired"),
        ("HTTP/1.1 400\nAuthorization: Basic YTpi\nThe invalid_grant came", "HTTP/1.1 400 The came"),
        ("password='a b c' invalid_grant", ""),
        ("invalid_grant", ""),
    ],
)
def test_parameters_are_left_out(text: str, words: str) -> None:
    """Names with values, headers with credentials and the code itself are no words; a description alone is taken."""
    assert server_words(text) == words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The requested redirect URL is not permitted.", True),
        ("Code not valid", True),
        ("How do I use client_secret with PKCE? redirect_uri is http://localhost", False),
        ("Is the client_secret wrong?", False),
        ("op.example/auth?client_id=abc&code_challenge_method=S256&redirect_uri=x", False),
        ("", False),
        ("The client_secret is wrong. " * 200, False),
    ],
)
def test_a_message(text: str, said: bool) -> None:
    """A server states: who asks, or gives parameters, is no server."""
    assert is_message(text) is said


def test_a_known_message() -> None:
    """Only what a known server writes belongs to a code that was pasted apart."""
    assert is_known_message("Code not valid")
    assert not is_known_message("redirect_uri not allowed in config; see notes")
