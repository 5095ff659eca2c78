"""The reader's values as a flow of `pkce_core`: what was sent and received, message by message."""

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
    parse_token_command,
    parse_token_response,
)
from pkce_widgets.flow.attempts import ATTEMPT_USES, earlier_attempts
from pkce_widgets.flow.request_fields import OWN_FIELDS
from pkce_widgets.flow.server import WITH_SECRET, choose_method, known_address

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkce_widgets.view.part import Inputs

FLOW_USES = (
    "provider", "issuer", "authorization_endpoint", "token_endpoint", "registered_redirect_uri", "client_id",
    "client_secret", "redirect_uri", "code_verifier", "authorization_url", "authorization_requested_url",
    "authorization_requested_at", "redirect", "code", "returned_state", "iss", "code_received_at",
    "token_requested_at", "used_challenges", "finished", "token_endpoint_auth_method", "metadata",
    "client_assertion", "token_request", "token_received_at", "redeemed_code", *ATTEMPT_USES,
)  # fmt: skip
"""The wire names of the values that `flow_values` reads; a part that calls it lists them in its `uses`."""
WHOLE_FLOW_USES = tuple(
    dict.fromkeys(
        (*FLOW_USES, "scope", "state", "nonce", "code_challenge", "token_response", "error", "error_description")
    )
)
"""The same for `whole_flow`."""
BESIDE = ("provider", "issuer", "authorization_endpoint", "token_endpoint", "registered_redirect_uri", "code_verifier")
"""The values of a flow that belong to no single message."""
TIMES = ("authorization_requested_at", "code_received_at", "token_requested_at", "token_received_at")
LATEST = 1e11
"""Seconds since 1970: a larger number counts milliseconds."""
TOKEN_ERRORS = ("invalid_grant", "invalid_client", "unsupported_grant_type")
"""Errors that only a token endpoint sends (RFC 6749 §5.2)."""
MOST_EARLIER = 9
"""Earlier attempts that a flow is compared with, the latest of them."""
TOKEN_MEMBERS = ("access_token", "token_type", "expires_in", "expires_at", "scope", "refresh_token", "id_token")


def whole_flow(inputs: Inputs) -> FlowValues:
    """Gather the flow, with the error that the authorization endpoint or the token endpoint sent."""
    error = {name: text for name in ("error", "error_description") if (text := inputs.get(name))}
    if error and is_from_redirect(inputs):
        return refused_flow(inputs, error)
    return with_loose_request(inputs, flow_values(inputs, error or tokens(inputs.get("token_response"))))


def refused_flow(inputs: Inputs, error: Mapping[str, str]) -> FlowValues:
    """Gather the flow up to a redirect that brought an error instead of a code.

    Args:
        inputs: the reader's values.
        error: the parameters of the redirect.
    """
    flow = gather(inputs, {}, {})
    response = {name: text for name, text in flow.authorization_response.items() if name != "code"}
    return with_loose_request(inputs, replace(flow, authorization_response={**response, **error}))


def flow_values(inputs: Inputs, token_response: Mapping[str, object] | None = None) -> FlowValues:
    """Gather the flow, with the token request that was sent: the one that the reader pasted, or the proposed one.

    A terminal may have sent something else than this page proposed, so that counts as a command, which proves nothing.

    Args:
        inputs: the reader's values.
        token_response: the members of the token response.
    """
    text = pasted_request(inputs)
    flow = gather(inputs, text or token_request(inputs), token_response or {})
    sent = flow.sent_token_request
    if text or sent is None:
        return flow
    endpoint = known_address(inputs, "token_endpoint")
    command = replace(sent, written_as="curl", method="POST", url=endpoint, body_format="form")
    return replace(flow, sent_token_request=command)


def proposed_flow(inputs: Inputs) -> FlowValues:
    """Gather the flow, with the token request that is about to be sent.

    Args:
        inputs: the reader's values.
    """
    return replace(gather(inputs, token_request(inputs), {}), token_requested_at=None)


def pasted_request(inputs: Inputs) -> str:
    """The token request as the reader says that it was sent; "" if there is none, or it can't be read."""
    sent = parse_token_command(inputs.get("token_request"))
    return inputs.get("token_request") if sent and sent.all_parameters else ""


