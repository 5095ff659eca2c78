"""The table of messages: each is recognized, and suggests its causes."""

from __future__ import annotations

import pytest

from pkce_core import (
    PROVIDER_MESSAGES,
    explain_error,
)
from pkce_core.explain.message_table import MESSAGE_PARTS
from pkce_core.explain.provider_messages import TITLES, ProviderMessage, recognize_message


def test_every_message_is_recognized() -> None:
    """Each part of the table is found in a message of any letter case, as its own or as a longer one."""
    for provider, (_, rows) in MESSAGE_PARTS.items():
        for part, *_ in rows:
            message = recognize_message(f"Error: {part.upper()}!")
            assert message is not None
            assert message.provider == provider or len(message.text) >= len(part)
            assert part in message.text or message.text in part


@pytest.mark.parametrize("message", PROVIDER_MESSAGES, ids=lambda message: f"{message.provider}: {message.text[:30]}")
def test_a_message_is_recognized_as_the_table_has_it(message: ProviderMessage) -> None:
    """Each message points `explain_error` at its provider and its causes."""
    explained = explain_error("invalid_grant", error_description=f"Error: {message.text}")
    assert (explained.provider, explained.known_by) == (message.provider, message.text)
    if not (message.is_general and message.is_of_api):  # the headline of a page, whose code says more
        assert tuple(cause.slug for cause in explained.causes)[: len(message.causes)] == message.causes


def test_a_message_has_the_name_of_its_server() -> None:
    """No slug is shown as a name."""
    titles = {each.provider: each.title for each in PROVIDER_MESSAGES}
    assert titles["cognito"] == "Amazon Cognito"
    assert titles["okta"] == "Okta"
    assert {slug for slug, title in titles.items() if slug == title} == {"authentik", "node-oidc-provider"}
    assert TITLES.keys() <= titles.keys()
