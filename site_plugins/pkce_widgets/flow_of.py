"""The whole flow as far as the reader has come, for the parts that look at all of it at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pkce_core import (
    FlowValues,
    PkceError,
    TokenResponse,
    parse_authorization_response,
    parse_token_response,
)
from pkce_widgets.parts._flow_values import USED, flow_values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkce_widgets.part import Request

WHOLE = tuple(
    dict.fromkeys(
        (*USED, "scope", "state", "nonce", "code_challenge", "token_response", "error", "error_description")
    )
)  # fmt: skip
"""The wire names of the values that are read here; a part that calls `flow_of` names them in its `uses`."""
LOOSE = ("client_id", "scope", "state", "nonce", "code_challenge")
"""What an authorization request was made with, where only the values are known and not the URL. Without redirect_uri:
one and the same field would then be compared with itself."""
TOKEN_ERRORS = ("invalid_grant", "invalid_client", "unsupported_grant_type")
"""What only a token endpoint answers (RFC 6749 §5.2)."""
TOKENS = ("access_token", "token_type", "expires_in", "expires_at", "scope", "refresh_token", "id_token")


def flow_of(request: Request) -> FlowValues:
    """Gather the flow, refusals included."""
    refusal = {name: text for name in ("error", "error_description") if (text := request.get(name))}
    if refusal and is_from_redirect(request):
        flow = flow_values(request, token_request=False)
        answer = {name: text for name, text in flow.authorization_response.items() if name != "code"}
        flow = replace(flow, authorization_response={**answer, **refusal})
    else:
        flow = flow_values(request, answer=refusal or tokens(request.get("token_response")))
    return flow if flow.authorization_request else replace(flow, authorization_request=loose_request(request))


def is_from_redirect(request: Request) -> bool:
    """Whether the refusal came with the redirect: the redirect says so, or nothing speaks for a token request."""
    try:
        return parse_authorization_response(request.get("redirect")).error == request.get("error")
    except PkceError:
        redeemed = request.get("code") or request.get("token_response") or request.get("error") in TOKEN_ERRORS
        return not redeemed


def loose_request(request: Request) -> Mapping[str, object]:
    """The values of an authorization request whose URL is not known; nothing without a challenge."""
    if not request.get("code_challenge"):
        return {}
    asked = {name: text for name in LOOSE if (text := request.get(name))}
    return {**asked, "code_challenge_method": "S256"}  # the only one that this site writes


def tokens(text: str) -> dict[str, object]:
    """The members of a token response; none when there is no such response."""
    try:
        response = parse_token_response(text)
    except PkceError:
        return {}
    if not isinstance(response, TokenResponse):
        return {"error": response.error, "error_description": response.error_description}
    members = {name: getattr(response, name) for name in TOKENS}
    return {name: there for name, there in members.items() if there is not None}
