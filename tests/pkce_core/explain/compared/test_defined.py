"""What a code is defined to mean counts where the words beside it suggest something else."""

from __future__ import annotations

import pytest

from pkce_core import ERROR_CODES
from pkce_core.explain.causes import CAUSES
from pkce_core.explain.compared.defined import IN_CONTEXT, as_defined


@pytest.mark.parametrize(
    ("code", "said", "causes"),
    [
        ("login_required", ["login-session-lost"], ["no-session"]),
        ("login_required", ["session-ended", "no-session"], ["no-session"]),
        ("login_required", ["mfa-required"], ["mfa-required"]),
        ("login_required", ["redirect-uri-differs"], ["no-session", "redirect-uri-differs"]),
        ("login_required", [], []),
        ("interaction_required", ["no-session"], ["no-session"]),
        ("consent_required", ["user-denied"], ["interaction-needed", "user-denied"]),
        ("account_selection_required", ["login-session-lost"], ["interaction-needed"]),
        ("authorization_pending", ["no-session"], ["still-waiting"]),
        ("insufficient_user_authentication", ["mfa-required", "interaction-needed"], ["sign-in-too-weak"]),
        ("unmet_authentication_requirements", ["scope-unknown"], ["acr-unmet", "scope-unknown"]),
        ("access_denied", ["login-session-lost"], ["login-session-lost"]),
        ("invalid_grant", ["login-session-lost"], ["login-session-lost"]),
    ],
)
def test_as_defined(code: str, said: list[str], causes: list[str]) -> None:
    """What doesn't fit comes after what the code says by itself, and other codes leave it to the words."""
    found = as_defined(code, dict.fromkeys(said, "Said."))
    assert list(found) == causes
    assert set(found.values()) <= {"Said.", f"The code {code} says so by its definition."}


def test_the_tables_fit_together() -> None:
    """Every code and every cause is known."""
    assert IN_CONTEXT.keys() <= ERROR_CODES.keys()
    assert {slug for context in IN_CONTEXT.values() for pair in context.items() for slug in pair} <= CAUSES.keys()
