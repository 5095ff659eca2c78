"""The tables of error codes and of messages: complete, and the same as what `explain_error` says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pkce_core import ERROR_CODES, ERROR_STEPS, PROVIDER_MESSAGES, ErrorCode, explain_error

if TYPE_CHECKING:
    from pkce_core.explain.provider_messages import ProviderMessage


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


@pytest.mark.parametrize("message", PROVIDER_MESSAGES, ids=lambda message: f"{message.provider}: {message.text[:30]}")
def test_a_message_is_recognised_as_the_table_has_it(message: ProviderMessage) -> None:
    """Each message points `explain_error` at its provider and its causes."""
    explained = explain_error("invalid_grant", error_description=f"Error: {message.text}")
    assert (explained.provider, explained.known_by) == (message.provider, message.text)
    assert tuple(cause.slug for cause in explained.causes)[: len(message.causes)] == message.causes
