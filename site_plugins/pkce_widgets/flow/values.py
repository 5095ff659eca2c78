"""The reader's values as pkce_core looks at a flow: what was sent and received, message by message."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pkce_core import (
    AuthorizationRequest,
    FlowValues,
    PkceError,
    TokenResponse,
    parse_authorization_response,
    parse_authorization_url,
    parse_flow,
    parse_token_response,
)
from pkce_widgets.flow.server import choose_method

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkce_widgets.view.part import Inputs


USED = (
    "provider", "issuer", "authorization_endpoint", "token_endpoint", "registered_redirect_uri", "client_id",
    "client_secret", "redirect_uri", "code_verifier", "authorization_url", "authorization_requested_url",
    "authorization_requested_at", "redirect", "code", "returned_state", "iss", "code_received_at",
    "token_requested_at", "used_challenges", "finished", "token_endpoint_auth_method", "metadata",
    "client_assertion",
)  # fmt: skip
"""The wire names of the values that are read here; a part that calls `flow_values` names them in its `uses`."""
OWN = ("provider", "issuer", "authorization_endpoint", "token_endpoint", "registered_redirect_uri", "code_verifier")
TIMES = ("authorization_requested_at", "code_received_at", "token_requested_at")
LATEST = 1e11  # seconds; above, a number counts milliseconds


def sent_request(request: Inputs) -> AuthorizationRequest | None:
    """What the authorization URL asked for: the one that was opened, or else the one that stands ready."""
    url = request.get("authorization_requested_url") or request.get("authorization_url")
    if not url:
        return None
    try:
        return parse_authorization_url(url)
    except PkceError:
        return None


def seconds(text: str) -> float | None:
    """A moment that the page noted down, in seconds since 1970; None when it is none."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if 0 < value < LATEST else None


def flow_values(
    request: Inputs, *, token_request: bool = True, answer: Mapping[str, object] | None = None
) -> FlowValues:
    """Gather the flow.

    Args:
        request: the reader's values.
        token_request: whether the code was, or is about to be, redeemed with these values.
        answer: the members of the token response.
    """
    asked = sent_request(request)
    document: dict[str, object] = {
        "authorization_request": asked.to_dict() if asked else {},
        "authorization_response": received(request),
        "token_request": redeeming(request) if token_request else {},
        "token_response": answer or {},
        **{name: request.get(name) or None for name in OWN},
        **{name: seconds(request.get(name)) for name in TIMES},
    }
    try:
        return parse_flow(document)
    except PkceError:  # more parameters than any message has: nothing is compared then
        return FlowValues(code_verifier=request.get("code_verifier") or None)


def received(request: Inputs) -> dict[str, str]:
    """The parameters of the redirect: as pasted, or else as they are known."""
    names = {"code": "code", "state": "returned_state", "iss": "iss"}
    there = {name: request.get(value) for name, value in names.items() if request.get(value)}
    if there or not request.get("redirect"):
        return there
    try:
        read = parse_authorization_response(request.get("redirect"))
    except PkceError:
        return {}
    members = {name: getattr(read, name) for name in ("code", "state", "iss", "error", "error_description")}
    return {name: text for name, text in members.items() if text}


def redeeming(request: Inputs) -> dict[str, str]:
    """The parameters of the token request, once there is something to redeem."""
    if not request.get("code") or not request.get("code_verifier"):
        return {}
    method = choose_method(request)[0]
    names = ["code", "redirect_uri", "client_id", "code_verifier"]
    if method in ("client_secret_post", "client_secret_basic"):
        names.append("client_secret")
    elif method == "private_key_jwt":
        names.append("client_assertion")
    sent = {name: request.get(name) for name in names if request.get(name)}
    # A secret may come from the reader's shell, and then only the method tells that there is one.
    return {"grant_type": "authorization_code", **sent, "token_endpoint_auth_method": method}


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


def whole_flow(request: Inputs) -> FlowValues:
    """Gather the flow, refusals included."""
    refusal = {name: text for name in ("error", "error_description") if (text := request.get(name))}
    if refusal and is_from_redirect(request):
        flow = flow_values(request, token_request=False)
        answer = {name: text for name, text in flow.authorization_response.items() if name != "code"}
        flow = replace(flow, authorization_response={**answer, **refusal})
    else:
        flow = flow_values(request, answer=refusal or tokens(request.get("token_response")))
    return flow if flow.authorization_request else replace(flow, authorization_request=loose_request(request))


def is_from_redirect(request: Inputs) -> bool:
    """Whether the refusal came with the redirect: the redirect says so, or nothing speaks for a token request."""
    try:
        return parse_authorization_response(request.get("redirect")).error == request.get("error")
    except PkceError:
        redeemed = request.get("code") or request.get("token_response") or request.get("error") in TOKEN_ERRORS
        return not redeemed


def loose_request(request: Inputs) -> Mapping[str, object]:
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
