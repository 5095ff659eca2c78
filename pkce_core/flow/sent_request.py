"""The token request of a flow as it was sent: read from a text, or made from the parameters of an object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.token.sent.parameters import PLACEHOLDER, parameter
from pkce_core.token.sent.parse import parse_token_command
from pkce_core.token.sent.sent_request import SentParameter, SentRequest

if TYPE_CHECKING:
    from collections.abc import Mapping

COMMANDS = ("curl", "wget", "HTTPie", "fetch", "program")
"""How a text can show a request that its reader may have edited before or after running it."""


def parse_sent_request(value: object) -> SentRequest | None:
    """The token request as a text shows it; None when it isn't text, or is empty.

    Args:
        value: the token request of a flow.
    """
    if not isinstance(value, str) or not value.strip():
        return None
    sent = parse_token_command(value)
    return sent if sent is not None and (sent.all_parameters or sent.url) else SentRequest(written_as="unread")


def from_parameters(members: Mapping[str, object]) -> SentRequest | None:
    """The token request as an object gives it: parameters, without how they were sent.

    Args:
        members: the parameters by name.
    """
    texts = [_given(name, value) for name, value in members.items() if isinstance(value, str)]
    return SentRequest(written_as="parameters", body=tuple(texts)) if texts else None


def _given(name: str, value: str) -> SentParameter:
    """A parameter that an object gives, with its value also where that is a placeholder."""
    is_placeholder = parameter(name, value, None).variable == PLACEHOLDER
    return SentParameter(name=name, value=value, variable=PLACEHOLDER if is_placeholder else "")


def known_parameters(sent: SentRequest, most: int) -> dict[str, str]:
    """The parameters whose values are known, the first of each name; Basic has client_id and client_secret.

    The name of a variable stands for a value that isn't known: to compare it would show nothing.

    Args:
        sent: the request.
        most: how many are read.
    """
    known: dict[str, str] = {}
    for each in sent.all_parameters[:most]:
        if each.value is not None and not each.kept_from_shell:
            known.setdefault(each.name, each.value)
    return known
