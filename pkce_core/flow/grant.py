"""What the token request of a flow exchanges for tokens: a code, a refresh token, or something that isn't judged here.

A refresh has a request of its own (RFC 6749 §6), in which code, redirect_uri and code_verifier have no part.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.flow.rules import RULES
from pkce_core.grants import CODE, GRANTS, REFRESH, grant_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.findings import Finding
    from pkce_core.flow.values import FlowValues


def grant_of(flow: FlowValues) -> str:
    """The grant type of the token request; that of a code if none is known or recognized.

    Args:
        flow: the values that are known.
    """
    value = flow.value("token_request", "grant_type") or ""
    if value:
        return grant_named(value) or (value if value.startswith("urn:") else CODE)
    sent = {name for name in ("code", "refresh_token") if flow.value("token_request", name)}
    return REFRESH if sent == {"refresh_token"} else CODE


def is_refresh(flow: FlowValues) -> bool:
    """Whether the token request redeems a refresh token."""
    return grant_of(flow) == REFRESH


def is_of_other_grant(flow: FlowValues) -> bool:
    """Whether the token request redeems neither a code nor a refresh token, so that it isn't judged."""
    return grant_of(flow) not in (CODE, REFRESH)


def check_grant(flow: FlowValues) -> Iterator[Finding]:
    """That a token request of another grant isn't judged."""
    grant = grant_of(flow)
    if grant in (CODE, REFRESH):
        return
    known = GRANTS.get(grant)
    what = f"exchanges {known.title}" if known else "is of an extension grant, and exchanges something else"
    message = f"This token request {what} for tokens, not a code. Such requests aren't judged here."
    rule = RULES["other-grant"]
    yield rule.info(message, spec=known.spec if known and known.spec.document else rule.specs[0])
