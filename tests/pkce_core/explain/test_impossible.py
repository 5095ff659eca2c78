"""What a server's words exclude of the usual causes."""

from __future__ import annotations

import pytest

from pkce_core import ERROR_CODES, explain_error
from pkce_core.explain.causes import CAUSES
from pkce_core.explain.impossible import impossible, is_not_of_a_code

GRANT = ERROR_CODES["invalid_grant"].causes


@pytest.mark.parametrize(
    ("suggested", "usual", "left"),
    [
        ((), GRANT, set(GRANT)),
        (("refresh-token-used",), GRANT, {"wrong-environment"}),
        (("device-code-invalid",), GRANT, {"client-differs", "wrong-environment"}),
        (("code-old", "refresh-token-invalid"), GRANT, set(GRANT)),
        (("login-session-lost",), GRANT, set()),
        (("no-answer", "code-old"), GRANT, {"code-old"}),
        (("pkce-unsupported",), ("challenge-required", "verifier-mismatch", "grant-type"), {"grant-type"}),
        (("challenge-missing", "verifier-mismatch"), ("verifier-malformed",), {"verifier-malformed"}),
        (("secret-unwanted",), ("secret-wrong", "secret-missing", "auth-twice"), {"auth-twice"}),
        (("secret-unwanted", "secret-wrong"), ("secret-missing",), {"secret-missing"}),
        (("assertion-refused",), ("secret-wrong", "client-unknown", "auth-method"), {"auth-method"}),
        (("redirect-uri-unregistered",), ("redirect-uri-missing", "grant-type"), {"grant-type"}),
        (("redirect-uri-insecure",), ("secret-wrong", "redirect-uri-differs", "grant-type"), {"grant-type"}),
        (("redirect-uri-missing",), ("redirect-uri-differs", "grant-type"), {"grant-type"}),
        (("verifier-mismatch",), ("verifier-missing", "method-missing"), {"method-missing"}),
        (("verifier-mismatch", "verifier-missing"), ("verifier-missing",), {"verifier-missing"}),
        (("challenge-required",), ("challenge-malformed", "verifier-mismatch", "grant-type"), {"grant-type"}),
        (("mfa-required",), ("no-session", "interaction-needed", "policy-denied"), {"policy-denied"}),
        (("conditional-access",), ("no-session", "policy-denied", "user-denied"), {"user-denied"}),
    ],
)
def test_what_is_left(suggested: tuple[str, ...], usual: tuple[str, ...], left: set[str]) -> None:
    """What the message names leaves only what can still be."""
    assert {slug for slug in usual if slug not in impossible(suggested, usual)} == left


def test_what_is_not_about_a_code() -> None:
    """A refresh token, a device code or a user, unless a value of the code is named beside it."""
    assert is_not_of_a_code(["refresh-token-invalid"])
    assert not is_not_of_a_code(["refresh-token-invalid", "code-old"])
    assert not is_not_of_a_code([])


@pytest.mark.parametrize("error", ["invalid_grant", "invalid_request", "unauthorized_client", "invalid_client"])
@pytest.mark.parametrize("said", ["is invalid", "has expired", "was already used", "is missing", "not found"])
def test_a_refresh_token_is_not_a_code(error: str, said: str) -> None:
    """Where the words say refresh token, no cause and no meaning speaks of a code's values."""
    explained = explain_error(error, error_description=f"The refresh token {said}")
    texts = [explained.meaning] if error == "invalid_grant" else []
    for text in [*texts, *(CAUSES[cause.slug].text for cause in explained.causes)]:
        assert "redirect_uri" not in text
        assert "verifier" not in text
    assert explained.causes[0].slug.startswith("refresh-token-")
