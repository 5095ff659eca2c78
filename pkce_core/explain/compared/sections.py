"""`section_of`: the section that defines the request that failed, because a refresh has a list of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.flow.grant import grant_of
from pkce_core.grants import GRANTS
from pkce_core.specifications import Spec

if TYPE_CHECKING:
    from pkce_core.flow.values import FlowValues

_OF_ANY_GRANT = frozenset(
    {
        "client-id-missing", "parameter-name", "parameter-missing", "variable-not-filled", "value-quoted",
        "value-white-space", "value-encoded-twice", "body-not-form", "grant-type", "grant-mismatch",
    }
)  # fmt: skip
"""Causes that every token request can have. The others cite the section about a code because they are about a code."""
_OF_AUTHORIZATION = r"(?i)\b(?:the|a) (?:state|nonce|response_type)\b"
"""What only an authorization request sends."""


def section_of(slug: str, spec: Spec, flow: FlowValues | None, evidence: str = "") -> Spec:
    """The section that a cause cites: for one that every token request can have, that of the request of the flow.

    Args:
        slug: the slug of the cause.
        spec: the section that the cause cites by itself.
        flow: what was sent and received; None when only the message is known.
        evidence: what suggests the cause.
    """
    if slug == "parameter-missing" and _is_of_authorization(flow, evidence):
        return Spec(document="RFC 6749", section="4.1.1")
    if flow is None or slug not in _OF_ANY_GRANT:
        return spec
    known = GRANTS.get(grant_of(flow))
    return known.spec if known and known.spec.document else spec


def _is_of_authorization(flow: FlowValues | None, evidence: str) -> bool:
    """Whether the request that lacks a parameter is the authorization request, as far as is known."""
    if flow is not None and (flow.authorization_request or flow.token_request):
        return not flow.token_request
    return re.search(_OF_AUTHORIZATION, evidence) is not None
