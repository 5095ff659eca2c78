"""How old a code was when it was redeemed (RFC 6749 §4.1.2).

The time when a redirect came may be the time when it was pasted. So an age that counts from it is a lower bound, and
only the time of the authorization request gives an upper one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.flow.rules import RULES
from pkce_core.text.times import duration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.findings import Finding
    from pkce_core.flow.values import FlowValues

CODE_LIFETIME = 600
"""Seconds (RFC 6749 §4.1.2)."""
_ONE_MINUTE = 60
"""Seconds; many servers give a code no more."""
_FRESH = 10
"""Seconds; no server is known to give a code less."""


def check_code_age(flow: FlowValues, now: float | None) -> Iterator[Finding]:
    """The finding about the age of the code; none when the times don't show enough.

    Args:
        flow: the values that are known.
        now: the time in seconds since 1970; None when it isn't known.
    """
    redeemed = flow.token_requested_at if flow.token_requested_at is not None else now
    if flow.code_received_at is None or redeemed is None:
        return
    age = redeemed - flow.code_received_at
    rule = RULES["code-old"]
    # RFC 6749 §4.1.2: "A maximum authorization code lifetime of 10 minutes is RECOMMENDED."
    if age > CODE_LIFETIME:
        when = "when it was redeemed" if flow.token_requested_at is not None else "by now"
        message = (
            f"The code was at least {duration(age)} old {when}. A server should accept one for 10 minutes at most."
        )
        yield rule.error(message)
    elif flow.value("token_response", "error"):
        yield from _check_refused(flow, age)
    elif age <= _ONE_MINUTE:
        yield rule.passed(f"The code arrived here {duration(age)} before it was redeemed.")
    elif not flow.token_response:
        message = f"The code is at least {duration(age)} old, and many servers accept one for only a minute."
        yield rule.warning(message)


def _check_refused(flow: FlowValues, age: float) -> Iterator[Finding]:
    """The age of a code that the server may have refused for it."""
    requested, redeemed = flow.authorization_requested_at, flow.token_requested_at
    if requested is not None and redeemed is not None and 0 <= redeemed - requested <= _FRESH:
        yield RULES["code-old"].passed(f"The code was at most {duration(redeemed - requested)} old.")
    elif age > _FRESH:
        message = (
            f"The code was at least {duration(age)} old. Each server decides how long it accepts one: often a minute"
        )
        yield RULES["code-old"].info(f"{message} or less.")
