"""The causes that a known request can't have, each with what shows that: no secret was sent, or S256 was.

A cause needs something: a wrong client_secret needs a client_secret, a refused code_verifier a token request. Where the
request is known and doesn't have it, the cause isn't shown, neither as a usual one nor by a server's general words. The
same holds for what the server has accepted: a redirect URI to which it sent a code, or a code that brought tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.explain.usual.by_authorization import by_authorization_request, by_redirect
from pkce_core.explain.usual.by_earlier import by_earlier
from pkce_core.explain.usual.by_token_request import by_token_request
from pkce_core.flow.opened_request import with_opened_request

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkce_core.flow.values import FlowValues


def disproved(flow: FlowValues) -> Mapping[str, str]:
    """The slugs of the causes that the known request can't have, each with what shows that.

    Args:
        flow: what was sent and received.
    """
    opened = with_opened_request(flow)
    out: dict[str, str] = {}
    for slugs, why in (
        *by_redirect(opened),
        *by_authorization_request(flow, opened),
        *by_token_request(opened),
        *by_earlier(opened),
    ):
        for slug in slugs:
            out.setdefault(slug, why)
    return out
