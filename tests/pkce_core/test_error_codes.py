"""The table of error codes: complete, and the same as what `explain_error` says."""

from __future__ import annotations

import pytest

from pkce_core import (
    ERROR_CODES,
    ERROR_STEPS,
    ErrorCode,
    explain_error,
)

OAUTH = {
    "invalid_request", "unauthorized_client", "access_denied", "unsupported_response_type", "invalid_scope",
    "server_error", "temporarily_unavailable", "invalid_client", "invalid_grant", "unsupported_grant_type",
}  # fmt: skip


def test_a_definition() -> None:
    """The code is named, because a server can send it where something else happened."""
    assert ERROR_CODES["server_error"].definition == (
        "The code server_error means: the server ran into an unexpected condition."
    )


OPENID = {
    "interaction_required", "login_required", "account_selection_required", "consent_required", "invalid_request_uri",
    "invalid_request_object", "request_not_supported", "request_uri_not_supported", "registration_not_supported",
}  # fmt: skip


RELATED = {
    "unsupported_token_type", "authorization_pending", "slow_down", "expired_token", "invalid_target", "invalid_token",
    "insufficient_scope", "redirect_uri_mismatch", "need_info", "request_denied", "request_submitted",
    "unsupported_pop_key", "incompatible_ace_profiles", "invalid_authorization_details", "invalid_dpop_proof",
    "use_dpop_nonce", "unmet_authentication_requirements", "insufficient_user_authentication",
}  # fmt: skip


def test_every_code_of_the_specifications_is_there() -> None:
    """RFC 6749 §4.1.2.1, §5.2, OIDC Core §3.1.2.6, RFC 7009, RFC 8628, and what IANA lists: no code is missing."""
    assert set(ERROR_CODES) >= OAUTH | OPENID | RELATED


@pytest.mark.parametrize("code", ERROR_CODES.values(), ids=lambda code: code.error)
def test_a_code_is_explained_as_the_table_has_it(code: ErrorCode) -> None:
    """Meaning, section and causes are those of `explain_error`."""
    explained = explain_error(code.error)
    assert explained.known
    assert (explained.meaning, explained.spec) == (code.meaning, code.spec)
    assert tuple(cause.slug for cause in explained.causes) == code.causes
    assert code.spec.url.startswith("https://")


@pytest.mark.parametrize("code", ERROR_CODES.values(), ids=lambda code: code.error)
def test_a_code_comes_at_known_steps(code: ErrorCode) -> None:
    """Each code says where it comes."""
    assert code.steps
    assert set(code.steps) <= set(ERROR_STEPS)


def test_every_step_has_codes() -> None:
    """No step is empty, and a code that the table lacks is unknown."""
    assert {step for code in ERROR_CODES.values() for step in code.steps} == set(ERROR_STEPS)
    assert not explain_error("no_such_code").known


@pytest.mark.parametrize("code", ["invalid_request", "unauthorized_client", "invalid_scope"])
def test_some_codes_come_twice(code: str) -> None:
    """RFC 6749 has these in the redirect (§4.1.2.1) and at the token endpoint (§5.2)."""
    assert ERROR_CODES[code].steps == ("authorization-response", "token-response")
