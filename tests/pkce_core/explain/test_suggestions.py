"""What a server's message suggests, by a known message and by its words."""

from __future__ import annotations

import pytest

from pkce_core import ERROR_CODES, PROVIDER_MESSAGES, explain_error
from pkce_core.explain.error_text import ErrorText
from pkce_core.explain.suggestions import _SAID, _SUBJECTS, suggest
from pkce_core.explain.word_tables import SAID, SUBJECTS


@pytest.mark.parametrize(
    ("error", "description", "slugs"),
    [
        ("invalid_request", "PKCE verification failed: Code mismatch", ["verifier-mismatch"]),
        ("x", "Service not found. The code_verifier is missing.", ["resource-unknown", "verifier-missing"]),
        ("invalid_request", "Missing required parameter: redirect_uri", ["redirect-uri-missing", "parameter-missing"]),
        ("invalid_code_verifier", "", ["verifier-mismatch", "verifier-malformed", "verifier-missing"]),
        ("invalid_grant", "grant request is invalid", []),
        ("invalid_grant", "The session has expired", ["session-ended"]),
        ("temporarily_unavailable", "authentication_expired", ["login-session-lost"]),
        ("login_required", "User session not found", ["no-session"]),
        ("login_required", "AADSTS50089: The flow token has expired", ["login-session-lost"]),
        ("invalid_token", "User session not found", ["session-ended"]),
        ("interaction_required", "AADSTS50076: Due to a policy, use multi-factor authentication", ["mfa-required"]),
        ("invalid_grant", "AADSTS700084: The refresh token was issued to a page", ["refresh-token-of-page"]),
        ("x", "Unsupported [authorization_code\\n]", ["value-white-space", "grant-type"]),
        ("x", "Bad [abcdef\\n]", ["value-white-space"]),
        ("invalid_grant", "Token expired", ["refresh-token-invalid"]),
        ("invalid_grant", "The access token expired", ["token-expired"]),
        ("invalid_grant", "The access token has expired", ["token-expired"]),
        ("x", "Insufficient privileges to complete the operation, scope unknown", ["api-permission"]),
        ("invalid_token", "JWT expired", ["token-expired"]),
        ("invalid_token", "Unknown audience", ["token-audience"]),
        ("invalid_token", "JWT not active yet", ["client-clock-off"]),
        ("insufficient_scope", "Scope is missing", ["token-scope"]),
        ("invalid_client", "Bad credentials", ["secret-wrong"]),
        ("x", "AADSTS70002: Error. AADSTS54005: The code was already redeemed", ["code-reused"]),
        ("x", "AADSTS70000: The redirect_uri is wrong", ["redirect-uri-differs", "redirect-uri-unregistered"]),
        (
            "x",
            "AADSTS70000: Something else",
            ["code-reused", "code-old", "redirect-uri-differs", "refresh-token-invalid"],
        ),
        ("x", "AADSTS50194: Application is not configured as multi-tenant", ["tenant-endpoint"]),
        ("x", "AADSTS50194: The code_verifier is missing", ["tenant-endpoint", "verifier-missing"]),
        ("invalid_grant", "Country code not valid", []),
        ("x", "Client authentication failed", ["secret-wrong", "auth-method", "client-unknown"]),
        (
            "x",
            "Client authentication failed: no client authentication included",
            ["secret-missing", "auth-method", "secret-wrong", "client-unknown"],
        ),
        ("invalid_grant", "Device code not valid", ["device-code-invalid"]),
        ("invalid_dpop_proof", "jti has already been used", ["dpop-replayed"]),
        ("invalid_dpop_proof", "DPoP proof htu does not match the request URL", ["dpop-target"]),
        ("invalid_dpop_proof", "DPoP proof jwk must not contain a private key", ["dpop-key"]),
        ("invalid_grant", "Code not valid", ["code-reused", "code-old", "wrong-environment"]),
        ("redirect_uri_mismatch", "This app's request is invalid", ["redirect-uri-unregistered"]),
        ("invalid_scope", "This app's request is invalid", []),
        ("x", "This app's request is invalid", ["redirect-uri-unregistered", "parameter-missing"]),
        ("x", "The code_verifier does not match", ["verifier-mismatch", "verifier-malformed"]),
        ("x", "verifier is missing or invalid", ["verifier-missing", "verifier-mismatch", "verifier-malformed"]),
        (
            "x",
            "refresh_token missing or invalid",
            ["refresh-token-missing", "body-not-form", "refresh-token-invalid", "refresh-token-used"],
        ),
        (
            "x",
            "client authentication must only be provided using one mechanism",
            ["auth-twice", "secret-wrong", "auth-method", "secret-expired"],
        ),
        ("x", "The request_uri has expired", ["request-uri-used"]),
        ("x", "The request object was already used", ["object-used"]),
        ("x", "Requests must be authenticated using OAuth client credentials", ["secret-missing", "auth-method"]),
        (
            "x",
            "redirect_uri did not match URI from initial request",
            ["redirect-uri-differs", "redirect-uri-unregistered"],
        ),
        ("x", "CORS error", ["cors-blocked", "browser-origin"]),
        ("x", "CORS error on https://api.example/items", ["cors-blocked"]),
        ("x", "Bad request on https://api.example/items: scope unknown", ["scope-unknown", "scope-not-allowed"]),
    ],
)
def test_what_is_suggested(error: str, description: str, slugs: list[str]) -> None:
    """The row first; the words too if they disagree, and instead if the row leaves it to them."""
    assert list(suggest(ErrorText(error, description, "")).causes) == slugs


def test_who_writes_a_member() -> None:
    """Apple writes email_verified beside an error."""
    given = '{"error":"invalid_client","email_verified":false}'
    assert list(suggest(ErrorText("invalid_client", "", ""), given).causes) == ["secret-jwt"]


def test_a_text_that_is_not_about_oauth() -> None:
    """A short message counts only if nothing else is spoken of, and then the evidence says that it's a guess."""
    assert suggest(ErrorText("", "Bluetooth client not found", "", of_oauth=False)).message is None
    assert suggest(ErrorText("", "Client not found", "", of_oauth=False)).message is not None
    evidence = suggest(ErrorText("", "Unknown scope", "", of_oauth=False)).causes["scope-unknown"]
    assert evidence.startswith("Nothing shows that this is about OAuth. If it is,")


def test_a_row_and_words_that_disagree_prove_nothing() -> None:
    """Both are shown, each with its evidence, and both are only possible."""
    text = "Service not found. The code_verifier is missing."
    first, second = explain_error("invalid_request", error_description=text).causes[:2]
    assert "service not found" in first.evidence
    assert "the code_verifier: missing" in second.evidence
    assert {first.status, second.status} == {"possible"}


def test_a_value_in_brackets_is_not_repeated() -> None:
    """A value that the server shows may be secret."""
    assert "abcdef" not in repr(suggest(ErrorText("x", "Bad [abcdef\\n]", "")).causes)


def test_everything_that_words_name_has_a_name() -> None:
    """Each subject and each statement can be put into a sentence."""
    assert set(_SUBJECTS) == set(SUBJECTS)
    assert set(_SAID) == {*SAID, "insecure", "sent"}


def test_each_row_names_its_source() -> None:
    """Every known message, and every code that no specification defines, says where it is written."""
    assert all(message.source.startswith("https://") for message in PROVIDER_MESSAGES)
    assert all(code.source.startswith("https://") for code in ERROR_CODES.values() if str(code.spec).endswith("§8.5"))
