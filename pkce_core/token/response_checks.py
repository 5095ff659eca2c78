"""`check_token_response`: every member of a response with tokens, or the error (RFC 6749 §5.1, §5.2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.error_codes import ERROR_CODES
from pkce_core.errors import UsageError
from pkce_core.findings import Report
from pkce_core.recognition.other_value import describe_other
from pkce_core.text.quoting import its_words, visible
from pkce_core.text.times import seconds_of
from pkce_core.token.granted.access_token import check_access_token, check_token_type
from pkce_core.token.granted.lifetime import check_expires_at, check_expires_in
from pkce_core.token.granted.rules import RULES as GRANTED
from pkce_core.token.granted.scope import check_id_token_is_there, check_refresh_token_is_there, check_scope
from pkce_core.token.response import TokenErrorResponse, TokenResponse
from pkce_core.token.response_parsing import read_response
from pkce_core.token.response_rules import RULES

if TYPE_CHECKING:
    from datetime import datetime

    from pkce_core.findings import Finding, Findings


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
    return GRANTED["token-response-id-token"].info(
        "The text names an id_token, but none was read, so it isn't checked."
    )


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
    tokens = [name for name in ("id_token", "refresh_token") if getattr(response, name) is not None]
    return (
        *check_access_token(response.access_token, response.extra, now),
        *check_token_type(response.token_type),
        *(
            ()
            if response.expires_in is None and response.expires_at is not None
            else check_expires_in(response.expires_in)
        ),
        *check_expires_at(response.expires_at, now),
        *check_scope(response.scope, requested, tokens),
        *check_id_token_is_there(response.id_token, response.access_token, response.scope, requested),
        *check_refresh_token_is_there(response.refresh_token, requested),
    )


def _check_error(response: TokenErrorResponse) -> Findings:
    rule = RULES["token-response-error"]
    if not response.error:
        message = "The response has an error, but not in the form of RFC 6749, where error is the text of one code."
        return (rule.error(message),)
    code = visible(response.error, 60)
    definition = ERROR_CODES.get(response.error)
    message = f"The server refused: {code}."
    if response.error_description and response.error_description != response.error:
        message += f" {its_words(response.error_description, 400)}"
    message += f" {definition.definition}" if definition else ""
    if definition is None:
        return (rule.error(message, "Look the code up in the server's documentation."),)
    hint = f"`pkce explain {response.error} --flow FILE` proves or rules out causes, using the values of your attempt."
    if response.error == "invalid_grant" and "refresh" not in (response.error_description or "").lower():
        hint += " `pkce check` compares your verifier with the challenge that you sent."
    return (rule.error(message, hint),)
