"""A state that came back changed in a way that is known: the redirect is of the same attempt all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.findings import Level
from pkce_core.relation.explain import explain

if TYPE_CHECKING:
    from pkce_core.findings import Finding
    from pkce_core.flow.values import FlowValues

NO_CAUSE = "Your client must refuse such a redirect. But a token request has no state, so this error has another cause."
OTHER_REQUEST = "So the error may be the answer to another request."
_PROVES_NOTHING = frozenset({"no-value", "very-short"})
"""Changes after which nothing, or too little, of the state that was sent is left."""
_SHORTEST = 8
"""Characters of a state that another request doesn't have by chance."""


def is_state_changed(flow: FlowValues) -> bool:
    """Whether the state of the redirect was made from the one that was sent.

    Args:
        flow: what was sent and received.
    """
    sent = flow.value("authorization_request", "state") or ""
    returned = flow.value("authorization_response", "state") or ""
    if sent == returned or min(len(sent), len(returned)) < _SHORTEST:
        return False
    relation = explain("state", sent, returned, "the state that was sent")
    return bool(relation.ways) and not any(_PROVES_NOTHING & set(ways) for ways in relation.ways)


def of_another(compared: Finding | None, flow: FlowValues) -> str:
    """That a redirect may answer another request than the one here, as far as its state shows; "" if it doesn't.

    Args:
        compared: what the check of the state found.
        flow: what was sent and received.
    """
    if compared is None or compared.level is Level.PASS or is_state_changed(flow):
        return ""
    return f"{compared.message} {OTHER_REQUEST}"
