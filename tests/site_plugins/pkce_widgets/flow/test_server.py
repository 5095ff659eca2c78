"""The provider behind the values: its endpoint and its method of client authentication."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pkce_widgets import example
from pkce_widgets.parts.token.part import PART
from tests.support.views import copied, view_of, words

if TYPE_CHECKING:
    from pkce_widgets.view.part import PartView

SECRET = "s3cret with 'quotes' & more"
STORY = {**PART.example, "client_secret": SECRET, "client_assertion": "eyJh.eyJp.c2ln"}


def ask(now: float | None = example.NOW, /, **values: str) -> PartView:
    return view_of(PART, {**STORY, **values}, now=now)


def test_the_provider_gives_endpoint_and_method() -> None:
    """Unless the reader chooses, what the discovery document or the provider's profile says counts."""
    chosen = {"token_endpoint": "", "token_endpoint_auth_method": ""}
    assert "which Banno Admin API lists" in words(ask(**chosen))
    assert example.TOKEN_ENDPOINT in copied(ask(**chosen), "the command")
    document = {"issuer": "https://op.example", "token_endpoint": "https://op.example/t"}
    described = ask(**chosen, metadata=json.dumps(document))
    assert "https://op.example/t" in copied(described, "the command")
    assert "client_secret_basic, which the discovery document lists" in words(described)
    other = ask(**{**chosen, "token_endpoint_auth_method": "none"}, metadata=json.dumps(document))
    assert "none. But the discovery document lists only client_secret_basic." in words(other)
    assert "until you choose a provider" in words(ask(token_endpoint_auth_method="", provider=""))
    assert ask(token_endpoint="", provider="banno-consumer").verdict == "Still missing for the command: token_endpoint."
