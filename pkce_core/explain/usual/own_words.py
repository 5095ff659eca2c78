"""The words that stand beside an error in the flow's own response."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.token.error_shapes import read_error_shape

if TYPE_CHECKING:
    from pkce_core.flow.values import FlowValues


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
