"""`asked_causes`: what a message asks for."""

from __future__ import annotations

import pytest

from pkce_core.explain.compared.asked_words import asked_causes


@pytest.mark.parametrize(
    ("code", "words", "slugs"),
    [
        ("invalid_request", "consent in prompt", "consent-prompt"),
        ("invalid_request", "prompt must contain consent for offline_access", "consent-prompt"),
        ("invalid_request", "prompt=consent is required", "consent-prompt"),
        ("invalid_scope", "offline_access requires prompt=consent", "consent-prompt"),
        ("invalid_scope", "Some requested scopes were invalid. {invalid=[offline_access]}", "scope-unknown"),
        ("invalid_scope", "offline_access is not allowed for this client", ""),
        ("invalid_request", "offline_access is unknown", ""),
        ("consent_required", "The user has not consented", ""),
        ("invalid_request", "prompt=consent is not supported", ""),
        ("invalid_request", "code_challenge_method must be S256 or plain", "method-unknown method-missing"),
        ("invalid_request", "Must be s256 or plain", "method-spelling method-unknown method-missing"),
        ("invalid_request", "must be plain, s256", "method-unknown method-missing"),
        ("invalid_request", "S256 is required", ""),
    ],
)
def test_what_is_asked_for(code: str, words: str, slugs: str) -> None:
    """A message names prompt, a scope that only some servers have, or the methods that it allows; others name none."""
    assert " ".join(asked_causes(code, words)) == slugs
