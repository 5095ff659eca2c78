"""When a JWT that authenticates a client counts: exp, iat and nbf (RFC 7523 §3, RFC 7519 §4.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.client_jwt.rules import RULES
from pkce_core.jose.unverified import moment_of, moment_problem, show_moment
from pkce_core.text.times import duration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.client_jwt.known import Known
    from pkce_core.findings import Finding
    from pkce_core.jose.unverified import Jwt

APPLE_LONGEST = 15_777_000
"""Seconds: six months, the longest that Apple accepts (developer.apple.com, "Creating a client secret")."""
_LONG = 3_600
"""Seconds; Okta accepts no more, and most servers expect minutes."""
_CLOCKS_DIFFER = 60
"""Seconds that are no mistake of the client."""
_HALF_HOUR, _MINUTES = 1_800, 300
"""Time zones differ by half hours; and how much later than the signing "now" may be."""


def check_times(jwt: Jwt, name: str, known: Known, *, is_apple: bool) -> Iterator[Finding]:
    """The findings about exp, iat and nbf.

    Args:
        jwt: the token.
        name: the parameter that it is.
        known: when it was sent.
        is_apple: whether Apple's limit counts.
    """
    longest = APPLE_LONGEST if is_apple else _LONG
    for claim, rule in (("exp", RULES["client-jwt-exp"]), ("iat", RULES["client-jwt-iat"]),
                        ("nbf", RULES["client-jwt-iat"])):  # fmt: skip
        if problem := moment_problem(jwt, claim):
            # RFC 7519 §2: "A JSON numeric value representing the number of seconds from 1970-01-01T00:00:00Z UTC"
            yield rule.error(f"The {claim} of the {name} {problem}.", "Divide Date.now() by 1000, for example.")
    exp, iat, now = moment_of(jwt, "exp"), moment_of(jwt, "iat"), known.now
    latest = now if now is not None else known.later  # it was sent then, or before
    rule = RULES["client-jwt-exp"]
    if "exp" not in jwt.claims:
        # RFC 7523 §3: "The JWT MUST contain an "exp" (expiration time) claim"
        yield rule.error(f"The {name} has no exp.", "Add when it ends, in seconds since 1970.")
    if exp is not None:
        starts = [each for each in (iat, now) if each is not None]
        start = max(starts, default=known.later)  # a server counts from when it gets the token
        if now is not None and now >= exp:
            message = f"The {name} expired at {show_moment(exp)}, {duration(now - exp)} ago."
            yield rule.error(message, "Sign a new one for each request." if not is_apple else "Sign a new one.")
        elif iat is not None and exp <= iat:
            yield rule.error(f"The {name} ends at {show_moment(exp)}, and that isn't after its iat.")
        if start is not None and exp - start > longest:
            span = "from iat to exp" if start == iat else "from now on"
            yield from _too_long(f"The {name} lasts {duration(exp - start)}, {span}", is_apple=is_apple)
        if now is None and known.later is not None and known.later >= exp:
            message = f"The {name} ended at {show_moment(exp)}. Servers refuse it after that, or some minutes later."
            yield rule.warning(message, "Sign a new one.")
    for claim in ("iat", "nbf"):
        value = moment_of(jwt, claim)
        if value is not None and latest is not None and value > latest + _CLOCKS_DIFFER:
            message = f"The {claim} of the {name} is {show_moment(value)}, {duration(value - latest)} in the future."
            yield RULES["client-jwt-iat"].error(message, _clock_hint(value - latest))


def _clock_hint(ahead: float) -> str:
    """What to do about a time in the future: a clock that is wrong, or local time that was taken for UTC."""
    # The JWT was signed some minutes before "now".
    if ahead > _HALF_HOUR - _MINUTES and -ahead % _HALF_HOUR < _MINUTES:
        return (
            "If that is your distance from UTC, local time was written as if it were UTC: take the seconds since 1970 "
            "from a function that gives these. If not, set the clock of the machine that signs it."
        )
    return "Set the clock of the machine that signs it."


def _too_long(lasts: str, *, is_apple: bool) -> Iterator[Finding]:
    if is_apple:
        message = f"{lasts}. Apple accepts {APPLE_LONGEST:,} seconds at most, which is six months."
        yield RULES["client-jwt-exp"].error(message, "Sign one that ends sooner.")
    else:
        # RFC 7523 §3: "The authorization server may reject JWTs with an "exp" claim value that is unreasonably far in
        # the future."
        message = f"{lasts}. Many servers accept an hour at most, or minutes."
        yield RULES["client-jwt-exp"].warning(message, "Let it end a minute after it was signed.")