def gather(inputs: Inputs, token_request: Mapping[str, str] | str, token_response: Mapping[str, object]) -> FlowValues:
    opened = sent_request(inputs)
    request = dict(opened.to_dict()) if opened else {}
    if isinstance(token_request, dict) and token_request and "code_verifier" not in token_request:
        request = {name: value for name, value in request.items() if name != "code_challenge"}  # it was cleared
    document: dict[str, object] = {
        "authorization_request": request,
        "authorization_response": authorization_response(inputs),
        "token_request": token_request,
        "token_response": token_response,
        **{name: inputs.get(name) or None for name in BESIDE},
        **{name: seconds(inputs.get(name)) for name in TIMES},
        "earlier": earlier(inputs, token_response),
    }
    try:
        flow = parse_flow(document)
        # A code on its own, typed into its field, says nothing of what else the redirect had.
        return flow if inputs.get("redirect") else replace(flow, partial=flow.partial | {"authorization_response"})
    except PkceError:  # more parameters than any message has: then nothing is compared
        return FlowValues(code_verifier=inputs.get("code_verifier") or None)


def earlier(inputs: Inputs, token_response: Mapping[str, object]) -> list[dict[str, object]]:
    """What was sent before: earlier attempts, and the request with which this one's code brought tokens."""
    attempts = [attempt.to_flow() for attempt in earlier_attempts(inputs)[-MOST_EARLIER:]]
    if inputs.get("redeemed_code") and "error" in token_response:
        redeemed = {"token_request": {"code": inputs.get("redeemed_code")}}
        attempts.append({**redeemed, "token_response": {"access_token": "received"}})
    return attempts


def sent_request(inputs: Inputs) -> AuthorizationRequest | None:
    """The request of the authorization URL that was opened, or else of the one that is ready."""
    try:
        return parse_authorization_url(inputs.get("authorization_requested_url") or inputs.get("authorization_url"))
    except PkceError:
        return None


def authorization_response(inputs: Inputs) -> dict[str, str]:
    """The parameters of the redirect: the known ones, or else those of the pasted address."""
    names = {"code": "code", "state": "returned_state", "iss": "iss"}
    known = {name: inputs.get(value) for name, value in names.items() if inputs.get(value)}
    if inputs.get("redeemed_code"):
        known.setdefault("code", inputs.get("redeemed_code"))
    if known or not inputs.get("redirect"):
        return known
    try:
        response = parse_authorization_response(inputs.get("redirect"))
    except PkceError:
        return {}
    members = {name: getattr(response, name) for name in ("code", "state", "iss", "error", "error_description")}
    return {name: text for name, text in members.items() if text}


def token_request(inputs: Inputs) -> dict[str, str]:
    """The parameters of the token request, once there is a code to redeem, or after it was redeemed."""
    known = {**inputs.values, "code": inputs.get("code") or inputs.get("redeemed_code")}
    if not known["code"] or not (inputs.get("code_verifier") or inputs.get("redeemed_code")):
        return {}
    method = choose_method(inputs)[0]
    names = ["code", "redirect_uri", "client_id", "code_verifier"]
    if method in WITH_SECRET:
        names.append("client_secret")
    elif method == "private_key_jwt":
        names.append("client_assertion")
    sent = {name: known[name] for name in names if known.get(name)}
    if "client_assertion" in sent:
        sent["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"  # RFC 7523 §2.2
    # The secret may come from the reader's shell. Then only the method shows that there is one.
    return {"grant_type": "authorization_code", **sent, "token_endpoint_auth_method": method}


def with_loose_request(inputs: Inputs, flow: FlowValues) -> FlowValues:
    """The flow, with an authorization request made of single values if no URL is known but a challenge is."""
    if flow.authorization_request or not inputs.get("code_challenge"):
        return flow
    # The token request has its redirect_uri from the same field: to compare the two would prove nothing.
    names = [name for name in OWN_FIELDS if name != "redirect_uri" or not flow.token_request]
    request = {name: text for name in names if (text := inputs.get(name))}
    request["code_challenge_method"] = "S256"  # this site sends no other
    return replace(flow, authorization_request=request, partial=flow.partial | {"authorization_request"})


def is_from_redirect(inputs: Inputs) -> bool:
    """Whether the error came with the redirect: the redirect has it, or there are no signs of a token request."""
    try:
        return parse_authorization_response(inputs.get("redirect")).error == inputs.get("error")
    except PkceError:
        redeemed = inputs.get("code") or inputs.get("token_response") or inputs.get("error") in TOKEN_ERRORS
        return not redeemed


def tokens(text: str) -> dict[str, object]:
    """The members of a token response; empty if the text isn't one."""
    try:
        response = parse_token_response(text)
    except PkceError:
        return {}
    if not isinstance(response, TokenResponse):
        return {"error": response.error, "error_description": response.error_description}
    members = {name: getattr(response, name) for name in TOKEN_MEMBERS}
    return {name: value for name, value in members.items() if value is not None}


def seconds(text: str) -> float | None:
    """A moment in seconds since 1970; None if the text isn't one."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if 0 < value < LATEST else None
