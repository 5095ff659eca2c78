"""`check_authorization_response`: a redirect, judged in the order that is safe.

First who sent it (iss), then whether you asked for it (state), then whether it is a refusal (error), and last the code.
Only when iss and state are right is the code worth anything.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.authorization.delivered_response import describe_signed
from pkce_core.authorization.issuer_identification import check_iss
from pkce_core.authorization.other_text import (
    describe_empty_address,
    describe_error_page,
    describe_missing_code,
    is_elsewhere,
    is_empty,
    is_on_server,
    is_other_protocol,
)
from pkce_core.authorization.response import AuthorizationResponse, StateExpectation
from pkce_core.authorization.response_parsing import read_response
from pkce_core.authorization.response_rules import RULES
from pkce_core.authorization.state_and_nonce import check_returned_state
from pkce_core.error_codes import ERROR_CODES
from pkce_core.errors import FormError, UsageError
from pkce_core.findings import Level, Report
from pkce_core.relation.explain import explain
from pkce_core.text.alphabets import VSCHAR
from pkce_core.text.characters import describe_strays, mark_strays
from pkce_core.text.form_encoding import parse_form
from pkce_core.text.quoting import its_words, visible
from pkce_core.urls.same_place import is_same_place

if TYPE_CHECKING:
    from pkce_core.findings import Findings


_SHOWN = 300  # characters of a description
_OF_SHELLS = r"[\"`$\\!%]"
"""What a shell reads in double quotes: sh, PowerShell or cmd.exe."""


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
        response: the redirect as text, or as `parse_authorization_response` read it.
        state: what the authorization request sent, or `StateExpectation.NONE_SENT`, or `StateExpectation.UNCHECKED`.
        issuer: the server's issuer, from its metadata; None when you do not know it.
        iss_parameter_supported: the metadata's authorization_response_iss_parameter_supported; None when you do not
            know it.
        redirect_uri: the redirect_uri of the authorization request, to compare with where the browser went.

    Returns:
        What was repaired in the text, then the judgment. When iss or state fails, the code must not be used.

    Raises:
        UsageError: an argument has the wrong type, or an expected value is empty, because an absent value must not
            skip a check.
    """
    _require_expectations(state, issuer, redirect_uri)
    notes: Findings = ()
    if not isinstance(response, AuthorizationResponse):
        read, notes = read_response(response)
        if read is None:
            return Report(findings=notes)
        response = read
    if response.response is not None and (signed := describe_signed(response.response)):
        return Report(findings=(*notes, signed))
    at = response.redirect_uri or ""
    if at and is_empty(response) and (response.state is None or is_on_server(at, redirect_uri)):
        return Report(findings=(*notes, describe_empty_address(at, redirect_uri)))
    if is_other_protocol(response):
        return Report(findings=(*notes, describe_missing_code(response.extra, has_token=False)))
    if response.error is not None and response.state is None and is_elsewhere(response.redirect_uri, redirect_uri):
        return Report(findings=(*notes, describe_error_page(), *_check_error(response, trusted=True)))
    how = {note.rule for note in notes}
    is_alone = "response-bare-code" in how and not iss_parameter_supported
    sender = () if is_alone else check_iss(response.iss, issuer, iss_parameter_supported)
    sender += check_returned_state(response.state, state, how)
    trusted = all(finding.level is not Level.ERROR for finding in sender)
    is_nested = "response-joined" in how and is_on_server(at, redirect_uri)  # a page on the way, as the note says
    place = () if is_nested else _check_redirect_uri(response, redirect_uri)
    if "response-route" not in how:  # which says the same
        place += _check_fragment(redirect_uri)
    content = _check_error(response, trusted=trusted) + _check_code(response, how, trusted=trusted)
    if response.error is not None and response.state is None and response.code is None:
        return Report(findings=(*notes, *content, *sender, *place))  # the refusal explains more than a lost state
    return Report(findings=(*notes, *sender, *place, *content))


def _require_expectations(state: object, issuer: object, redirect_uri: object) -> None:
    """Refuse an empty expectation, which would make a check pass."""
    if not isinstance(state, str | StateExpectation) or state == "":
        raise UsageError(
            "state must be the text that was sent, StateExpectation.NONE_SENT or StateExpectation.UNCHECKED. It can't "
            "be empty."
        )
    for name, value in (("issuer", issuer), ("redirect_uri", redirect_uri)):
        if value is not None and (not isinstance(value, str) or not value):
            raise UsageError(f"{name} must be text, or None when you don't know it. It can't be empty.")


def _check_redirect_uri(response: AuthorizationResponse, redirect_uri: str | None) -> Findings:
    """RFC 6749 §4.1.2 delivers the response "to the redirection URI", whose query is kept (§3.1.2)."""
    if redirect_uri is None or response.redirect_uri is None:
        return ()
    base, _, query = redirect_uri.partition("#")[0].partition("?")
    place = response.redirect_uri
    try:
        lost = [name for name, value in parse_form(query) if (name, value) not in response.extra]
    except FormError:
        lost = ["one that can't be decoded"]
    is_part = not re.match("[A-Za-z][A-Za-z0-9+.\\-]*:/", place)  # a log shows only the path
    if base != place and not is_part and not lost and is_same_place(base, place):
        # The browser got there all the same; what is compared as text is what the client sends to the server.
        message = "The browser went to the redirect_uri. This address only spells it differently."
        return (RULES["response-redirect-uri"].info(message, _explain_place(base, place)),)
    if base != place and not (is_part and base.endswith(place)):
        message = "The browser wasn't sent to the redirect_uri of the request."
        hint = _explain_place(base, place)
        return (RULES["response-redirect-uri"].error(message, hint),)
    if not lost:
        return ()
    message = (
        f"The address doesn't have every parameter of the redirect_uri's own query: {visible(lost[0], 40)} differs."
    )
    hint = "The server must keep that query. A redirect_uri without a query avoids this."
    return (RULES["response-redirect-uri"].error(message, hint),)


