"""The authorization response (RFC 6749 §4.1.2, RFC 9207): a redirect read, and judged in the order that is safe.

First who sent it (iss), then whether you asked for it (state), then what it says (error), and last what it brings
(code). A code is worth nothing before the first two hold.
"""

from __future__ import annotations

from pkce_core._form import find_duplicates, parse_form
from pkce_core._paste import LONGEST_PASTE, Paste, is_browser_page, parse_paste
from pkce_core._response_rules import check_code, check_error, check_iss, check_redirect, check_state, jarm_finding
from pkce_core._response_values import (
    NO_STATE_SENT,
    RESPONSE_SPEC,
    STATE_UNCHECKED,
    AuthorizationResponse,
    StateExpectation,
)
from pkce_core._text import read_text
from pkce_core.errors import AuthorizationResponseError, FormError, UsageError
from pkce_core.findings import Finding, Level, Report, Spec

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pkce_core._form import Pairs

__all__ = [
    "NO_STATE_SENT", "STATE_UNCHECKED", "AuthorizationResponse", "StateExpectation", "check_authorization_response",
    "parse_authorization_response", "validate_authorization_response",
]  # fmt: skip

_ONCE_SPEC = Spec(document="RFC 6749", section="3.1")


_NAMES = ("code", "state", "iss", "error", "error_description", "error_uri", "response")


def parse_authorization_response(text: str | bytes) -> AuthorizationResponse:
    """Read a redirect in whatever form it was pasted.

    Args:
        text: a full URL, a query or a fragment, "code#state", or a code alone; quoted, wrapped over lines, escaped for
            HTML, JSON or a shell.

    Returns:
        The parameters. Nothing is judged yet.

    Raises:
        AuthorizationResponseError: nothing in it looks like a response, or a parameter stands twice.
        UsageError: the argument is neither str nor bytes.
    """
    response, findings = read_response(text)
    if response is None:
        raise AuthorizationResponseError(Report(findings=findings))
    return response


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
        state: what the authorization request sent, or `NO_STATE_SENT`, or `STATE_UNCHECKED`.
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


def validate_authorization_response(
    response: AuthorizationResponse | str | bytes,
    *,
    state: str | StateExpectation,
    issuer: str | None = None,
    iss_parameter_supported: bool | None = None,
    redirect_uri: str | None = None,
) -> None:
    """Raise when `check_authorization_response`, which takes the same arguments, finds an error.

    Raises:
        AuthorizationResponseError: it does; the error carries the report.
        UsageError: an argument is of another type, or an expected value is empty.
    """
    report = check_authorization_response(
        response, state=state, issuer=issuer, iss_parameter_supported=iss_parameter_supported, redirect_uri=redirect_uri
    )
    if not report.ok:
        raise AuthorizationResponseError(report)


def read_response(text: str | bytes) -> tuple[AuthorizationResponse | None, tuple[Finding, ...]]:
    """The response and what was repaired to read it; or None and why it cannot be read."""
    pasted = read_text(text, rule="response", name="response", spec=RESPONSE_SPEC)
    if isinstance(pasted, Finding):
        return None, (pasted,)
    if len(pasted) > LONGEST_PASTE:
        message = f"The text has {len(pasted):,} characters, far more than a redirect."
        return None, (_error("response-length", message, "Paste the address line only."),)
    if is_browser_page(pasted):
        message = "This is the browser's own page. The address you need is in its address bar: copy it from there."
        hint = (
            "It starts with your redirect URI, and nothing has to answer there. If the bar shows something else, go "
            "back one page, or look into the browser's history."
        )
        return None, (_error("response-browser-page", message, hint),)
    paste = parse_paste(pasted)
    if paste is None:
        message = "Nothing in this text looks like a response: there is no code= and no error= in it."
        return None, (_error("response-unknown", message, "Paste the whole address that the browser went to."),)
    notes = tuple([Finding(rule="response-repaired", level=Level.INFO, message=each) for each in paste.repairs])
    pairs, problem = _pairs(paste)
    if problem:
        return None, (*notes, problem)
    if (names := find_duplicates(pairs)) and (twice := _duplicates(names)):
        return None, notes + twice
    if paste.fragment:
        message = "The response stands in the fragment (after #), which a browser does not send to a server."
        notes += (Finding(rule="response-fragment", level=Level.INFO, message=message),)
    return _response_of(pairs, paste.redirect_uri), notes


def _pairs(paste: Paste) -> tuple[Pairs, Finding | None]:
    if paste.code is not None:
        return (("code", paste.code), ("state", paste.state or "")), None
    try:
        pairs = parse_form(paste.query) + parse_form(paste.fragment)
    except FormError as problem:
        message = f"The parameters cannot be decoded. Counted from the first one: {problem}"
        return (), _error("response-encoding", message, "Copy the address again, from the address bar.")
    return pairs, None


def _duplicates(names: tuple[str, ...]) -> tuple[Finding, ...]:
    # RFC 6749 §3.1: "Request and response parameters MUST NOT be included more than once."
    return tuple(
        Finding(
            rule="response-duplicate",
            level=Level.ERROR,
            message=f"{name} stands in the response more than once, so nobody can say which one counts.",
            hint="Do not use this response. Someone may have added to it.",
            spec=_ONCE_SPEC,
        )
        for name in names
        if name in _NAMES
    )


def _response_of(pairs: Pairs, redirect_uri: str | None) -> AuthorizationResponse:
    known = {name: value for name, value in pairs if name in _NAMES and value}
    extra = tuple([pair for pair in pairs if pair[0] not in _NAMES])
    return AuthorizationResponse(**known, redirect_uri=redirect_uri, extra=extra)


def _require(state: object, issuer: object, redirect_uri: object) -> None:
    """Refuse what would make a check pass by being absent."""
    if not isinstance(state, str | StateExpectation) or state == "":
        raise UsageError("state is the text that was sent, or NO_STATE_SENT, or STATE_UNCHECKED; it is never empty.")
    for name, value in (("issuer", issuer), ("redirect_uri", redirect_uri)):
        if value is not None and (not isinstance(value, str) or not value):
            raise UsageError(f"{name} is text, or None when you don't know it; it is never empty.")


def _error(rule: str, message: str, hint: str) -> Finding:
    return Finding(rule=rule, level=Level.ERROR, message=message, hint=hint, spec=RESPONSE_SPEC)
