"""`check_token_response`: every member of a response with tokens, or the error (RFC 6749 §5.1, §5.2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.error_codes import ERROR_CODES
from pkce_core.errors import UsageError
from pkce_core.findings import Report
from pkce_core.recognition.other_value import describe_other
from pkce_core.specifications import Spec
from pkce_core.text.quoting import visible
from pkce_core.text.times import duration, parse_moment, seconds_of
from pkce_core.text.times import moment as moment_text
from pkce_core.token.response import TokenErrorResponse, TokenResponse
from pkce_core.token.response_parsing import read_response
from pkce_core.token.response_rules import RULES, SUCCESS_SPEC

if TYPE_CHECKING:
    from datetime import datetime

    from pkce_core.findings import Finding, Findings

_FIRST_MOMENT = 10**9
"""Seconds: thirty years as a lifetime, and September 2001 as a moment."""
_HIDDEN = (
    r"(?s)[*•xX.]+|.*(?:\.{3}|…|\*{3}).*|<.+>|\[.+\]|(?i:redacted|hidden|masked|removed|your[_-]?(?:access[_-]?)?token)"
)


def check_token_response(
    response: TokenResponse | TokenErrorResponse | str | bytes,
    *,
    now: datetime | float | None = None,
    requested_scope: str | None = None,
) -> Report:
    """Judge a token response.

    Args:
        response: the server's response as text, or as `parse_token_response` read it.
        now: the time, as an aware datetime or in seconds since 1970, to compute how much of expires_at is left; without
            it the report says that this was not computed.
        requested_scope: the scope of the authorization request, to find what was not granted; None when you do not
            know it.

    Raises:
        UsageError: an argument has the wrong type, or now is a datetime without a time zone.
    """
    report = _check_response(response, now, requested_scope)
    if isinstance(response, str) and re.search(r"(?i)\bid_?token\b", response):
        report = Report(findings=tuple(_without_guess(each) for each in report))
    if (
        report.ok
        or not isinstance(response, str | bytes)
        or (other := describe_other(response, "token-response")) is None
    ):
        return report
    rest = (finding for finding in report if finding.rule != "token-response-unknown")  # which only guesses
    return Report(findings=(RULES["token-response-other-value"].error(*other), *rest))


def _without_guess(finding: Finding) -> Finding:
    """The finding; or that an id_token was not read, if the text names one that is not in what was read."""
    if not finding.message.endswith("but there is no id_token."):
        return finding
    return RULES["token-response-id-token"].info("The text names an id_token, but none was read, so it isn't checked.")


def _check_response(
    response: TokenResponse | TokenErrorResponse | str | bytes,
    now: datetime | float | None,
    requested_scope: str | None,
) -> Report:
    moment = seconds_of(now)
    if requested_scope is not None and not isinstance(requested_scope, str):
        raise UsageError("requested_scope must be text, or None when you don't know it.")
    notes: Findings = ()
    if not isinstance(response, TokenResponse | TokenErrorResponse):
        read, notes = read_response(response)
        if read is None:
            return Report(findings=notes)
        response = read
    if any(note.rule == "token-response-web" for note in notes):
        return Report(findings=notes)  # no endpoint of OAuth wrote the error in it
    if isinstance(response, TokenErrorResponse):
        return Report(findings=(*notes, *_check_error(response)))
    return Report(findings=(*notes, *_check_tokens(response, moment, requested_scope)))


def _check_tokens(response: TokenResponse, now: float | None, requested: str | None) -> Findings:
    """Every rule for a response with tokens, in the order of RFC 6749 §5.1."""
    return (
        *_check_access_token(response),
        *_check_token_type(response),
        *_check_expires_in(response),
        *_check_expires_at(response, now),
        *_check_scope(response, requested),
        *_check_id_token(response, requested),
        *_check_refresh_token(response, requested),
    )


def _check_access_token(response: TokenResponse) -> Findings:
    rule = RULES["token-response-access-token"]
    # RFC 6749 §5.1: "access_token REQUIRED."
    if response.access_token is None:
        message = "There is no access_token, which every successful response has."
        near = next((name for name in response.extra if re.sub(r"[^a-z]", "", name.lower()) == "accesstoken"), None)
        hint = f"The response has {visible(near, 40)} instead." if near else "Paste the whole body of the response."
        return (rule.error(message, hint),)
    if re.fullmatch(_HIDDEN, response.access_token):
        message = "The access_token was shortened or hidden, so what was printed isn't the token."
        return (rule.warning(message, "Take the token from the response itself, not from a log or a table."),)
    # RFC 6749 Appendix A.12: "access-token = 1*VSCHAR"; of these, RFC 6750 §2.1 does not allow a space in a header.
    if not re.fullmatch(r"[!-~]+", response.access_token):
        message = "The access_token contains a space or another character that tokens don't contain."
        return (rule.error(message, "Copy the response again."),)
    return (rule.passed(f"There is an access_token of {len(response.access_token):,} characters."),)


def _check_token_type(response: TokenResponse) -> Findings:
    rule = RULES["token-response-token-type"]
    # RFC 6749 §5.1: "token_type REQUIRED. The type of the token issued as described in Section 7.1. Value is case
    # insensitive."
    if response.token_type is None:
        return (rule.error("There is no token_type, so it isn't clear how to use the access_token."),)
    if response.token_type.lower() == "bearer":
        return (rule.passed("The token_type is Bearer."),)
    # RFC 6749 §7.1: "The client MUST NOT use an access token if it does not understand the token type."
    name = visible(response.token_type, 40)
    message = f'The token_type is "{name}". A client that doesn\'t know this type must not use the token.'
    judge = rule.warning if response.token_type.lower() == "dpop" else rule.error
    return (judge(message, spec=Spec(document="RFC 6749", section="7.1")),)


def _check_expires_in(response: TokenResponse) -> Findings:
    rule, lifetime = RULES["token-response-expires-in"], response.expires_in
    if lifetime is None:
        if response.expires_at is not None:
            return ()
        # RFC 6749 §5.1: "expires_in RECOMMENDED."
        return (rule.info("The response doesn't say how long the access_token is valid."),)
    if isinstance(lifetime, str):
        return (rule.error("expires_in isn't a whole number of seconds."),)
    if lifetime <= 0:
        message = f"expires_in is {lifetime}. As a number of seconds, that means that the token has expired."
        return (
            rule.warning(
                message, "Some servers write 0 or -1 for a token that doesn't expire: read their documentation."
            ),
        )
    if lifetime >= _FIRST_MOMENT:
        when = moment_text(lifetime / 1000 if lifetime >= 1000 * _FIRST_MOMENT else lifetime)
        message = f"expires_in is {lifetime}, far too many seconds. It's probably a moment, {when}, not a lifetime."
        hint = "A client that adds it to the current time never refreshes the token."
        return (rule.warning(message, hint),)
    return (rule.passed(f"The access_token is valid for {duration(lifetime)} from when the response was made."),)


def _check_expires_at(response: TokenResponse, now: float | None) -> Findings:
    if response.expires_at is None:
        return ()
    rule, shown = RULES["token-response-expires-at"], visible(response.expires_at, 40)
    moment = parse_moment(response.expires_at)
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


def _check_scope(response: TokenResponse, requested: str | None) -> Findings:
    if requested is None:
        return ()
    # RFC 6749 §5.1: "scope OPTIONAL, if identical to the scope requested by the client; otherwise, REQUIRED."
    if response.scope is None:
        message = "The response has no scope, which means that you got what you requested."
        return (RULES["token-response-scope"].info(message, spec=SUCCESS_SPEC),)
    wanted, granted = requested.split(), response.scope.split()
    missing = [word for word in dict.fromkeys(wanted) if word not in granted]
    more = [word for word in dict.fromkeys(granted) if word not in wanted]
    if not missing and not more:
        return (RULES["token-response-scope"].passed("You got every scope that you requested."),)
    found = []
    if missing:
        message = f"Not granted: {_list(missing)}."
        hint = "Ask the administrator of your client, or leave them out of the request."
        found.append(RULES["token-response-scope-missing"].warning(message, hint))
    if more:
        found.append(RULES["token-response-scope-more"].info(f"Granted although not requested: {_list(more)}."))
    return tuple(found)


def _check_id_token(response: TokenResponse, requested: str | None) -> Findings:
    rule = RULES["token-response-id-token"]
    words = (response.scope if response.scope is not None else requested or "").split()
    if response.id_token is None and "openid" in words:
        # OIDC Core §3.1.3.3: "id_token REQUIRED. ID Token value associated with the authenticated session."
        return (rule.error("openid was granted, but there is no id_token."),)
    if response.id_token is not None and response.id_token == response.access_token:
        message = (
            "The id_token and the access_token are the same. The ID token is for you, the access token for the API."
        )
        return (rule.warning(message),)
    return ()


def _check_refresh_token(response: TokenResponse, requested: str | None) -> Findings:
    # Some servers write their scopes as URLs that end in the name.
    wanted = any(word.rpartition("/")[2] == "offline_access" for word in (requested or "").split())
    if response.refresh_token is not None or not wanted:
        return ()
    message = "offline_access was requested, but there is no refresh_token."
    hint = "Most servers send one only when the request has prompt=consent."
    return (RULES["token-response-refresh-token"].warning(message, hint),)


def _check_error(response: TokenErrorResponse) -> Findings:
    rule = RULES["token-response-error"]
    if not response.error:
        message = "The response has an error, but not in the form of RFC 6749, where error is the text of one code."
        return (rule.error(message),)
    code = visible(response.error, 60)
    definition = ERROR_CODES.get(response.error)
    message = f"The server refused: {code}." + (f" {definition.meaning}" if definition else "")
    if response.error_description:
        message += f' It says: "{visible(response.error_description, 400)}"'
    if definition is None:
        return (rule.error(message, "Look the code up in the server's documentation."),)
    hint = f"`pkce explain {response.error} --flow FILE` proves or rules out causes, using the values of your attempt."
    if response.error == "invalid_grant" and "refresh" not in (response.error_description or "").lower():
        hint += " `pkce check` compares your verifier with the challenge that you sent."
    return (rule.error(message, hint),)


def _list(words: list[str]) -> str:
    shown = ", ".join(visible(word, 80) for word in words[:10])
    return shown if len(words) <= 10 else f"{shown} and {len(words) - 10} more"
