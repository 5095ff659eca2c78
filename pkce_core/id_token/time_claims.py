"""The times in an ID token: exp, iat, nbf and auth_time, one function each (RFC 7519 §4.1, OIDC Core §3.1.3.7).

The time is an argument, and so is how far the clock may be off. Nothing here reads a clock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.id_token.rules import RULES
from pkce_core.text.quoting import quoted
from pkce_core.text.times import duration, is_moment, moment

if TYPE_CHECKING:
    from pkce_core.findings import Findings
    from pkce_core.id_token.claims import Claims
    from pkce_core.rule import Rule

_BEHIND = "Your clock is behind the issuer's, or the issuer's is ahead. Set it, or allow a clock difference."
_IN_MILLISECONDS = "The nbf is in milliseconds. It must be in seconds since 1970."
_LARGEST_IN_SECONDS = 100_000_000_000
"""In seconds, this is the year 5138; in milliseconds, 1973. So a larger number is in milliseconds."""


def check_exp(claims: Claims, now: float, clock_skew: float) -> Findings:
    exp = claims.get("exp")
    if not is_moment(exp):
        return _not_moment(claims, "exp", RULES["exp-type"], RULES["exp-missing"])
    if exp > _LARGEST_IN_SECONDS:
        return _milliseconds(RULES["exp-milliseconds"], "exp", exp)
    # RFC 7519 §4.1.4: "the "exp" (expiration time) claim identifies the expiration time on or after which the JWT MUST
    # NOT be accepted for processing."
    end = f"{moment(exp)} (exp {exp:.0f})"
    if now < exp and now < exp + clock_skew:
        return (RULES["exp"].passed(f"The ID token expires at {end}, in {duration(exp - now)}."),)
    if now >= exp + clock_skew:
        message = f"The ID token expired at {end}, {duration(now - exp)} before now ({now:.0f})."
        if now == exp:
            message = f"The ID token expires at this very second, at {end}, but now must be before exp."
        return (RULES["exp-passed"].error(message, _clock_hint(now - exp)),)
    message = f"The ID token expired at {end}, which the clock difference of {clock_skew:g} seconds allows."
    return (RULES["exp-within-skew"].info(message),)


def check_iat(claims: Claims, now: float, clock_skew: float) -> Findings:
    iat = claims.get("iat")
    if not is_moment(iat):
        return _not_moment(claims, "iat", RULES["iat-type"], RULES["iat-missing"])
    if iat > _LARGEST_IN_SECONDS:
        return _milliseconds(RULES["iat-milliseconds"], "iat", iat)
    # OIDC Core §3.1.3.7: "The iat Claim can be used to reject tokens that were issued too far away from the current
    # time ... The acceptable range is Client specific."
    if iat > now + clock_skew:
        message = (
            f"The ID token was issued at {moment(iat)} (iat {iat:.0f}), {duration(iat - now)} after now ({now:.0f})."
        )
        return (RULES["iat-future"].warning(message, _BEHIND),)
    return ()


def check_nbf(claims: Claims, now: float, clock_skew: float) -> Findings:
    if "nbf" not in claims:
        return ()
    nbf = claims["nbf"]
    if not is_moment(nbf):
        return _not_moment(claims, "nbf", RULES["nbf-type"])
    # RFC 7519 §4.1.5: "The processing of the "nbf" claim requires that the current date/time MUST be after or equal to
    # the not-before date/time listed in the "nbf" claim."
    if now + clock_skew >= nbf:
        return ()
    message = (
        f"The ID token is not valid before {moment(nbf)} (nbf {nbf:.0f}), {duration(nbf - now)} after now ({now:.0f})."
    )
    return (RULES["nbf-future"].error(message, _IN_MILLISECONDS if nbf > _LARGEST_IN_SECONDS else _BEHIND),)


def check_auth_time(claims: Claims, max_age: float | None, now: float, clock_skew: float) -> Findings:
    auth_time = claims.get("auth_time")
    if "auth_time" in claims and not is_moment(auth_time):
        return _not_moment(claims, "auth_time", RULES["auth-time-type"])
    if max_age is None:
        return ()
    # OIDC Core §2: "When a max_age request is made or when auth_time is requested as an Essential Claim, then this
    # Claim is REQUIRED"
    if not isinstance(auth_time, int | float):
        return (RULES["auth-time-missing"].error("The request sent max_age, but the ID token has no auth_time."),)
    age = now - auth_time
    # OIDC Core §3.1.3.7: "request re-authentication if it determines too much time has elapsed since the last End-User
    # authentication."
    if age > max_age + clock_skew:
        logged_in = f"{duration(age)} ago (auth_time {auth_time:.0f})"
        message = f"The user logged in {logged_in}, but max_age allows {max_age:g} seconds."
        return (RULES["auth-time-old"].error(message, "Send the user to log in again, with prompt=login."),)
    return (RULES["auth-time"].passed("The user logged in within max_age."),)


def _clock_hint(seconds: float) -> str:
    if seconds <= 600:
        return "If the token is new, your clock and the issuer's differ. Set yours, or allow a clock difference."
    return "Get a new token."


def _not_moment(claims: Claims, name: str, wrong_type: Rule, missing: Rule | None = None) -> Findings:
    if missing is not None and name not in claims:
        return (missing.error(f"The ID token has no {name}, which is required."),)
    # RFC 7519 §2: "A JSON numeric value representing the number of seconds from 1970-01-01T00:00:00Z UTC"
    return (wrong_type.error(f"The {name} is {quoted(claims[name])}; expected a number of seconds since 1970."),)


def _milliseconds(rule: Rule, name: str, value: float) -> Findings:
    return (rule.error(f"The {name} is {value:.0f}, which is in milliseconds. It must be in seconds since 1970."),)
