"""The single rules behind `check_token_response`, one function each (RFC 6749 §5.1, §5.2)."""

from __future__ import annotations

import re

from pkce_core.error_codes import ERROR_CODES
from pkce_core.errors import UsageError
from pkce_core.findings import Finding, Report
from pkce_core.specifications import Spec
from pkce_core.text.quoting import visible
from pkce_core.text.times import duration, parse_moment, seconds_of
from pkce_core.token.response import SUCCESS_SPEC, TokenErrorResponse, TokenResponse
from pkce_core.token.response_parsing import read_response
from pkce_core.token.response_rules import RULES

TYPE_CHECKING = False

if TYPE_CHECKING:
    from datetime import datetime

    from pkce_core.findings import Findings


_TYPE_SPEC = Spec(document="RFC 6749", section="7.1")


def check_success(response: TokenResponse, now: float | None, requested: str | None) -> Findings:
    """Every rule for a response with tokens, in the order of RFC 6749 §5.1."""
    return (
        *check_access_token(response),
        *check_token_type(response),
        *check_expires_in(response),
        *check_expires_at(response, now),
        *check_scope(response, requested),
        *check_id_token(response, requested),
        *check_refresh_token(response, requested),
    )


def check_access_token(response: TokenResponse) -> Findings:
    # RFC 6749 §5.1: "access_token REQUIRED."
    if response.access_token is None:
        message = "There is no access_token, which every successful response has."
        near = next((name for name in response.extra if re.sub(r"[^a-z]", "", name.lower()) == "accesstoken"), None)
        hint = f"{visible(near, 40)} stands there instead." if near else "Paste the whole body of the response."
        return (RULES["token-response-access-token"].error(message, hint),)
    # RFC 6749 Appendix A.12: "access-token = 1*VSCHAR"; of these, RFC 6750 §2.1 lets no space into a header.
    if not re.fullmatch(r"[!-~]+", response.access_token):
        message = "The access_token holds a space or a character that no token has."
        return (RULES["token-response-access-token"].error(message, "Copy the response again."),)
    message = f"There is an access_token of {len(response.access_token):,} characters."
    return (RULES["token-response-access-token"].passed(message),)


def check_token_type(response: TokenResponse) -> Findings:
    # RFC 6749 §5.1: "token_type REQUIRED. The type of the token issued as described in Section 7.1. Value is case
    # insensitive."
    if response.token_type is None:
        message = "There is no token_type, so nothing says how to use the access_token."
        return (RULES["token-response-token-type"].error(message),)
    if response.token_type.lower() == "bearer":
        return (RULES["token-response-token-type"].passed("The token_type is Bearer."),)
    # RFC 6749 §7.1: "The client MUST NOT use an access token if it does not understand the token type."
    message = f'The token_type is "{visible(response.token_type, 40)}". A client that does not know it must not use it.'
    rule = RULES["token-response-token-type"]
    judge = rule.warning if response.token_type.lower() == "dpop" else rule.error
    return (judge(message, spec=_TYPE_SPEC),)


def check_expires_in(response: TokenResponse) -> Findings:
    lifetime = response.expires_in
    if lifetime is None:
        if response.expires_at is not None:
            return ()
        # RFC 6749 §5.1: "expires_in RECOMMENDED."
        return (RULES["token-response-expires-in"].info("Nothing says how long the access_token is valid."),)
    if isinstance(lifetime, str):
        message = "expires_in is no whole number of seconds."
        return (RULES["token-response-expires-in"].error(message),)
    if lifetime <= 0:
        return (
            RULES["token-response-expires-in"].warning(f"expires_in is {lifetime}: the token is of no use any more."),
        )
    message = f"The access_token is valid for {duration(lifetime)} from when the response was made."
    return (RULES["token-response-expires-in"].passed(message),)


def check_expires_at(response: TokenResponse, now: float | None) -> Findings:
    if response.expires_at is None:
        return ()
    moment = parse_moment(response.expires_at)
    if moment is None:
        message = f'expires_at is "{visible(response.expires_at, 40)}", which is no date with a time (ISO 8601).'
        return (RULES["token-response-expires-at"].error(message),)
    end, has_zone = moment
    zone = "" if has_zone else " It names no time zone; UTC is taken."
    shown = visible(response.expires_at, 40)
    rule = RULES["token-response-expires-at"]
    judge = rule.passed if has_zone else rule.warning
    if now is None:
        message = f"The access_token is valid until {shown}.{zone} What is left was not computed."
    elif end > now:
        message = f"The access_token is valid until {shown}, for another {duration(end - now)}.{zone}"
    else:
        judge = rule.warning
        message = f"The access_token ended at {shown}, {duration(now - end)} ago.{zone}"
    return (judge(message),)


