"""`section_of`: the section that defines the request that failed, because a refresh has a list of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.flow.grant import grant_of
from pkce_core.grants import GRANTS

if TYPE_CHECKING:
    from pkce_core.flow.values import FlowValues
    from pkce_core.specifications import Spec

_OF_ANY_GRANT = frozenset(
    {
        "client-id-missing", "parameter-name", "parameter-missing", "variable-not-filled", "value-quoted",
        "value-white-space", "value-encoded-twice", "body-not-form", "grant-type", "grant-mismatch",
    }
)  # fmt: skip
"""Causes that every token request can have. The others cite the section about a code because they are about a code."""


def section_of(slug: str, spec: Spec, flow: FlowValues | None) -> Spec:
    """The section that a cause cites: for one that every token request can have, that of the request of the flow.

    Args:
        slug: the slug of the cause.
        spec: the section that the cause cites by itself.
        flow: what was sent and received; None when only the message is known.
    """
    if flow is None or slug not in _OF_ANY_GRANT:
        return spec
    known = GRANTS.get(grant_of(flow))
    return known.spec if known and known.spec.document else spec
