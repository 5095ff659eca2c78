"""Which response of a flow has the error that is explained, and the words that stand beside it there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pkce_core.token.error_shapes import read_error_shape

if TYPE_CHECKING:
    from pkce_core.flow.values import FlowValues

ONLY_FROM_TOKEN_ENDPOINT = ("invalid_client", "invalid_grant", "unsupported_grant_type")
"""RFC 6749 §5.2 lists these, §4.1.2.1 does not."""


def own_words(error: str, flow: FlowValues) -> str | None:
    """What the server said with an error, as the flow has it; None when the flow has another error, or no words.

    Args:
        error: what was given as the code.
        flow: what was sent and received.
    """
    code = error.strip()
    shape = read_error_shape(flow.token_response)
    if shape is not None and shape.error == code and shape.description:
        return shape.description
    if flow.value("authorization_response", "error") == code:
        return flow.value("authorization_response", "error_description")
    return None


def up_to_error(flow: FlowValues | None, code: str) -> FlowValues | None:
    """The flow up to the error that is explained: what follows a redirect with an error has no part in that error.

    Args:
        flow: what was sent and received.
        code: the error code.
    """
    if flow is None or not code or code == flow.value("token_response", "error"):
        return flow
    if code != flow.value("authorization_response", "error"):
        return flow
    return replace(flow, token_request={}, sent_token_request=None, token_response={})


def answered(flow: FlowValues, code: str) -> FlowValues:
    """The flow with the error as its token response, if it has none and the error comes from a token endpoint.

    Args:
        flow: what was sent and received.
        code: the error code.
    """
    redeemed = code in ONLY_FROM_TOKEN_ENDPOINT or flow.value("authorization_response", "code")
    if not flow.token_request or flow.token_response or not redeemed:
        return flow
    return replace(flow, token_response={"error": code})
