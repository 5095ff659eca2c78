"""How long the access token is valid: expires_in (RFC 6749 §5.1), and expires_at, which some servers send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.text.quoting import visible
from pkce_core.text.times import duration, parse_moment
from pkce_core.text.times import moment as moment_text
from pkce_core.token.granted.rules import RULES

if TYPE_CHECKING:
    from pkce_core.findings import Findings

_FIRST_MOMENT = 10**9
"""Seconds: thirty years as a lifetime, and September 2001 as a moment."""


def check_expires_in(lifetime: int | str | None) -> Findings:
    """Judge expires_in.

    Args:
        lifetime: seconds; text when it isn't a number; None when the response has none.
    """
    rule = RULES["token-response-expires-in"]
    if lifetime is None:
        # RFC 6749 §5.1: "expires_in RECOMMENDED."
        return (rule.info("The response doesn't say how long the access_token is valid."),)
    if isinstance(lifetime, str):
        return (rule.error("expires_in isn't a whole number of seconds."),)
    if lifetime <= 0:
        message = f"expires_in is {lifetime}. As a number of seconds, that means that the token has expired."
        hint = "Some servers write 0 or -1 for a token that doesn't expire: read their documentation."
        return (rule.warning(message, hint),)
    if lifetime >= _FIRST_MOMENT:
        when = moment_text(lifetime / 1000 if lifetime >= 1000 * _FIRST_MOMENT else lifetime)
        message = f"expires_in is {lifetime}, far too many seconds. It's probably a moment, {when}, not a lifetime."
        hint = "A client that adds it to the current time never refreshes the token."
        return (rule.warning(message, hint),)
    return (rule.passed(f"The access_token is valid for {duration(lifetime)} from when the response was made."),)


def check_expires_at(expires_at: str | None, now: float | None) -> Findings:
    """Judge expires_at.

    Args:
        expires_at: as the server wrote it; None when the response has none.
        now: seconds since 1970; None leaves out how much time is left.
    """
    if expires_at is None:
        return ()
    rule, shown = RULES["token-response-expires-at"], visible(expires_at, 40)
    moment = parse_moment(expires_at)
    if moment is None:
        return (rule.error(f'expires_at is "{shown}", which isn\'t a date with a time (ISO 8601).'),)
    end, has_zone = moment
    zone = "" if has_zone else " It names no time zone, so this assumes UTC."
    judge = rule.passed if has_zone else rule.warning
    if now is None:
        message = f"The access_token is valid until {shown}.{zone} How much time is left wasn't computed."
    elif end > now:
        message = f"The access_token is valid until {shown}, for another {duration(end - now)}.{zone}"
    else:
        judge = rule.warning
        message = f"The access_token expired at {shown}, {duration(now - end)} ago.{zone}"
    return (judge(message),)
