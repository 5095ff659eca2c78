"""`with_section`: a cause with the section of the request that failed, because a refresh has a list of its own."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pkce_core.flow.grant import grant_of
from pkce_core.grants import CODE, GRANTS, REFRESH

if TYPE_CHECKING:
    from pkce_core.explain.causes import Cause
    from pkce_core.flow.values import FlowValues
    from pkce_core.specifications import Spec

_OF_ANY_GRANT = frozenset(
    {
        "client-id-missing", "parameter-name", "parameter-missing", "variable-not-filled", "value-quoted",
        "value-white-space", "value-encoded-twice", "body-not-form", "grant-type", "grant-mismatch",
    }
)  # fmt: skip
"""Causes that every token request can have. The others cite the section about a code because they are about a code."""
_OF_A_REFRESH = r"(?i)\brefresh[_ -]?token\b"


def with_section(cause: Cause, flow: FlowValues | None, given: str) -> Cause:
    """The same cause, with the section that defines the request of the flow, where a cause cites the one about a code.

    Args:
        cause: any cause.
        flow: what was sent and received; None when only the message is known.
        given: the message. It counts where no token request is known: one that misses a refresh token is of a refresh.
    """
    spec = _section(cause.slug, flow, given) if cause.slug in _OF_ANY_GRANT else None
    return cause if spec is None else replace(cause, spec=spec)


def _section(slug: str, flow: FlowValues | None, given: str) -> Spec | None:
    if flow is not None and flow.token_request:
        known = GRANTS.get(grant_of(flow))
        return known.spec if known and known.spec.document else None
    names_one = slug == "parameter-missing" and re.search(_OF_A_REFRESH, given[:4_000])
    return GRANTS[REFRESH if names_one else CODE].spec