def _check_fragment(redirect_uri: str | None) -> Findings:
    """RFC 6749 §3.1.2: "The endpoint URI MUST NOT include a fragment component." """
    if redirect_uri is None or "#" not in redirect_uri:
        return ()
    fragment = visible(redirect_uri[redirect_uri.index("#") :], 40)
    message = f"The redirect_uri of the request has a fragment, {fragment}, which a redirect_uri can't have."
    hint = "Servers refuse it, or ignore the fragment, or add the code behind it. Register one without a fragment."
    return (RULES["response-redirect-uri-fragment"].warning(message, hint),)


def _explain_place(expected: str, place: str) -> str:
    relation = explain("redirect_uri", expected, place, "the redirect_uri")
    return relation.text if relation.ways else f"{relation.text} Check which application this response was meant for."


def _check_error(response: AuthorizationResponse, *, trusted: bool) -> Findings:
    if response.error is None:
        return ()
    if response.code is not None:
        message = "The response contains both a code and an error, so it contradicts itself."
        return (RULES["response-code-and-error"].error(message, "Don't use it."),)
    code, words = visible(response.error, 60), response.error_description
    definition = ERROR_CODES.get(response.error)
    message = say_error(response.error, words, definition.definition if definition else "")
    # RFC 6749 §4.1.2.1: "Values for the "error" parameter MUST NOT include characters outside the set %x20-21 /
    # %x23-5B / %x5D-7E."
    well_formed = re.fullmatch(r"[ !#-\[\]-~]+", response.error)
    hint = _more(code, words or "") if well_formed else "No server writes an error code like this one."
    if definition is None and well_formed:
        hint = (
            "It's no error code of OAuth or OpenID Connect: the server or the framework of your application wrote it."
        )
    if not trusted:
        # RFC 9207 §2.4: "For error responses, clients MUST NOT assume that the error originates from the intended
        # authorization server."
        hint = f"Another check failed, so the error may not come from your server. {hint}"
    return (RULES["response-error"].error(message, hint),)


def say_error(error: str, words: str | None, rest: str) -> str:
    """That a response has an error, in sentences.

    Args:
        error: its code.
        words: its error_description.
        rest: what the code means, or what its cause is; "" to say neither.
    """
    code = visible(error, 60)
    # Any other code may be written by the application itself.
    message = f"The server refused: {code}." if error in ERROR_CODES else f"The response has the error {code}."
    return " ".join(filter(None, (message, its_words(words, _SHOWN) if words else "", rest)))


def _more(code: str, words: str) -> str:
    """The command that says more, with the server's words: often they say something else than the code."""
    if not words:
        return f"`pkce explain {code}` says more."
    if re.search(_OF_SHELLS, words) or visible(words, _SHOWN) != words:
        return "`pkce explain` says more: pass it the whole address, in quotes."
    return f'`pkce explain {code} --description="{words}"` says more.'


def _check_code(response: AuthorizationResponse, how: set[str], *, trusted: bool) -> Findings:
    has_token = any(name in ("access_token", "id_token") and value for name, value in response.extra)
    if response.code is None:
        extra = (*response.extra, ("error_description", response.error_description or ""))
        return () if response.error is not None else (describe_missing_code(extra, has_token=has_token),)
    if has_token:
        message = "The redirect contains a token besides the code, and browser histories and logs record it."
        return (RULES["response-token"].warning(message, "Send response_type=code only."),)
    # RFC 6749 Appendix A.11: "code = 1*VSCHAR"
    marks, total = mark_strays(response.code, VSCHAR)
    if total:
        message = f"No server makes a code like this one. {describe_strays(marks, total, 'code')}"
        return (RULES["response-code-grammar"].error(message, "Copy the whole address again."),)
    if response.code in ("undefined", "null", "CODE", "YOUR_CODE"):
        message = "No server makes a code like this one: it's a placeholder."
        return (RULES["response-code-grammar"].error(message, "Copy the whole address again."),)
    encoded = _check_code_encoding(response.code, how)
    if not trusted or response.error:
        message = "There is a code, but an earlier check failed. Don't redeem it."
        return (*encoded, RULES["response-code-untrusted"].info(message))
    # RFC 6749 §4.1.2: "A maximum authorization code lifetime of 10 minutes is RECOMMENDED. The client MUST NOT use the
    # authorization code more than once."
    message = f"The code has {len(response.code)} characters. Redeem it once, within a minute or so."
    return (*encoded, RULES["response-code"].passed(message))


def _check_code_encoding(code: str, how: set[str]) -> Findings:
    rule = RULES["response-code-encoding"]
    if escape := re.search("%[0-9A-Fa-f]{2}", code):
        message = f"The code is still percent-encoded: {escape[0]} is at character {escape.start() + 1}."
        hint = "Decode it once more before you redeem it. Whoever sent it encoded it twice."
        if "response-bare-code" in how:
            hint = "That's how it's written in a URL. Decode it once before you redeem it."
        return (rule.warning(message, hint),)
    if " " in code:
        message = f"Character {code.index(' ') + 1} of the code is a space, which was probably a +."
        return (rule.warning(message, "In a URL, + means a space: whoever wrote the address must write + as %2B."),)
    return ()
