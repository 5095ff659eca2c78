"""What a server's words miss, although the known request has it: a parameter that was sent isn't missing."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.flow.opened_request import with_opened_request

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkce_core.flow.values import FlowValues

_MISSED = r"is about (?:the|a) (code|redirect_uri|state|nonce|scope): missing or required"
"""How the evidence of a cause says it."""
_MESSAGES = MappingProxyType(
    {"authorization_request": "The authorization request", "token_request": "The token request"}
)
_ONLY_IN = MappingProxyType(
    {"code": "token_request", "state": "authorization_request", "nonce": "authorization_request"}
)


def by_words(said: Mapping[str, str], flow: FlowValues) -> Mapping[str, str]:
    """A missing parameter as a cause that the request can't have, with what shows that; nothing if it may lack it.

    Args:
        said: the causes that the message suggests, each with its evidence.
        flow: what was sent and received.
    """
    match = re.search(_MISSED, said.get("parameter-missing", ""))
    if match is None:
        return {}
    name = match[1]
    # The last request that is known is the one that was refused, unless only the other one sends the parameter.
    message = _ONLY_IN.get(name, "token_request" if flow.token_request else "authorization_request")
    if not with_opened_request(flow).value(message, name):
        return {}
    return {"parameter-missing": f"{_MESSAGES[message]} has a {name}."}
