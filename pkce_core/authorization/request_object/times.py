"""When a request object counts: exp, iat and nbf (RFC 9101 §4, RFC 7519 §4.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.authorization.request_object.rules import RULES
from pkce_core.jose.unverified import moment_of, show_moment
from pkce_core.text.times import duration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.findings import Finding
    from pkce_core.jose.unverified import Jwt

_CLOCKS_DIFFER = 60
"""Seconds that are no mistake of the client."""


def check_times(jwt: Jwt, *, now: float | None, sent_at: float | None, is_past: bool) -> Iterator[Finding]:
    """The findings about the times.

    Args:
        jwt: the request object.
        now: the time in seconds since 1970; None when it isn't known.
        sent_at: when it was sent, likewise.
        is_past: whether it was sent already, perhaps before it ended.
    """
    rule = RULES["request-object-time"]
    exp, iat = moment_of(jwt, "exp"), moment_of(jwt, "iat")
    latest = sent_at if sent_at is not None else now  # it was sent then, or before
    if exp is not None and sent_at is not None and sent_at >= exp:
        message = f"The request object had expired at {show_moment(exp)}, {duration(sent_at - exp)} before it was sent."
        yield rule.error(message, "Sign a new one for each request.")
    elif exp is not None and now is not None and now >= exp:
        message = f"The request object ended at {show_moment(exp)}, {duration(now - exp)} ago: no server takes it now."
        yield (rule.warning if is_past else rule.error)(message, "Sign a new one for each request.")
    if exp is not None and iat is not None and exp <= iat:
        yield rule.error(f"The request object ends at {show_moment(exp)}, and that isn't after its iat.")
    for claim in ("iat", "nbf"):
        value = moment_of(jwt, claim)
        if value is not None and latest is not None and value > latest + _CLOCKS_DIFFER:
            message = f"The {claim} of the request object is {show_moment(value)}, {duration(value - latest)} ahead."
            yield rule.error(message, "Set the clock of the machine that signs it; the number is in seconds of UTC.")
