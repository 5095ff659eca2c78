"""The single rules behind `check_authorization_response`, and RFC 9207's decision as a table.

Rules of the table. The response either carries iss or does not; iss either equals the expected issuer, or differs, or
cannot be compared because nobody knows the issuer; the server's metadata either promises iss, or denies it, or nobody
knows. Every combination has its row.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.authorization.issuer_identification import check_iss
from pkce_core.authorization.response import AuthorizationResponse, StateExpectation
from pkce_core.authorization.response_parsing import read_response
from pkce_core.authorization.response_rules import RULES
from pkce_core.error_codes import ERROR_CODES
from pkce_core.errors import UsageError
from pkce_core.findings import Finding, Level, Report
from pkce_core.specifications import Spec
from pkce_core.text.differences import describe_difference, is_same
from pkce_core.text.quoting import visible

if TYPE_CHECKING:
    from pkce_core.findings import Findings


def check_state(state: str | None, expected: str | StateExpectation) -> Findings:
    """Missing, unexpected and different are three findings, because they come from three mistakes."""
    # RFC 6749 §4.1.2: "state REQUIRED if the "state" parameter was present in the client authorization request. The
    # exact value received from the client."
    if expected is StateExpectation.UNCHECKED:
        message = "state was not compared with what was sent, so this response may belong to someone else's request."
        return (RULES["response-state-unchecked"].warning(message, "Compare it with the state of your request."),)
    if expected is StateExpectation.NONE_SENT:
        if state is None:
            return (RULES["response-state-none"].info("No state was sent, and none came back."),)
        message = "A state came back, though none was sent: this is the answer to another request."
        return (RULES["response-state-unexpected"].error(message, "Do not redeem the code."),)
    if state is None:
        message = "A state was sent, but none came back."
        hint = "Copy the whole address; if it has none, start again."
        return (RULES["response-state-missing"].error(message, hint),)
    if is_same(state, str(expected)):
        return (RULES["response-state-match"].passed("state is what was sent."),)
    message = "state is not what was sent: this is the answer to another request, or state was changed on its way."
    hint = describe_difference(str(expected), state) or "Do not redeem the code; start again with a new state."
    return (RULES["response-state-mismatch"].error(message, hint),)


def check_redirect(response: AuthorizationResponse, redirect_uri: str | None) -> Findings:
    """RFC 6749 §4.1.2 delivers the response "to the redirection URI"; its own query is kept (§3.1.2)."""
    if redirect_uri is None or response.redirect_uri is None:
        return ()
    from pkce_core.errors import FormError
    from pkce_core.text.form_encoding import parse_form

    base, _, own = redirect_uri.partition("#")[0].partition("?")
    try:
        kept = set(parse_form(own)) <= set(response.extra)
    except FormError:
        kept = False
    if base == response.redirect_uri and kept:
        return ()
    message = "The browser was not sent to the redirect_uri of the request."
    hint = describe_difference(base, response.redirect_uri) or "Check which application this response was for."
    return (RULES["response-redirect-uri"].error(message, hint),)


def check_error(response: AuthorizationResponse, *, trusted: bool) -> Findings:
    if response.error is None:
        return ()
    if response.code is not None:
        message = "The response holds both a code and an error, so it contradicts itself."
        return (RULES["response-code-and-error"].error(message, "Do not use it."),)
    code = visible(response.error, 60)
    definition = ERROR_CODES.get(response.error)
    message = f"The server refused: {code}." + (f" {definition.meaning}" if definition else "")
    if response.error_description:
        message += f' It says: "{visible(response.error_description, 300)}"'
    # RFC 6749 §4.1.2.1: "Values for the "error" parameter MUST NOT include characters outside the set %x20-21 /
    # %x23-5B / %x5D-7E."
    sound = re.fullmatch(r"[ !#-\[\]-~]+", response.error)
    hint = f"`pkce explain {code}` says more." if sound else "No server writes an error code like this one."
    if not trusted:
        # RFC 9207 §2.4: "For error responses, clients MUST NOT assume that the error originates from the intended
        # authorization server."
        hint = f"What was judged before it failed, so it may not come from your server. {hint}"
    return (RULES["response-error"].error(message, hint),)


def check_code(response: AuthorizationResponse, *, trusted: bool) -> Findings:
    names = {name for name, value in response.extra if value}
    if response.code is None:
        return _check_absent_code(response, names)
    if names & {"access_token", "id_token"}:
        message = "A token stands in the redirect, next to the code: histories and logs keep it."
        return (RULES["response-token"].warning(message, "Ask with response_type=code only."),)
    # RFC 6749 Appendix A.11: "code = 1*VSCHAR"
    if not re.fullmatch(r"[ -~]+", response.code) or response.code in ("undefined", "null", "CODE", "YOUR_CODE"):
        message = "The code is not one that a server makes: it holds other characters than ASCII, or is a placeholder."
        return (RULES["response-code-grammar"].error(message, "Copy the whole address again."),)
    if not trusted or response.error:
        message = "There is a code, but what was judged before it failed. Do not redeem it."
        return (RULES["response-code-untrusted"].info(message),)
    # RFC 6749 §4.1.2: "A maximum authorization code lifetime of 10 minutes is RECOMMENDED. The client MUST NOT use the
    # authorization code more than once."
    message = f"The code has {len(response.code)} characters. Redeem it once, within a minute or so."
    return (RULES["response-code"].passed(message),)


def _check_absent_code(response: AuthorizationResponse, names: set[str]) -> Findings:
    if response.error is not None:
        return ()
    if names & {"access_token", "id_token"}:
        message = "The redirect brings a token and no code: this is the implicit flow."
        # RFC 9700 §2.1.2: "clients SHOULD NOT use the implicit grant (response type token)"
        spec = Spec(document="RFC 9700", section="2.1.2")
        return (RULES["response-token"].error(message, "Ask with response_type=code.", spec=spec),)
    message = "The response holds neither a code nor an error."
    return (RULES["response-empty"].error(message, "Copy the whole address that the browser went to."),)


def jarm_finding() -> Finding:
    """What to say of a response whose parameters all stand inside a JWT: none of them can be judged."""
    # JARM §2.1: the JWT holds iss, aud and exp beside the parameters that otherwise stand in the URL.
    message = (
        "This is a signed response (JARM): iss, state and code stand inside the JWT in the parameter response, whose "
        "signature has to be checked before anything in it is believed. This check does not open it, and what stands "
        "beside it counts for nothing."
    )
    hint = "Read it with your client's library, or ask without a response_mode that ends in jwt."
    return RULES["response-jarm"].error(message, hint)


def check_authorization_response(
    response: AuthorizationResponse | str | bytes,
    *,
    state: str | StateExpectation,
    issuer: str | None = None,
    iss_parameter_supported: bool | None = None,
    redirect_uri: str | None = None,
) -> Report:
    """Judge a redirect: iss, state, error, code, in this order.

    Args:
        response: the redirect as text, or already read.
        state: what the authorization request sent, or `StateExpectation.NONE_SENT`, or `StateExpectation.UNCHECKED`.
        issuer: the server's issuer, from its metadata; None when you don't know it.
        iss_parameter_supported: the metadata's authorization_response_iss_parameter_supported; None when you don't
            know it.
        redirect_uri: the redirect_uri of the authorization request, to compare with where the browser went.

    Returns:
        What was repaired in the text, then the judgement. When iss or state fails, the code is not to be used.

    Raises:
        UsageError: an argument is of another type, or an expected value is empty: an absent value skips no check.
    """
    _require(state, issuer, redirect_uri)
    notes: tuple[Finding, ...] = ()
    if not isinstance(response, AuthorizationResponse):
        read, notes = read_response(response)
        if read is None:
            return Report(findings=notes)
        response = read
    if response.response is not None:  # whatever stands beside the JWT is signed by nobody
        return Report(findings=(*notes, jarm_finding()))
    senders = check_iss(response.iss, issuer, iss_parameter_supported) + check_state(response.state, state)
    trusted = all(finding.level is not Level.ERROR for finding in senders)
    place = check_redirect(response, redirect_uri)
    said = check_error(response, trusted=trusted) + check_code(response, trusted=trusted)
    return Report(findings=(*notes, *senders, *place, *said))


def _require(state: object, issuer: object, redirect_uri: object) -> None:
    """Refuse what would make a check pass by being absent."""
    if not isinstance(state, str | StateExpectation) or state == "":
        raise UsageError(
            "state is the text that was sent, or StateExpectation.NONE_SENT, or StateExpectation.UNCHECKED; it is never"
            " empty."
        )
    for name, value in (("issuer", issuer), ("redirect_uri", redirect_uri)):
        if value is not None and (not isinstance(value, str) or not value):
            raise UsageError(f"{name} is text, or None when you don't know it; it is never empty.")
