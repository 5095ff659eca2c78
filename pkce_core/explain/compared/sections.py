"""`with_section`: a cause with the section of the request that failed, because a refresh has a list of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pkce_core.flow.grant import grant_of
from pkce_core.grants import GRANTS

if TYPE_CHECKING:
    from pkce_core.explain.causes import Cause
    from pkce_core.flow.values import FlowValues

_OF_ANY_GRANT = frozenset(
    {
        "client-id-missing", "parameter-name", "parameter-missing", "variable-not-filled", "value-quoted",
        "value-white-space", "value-encoded-twice", "body-not-form", "grant-type", "grant-mismatch",
    }
)  # fmt: skip
"""Causes that every token request can have. The others cite the section about a code because they are about a code."""


def with_section(cause: Cause, flow: FlowValues | None) -> Cause:
    """The same cause, with the section that defines the request of the flow, where a cause cites the one about a code.

    Args:
        cause: any cause.
        flow: what was sent and received; None when only the message is known.
    """
    if flow is None or cause.slug not in _OF_ANY_GRANT:
        return cause
    known = GRANTS.get(grant_of(flow))
    return replace(cause, spec=known.spec) if known and known.spec.document else cause