def check_scope(response: TokenResponse, requested: str | None) -> Findings:
    granted = None if response.scope is None else response.scope.split()
    if requested is None:
        return ()
    asked = requested.split()
    # RFC 6749 §5.1: "scope OPTIONAL, if identical to the scope requested by the client; otherwise, REQUIRED."
    if granted is None:
        message = "The response has no scope, which means that you got what you asked for."
        return (RULES["token-response-scope"].info(message, spec=SUCCESS_SPEC),)
    missing = [word for word in dict.fromkeys(asked) if word not in granted]
    more = [word for word in dict.fromkeys(granted) if word not in asked]
    if not missing and not more:
        return (RULES["token-response-scope"].passed("You got every scope that you asked for."),)
    found = []
    if missing:
        message = f"Not granted: {_list(missing)}."
        hint = "Ask the administrator of your client, or leave it out of the request."
        found.append(RULES["token-response-scope-missing"].warning(message, hint))
    if more:
        found.append(RULES["token-response-scope-more"].info(f"Granted without being asked for: {_list(more)}."))
    return tuple(found)


def check_id_token(response: TokenResponse, requested: str | None) -> Findings:
    words = (response.scope if response.scope is not None else requested or "").split()
    if response.id_token is None and "openid" in words:
        # OIDC Core §3.1.3.3: "id_token REQUIRED. ID Token value associated with the authenticated session."
        message = "openid was granted, but there is no id_token."
        return (RULES["token-response-id-token"].error(message),)
    if response.id_token is not None and response.id_token == response.access_token:
        message = "The id_token is the access_token. They are for different readers."
        return (RULES["token-response-id-token"].warning(message),)
    return ()


def check_refresh_token(response: TokenResponse, requested: str | None) -> Findings:
    # Some servers write their scopes as URLs that end in the name.
    wanted = any(word.rpartition("/")[2] == "offline_access" for word in (requested or "").split())
    if response.refresh_token is not None or not wanted:
        return ()
    message = "offline_access was asked for, but there is no refresh_token."
    hint = "Most servers give one only when the request has prompt=consent."
    return (RULES["token-response-refresh-token"].warning(message, hint),)


def check_error(response: TokenErrorResponse) -> Findings:
    code = visible(response.error, 60)
    if not response.error:
        message = "The response has an error, but not as RFC 6749 writes it: error is the text of one code."
        return (RULES["token-response-error"].error(message),)
    definition = ERROR_CODES.get(response.error)
    message = f"The server refused: {code}." + (f" {definition.meaning}" if definition else "")
    if response.error_description:
        message += f' It says: "{visible(response.error_description, 400)}"'
    return (RULES["token-response-error"].error(message, _next_step(response.error, known=definition is not None)),)


def _next_step(code: str, *, known: bool) -> str:
    if not known:
        return "Compare the code with the documentation of the server."
    hint = f"`pkce explain {code} --flow FILE` proves or rules out causes with the values of your attempt."
    if code == "invalid_grant":
        hint += " `pkce check` compares your verifier with the challenge that you sent."
    return hint


def _list(words: list[str]) -> str:
    shown = ", ".join(visible(word, 80) for word in words[:10])
    return shown if len(words) <= 10 else f"{shown} and {len(words) - 10} more"


def check_token_response(
    response: TokenResponse | TokenErrorResponse | str | bytes,
    *,
    now: datetime | float | None = None,
    requested_scope: str | None = None,
) -> Report:
    """Judge a token response.

    Args:
        response: what the server answered, as text or already read.
        now: the time, as an aware datetime or in seconds since 1970, to tell what is left of expires_at; None leaves
            that out, and the report says so.
        requested_scope: the scope of the authorization request, to tell what was not granted; None when you don't
            know it.

    Raises:
        UsageError: an argument is of another type, or now is a datetime without a time zone.
    """
    moment = seconds_of(now)
    if requested_scope is not None and not isinstance(requested_scope, str):
        raise UsageError("requested_scope is text, or None when you don't know it.")
    notes: tuple[Finding, ...] = ()
    if not isinstance(response, TokenResponse | TokenErrorResponse):
        read, notes = read_response(response)
        if read is None:
            return Report(findings=notes)
        response = read
    if isinstance(response, TokenErrorResponse):
        return Report(findings=(*notes, *check_error(response)))
    return Report(findings=(*notes, *check_success(response, moment, requested_scope)))
