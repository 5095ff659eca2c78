"""How old a code was when it was redeemed (RFC 6749 §4.1.2), as far as the known times bound it.

The time when a redirect came may be the time when it was pasted. So an age that counts from it is a lower bound, and
only the time of the authorization request gives an upper one. An upper bound proves nothing but that a code was fresh.
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
_COUNTED = "counted from when the authorization URL was opened"


def check_code_age(flow: FlowValues, now: float | None) -> Iterator[Finding]:
    """The finding about the age of the code; none when the times don't show enough.

    Args:
        flow: the values that are known.
        now: the time in seconds since 1970; None when it isn't known.
    """
    # A code that was answered is no longer aging, and the time of the answer says nothing of the least age.
    redeemed = now if flow.token_requested_at is None and not flow.token_response else flow.token_requested_at
    least = _between(flow.code_received_at, redeemed)
    rule = RULES["code-old"]
    # RFC 6749 §4.1.2: "A maximum authorization code lifetime of 10 minutes is RECOMMENDED."
    if least is not None and least > CODE_LIFETIME:
        when = "when it was redeemed" if flow.token_requested_at is not None else "by now"
        message = (
            f"The code was at least {duration(least)} old {when}. A server should accept one for 10 minutes at most."
        )
        yield rule.error(message)
    elif flow.value("token_response", "error"):
        yield from _check_refused(least, _most(flow))
    elif least is None:
        return
    elif least <= _ONE_MINUTE:
        when = "ago" if flow.token_requested_at is None else "before it was redeemed"
        yield rule.passed(f"The code arrived here {duration(least)} {when}.")
    elif not flow.token_response:
        message = f"The code is at least {duration(least)} old, and many servers accept one for only a minute."
        yield rule.warning(message)


def _between(start: float | None, end: float | None) -> float | None:
    return None if start is None or end is None else end - start


def _most(flow: FlowValues) -> float | None:
    """The greatest age that the code can have had when the server got it; None when that isn't known."""
    # A command is copied before it is run, so only its answer shows that it had been run.
    answered = flow.token_received_at if flow.token_received_at is not None else flow.token_requested_at
    most = _between(flow.authorization_requested_at, answered)
    return None if most is None or most < 0 else most


def _check_refused(least: float | None, most: float | None) -> Iterator[Finding]:
    """The age of a code that the server may have refused for it."""
    rule = RULES["code-old"]
    if most is not None and most <= _FRESH:
        yield rule.passed(f"The code was at most {duration(most)} old, {_COUNTED}.")
        return
    bounds = []
    if least is not None and least > _FRESH:
        bounds.append(f"at least {duration(least)} old")
    if most is not None and most > _ONE_MINUTE:
        bounds.append(f"at most {duration(most)} old, {_COUNTED}")
    if bounds:
        message = f"The code was {' and '.join(bounds)}. Each server decides how long it accepts one: often a minute"
        yield rule.info(f"{message} or less.")
