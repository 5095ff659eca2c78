"""The reader's values as pkce_core looks at a flow: what was sent and received, message by message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core import (
    AuthorizationRequest,
    FlowValues,
    PkceError,
    parse_authorization_response,
    parse_authorization_url,
    parse_flow,
)
from pkce_widgets.parts._authentication import choose_method

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkce_widgets.part import Request

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


def sent_request(request: Request) -> AuthorizationRequest | None:
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
    request: Request, *, token_request: bool = True, answer: Mapping[str, object] | None = None
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


def received(request: Request) -> dict[str, str]:
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


def redeeming(request: Request) -> dict[str, str]:
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
