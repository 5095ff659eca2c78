"""The single rules behind `check_authorization_response`, and RFC 9207's decision as a table.

Rules of the table. The response either carries iss or does not; iss either equals the expected issuer, or differs, or
cannot be compared because nobody knows the issuer; the server's metadata either promises iss, or denies it, or nobody
knows. Every combination has its row.
"""

from __future__ import annotations

import hmac
import re
from types import MappingProxyType

from pkce_core._difference import describe_difference
from pkce_core._error_codes import ERROR_CODES
from pkce_core._quoting import visible
from pkce_core.authorization_response import RESPONSE_SPEC, StateExpectation
from pkce_core.findings import Finding, Level, Spec

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkce_core.authorization_response import AuthorizationResponse

    Findings = tuple[Finding, ...]

_ISS_SPEC = Spec(document="RFC 9207", section="2.4")
_CSRF_SPEC = Spec(document="RFC 6749", section="10.12")
_ERROR_SPEC = Spec(document="RFC 6749", section="4.1.2.1")

_EQUAL = ("iss-match", Level.PASS, "iss is the issuer you expect.")
# RFC 9207 §2.4: "If the value does not match the expected issuer identifier, clients MUST reject the authorization
# response and MUST NOT proceed with the authorization grant."
_DIFFERENT = (
    "iss-mismatch", Level.ERROR, "iss is another issuer than you expect: the response may come from another server.",
)  # fmt: skip
_UNKNOWN = (
    "iss-unchecked", Level.WARNING, "The response says who sent it (iss), but nothing to compare it with was given.",
)  # fmt: skip

ISS_DECISIONS: Mapping[tuple[str, bool | None], tuple[str, Level, str]] = MappingProxyType(
    {
        # RFC 9207 §2.4: "Clients MUST reject authorization responses without the iss parameter from authorization
        # servers that do support the parameter according to the client's configuration."
        ("absent", True): (
            "iss-missing", Level.ERROR,
            "The response has no iss, though the server's metadata promises one in every response.",
        ),
        ("absent", False): ("iss-absent", Level.PASS, "The response has no iss, and this server sends none."),
        ("absent", None): ("iss-absent", Level.INFO, "The response has no iss. Many servers send none."),
        ("equal", True): _EQUAL,
        # RFC 9207 §2.4: "Clients SHOULD discard authorization responses with the iss parameter from authorization
        # servers that do not indicate their support for the parameter."
        ("equal", False): (
            "iss-not-promised", Level.WARNING,
            "iss is the issuer you expect, but the server's metadata does not promise it.",
        ),
        ("equal", None): _EQUAL,
        ("different", True): _DIFFERENT,
        ("different", False): _DIFFERENT,
        ("different", None): _DIFFERENT,
        ("unknown", True): _UNKNOWN,
        ("unknown", False): _UNKNOWN,
        ("unknown", None): _UNKNOWN,
    }
)  # fmt: skip
"""(iss, promised by the metadata) -> rule, level, message."""


def check_iss(iss: str | None, issuer: str | None, promised: bool | None) -> Findings:
    """RFC 9207 §2.4; simple string comparison, as RFC 3986 §6.2.1 has it."""
    case = "absent" if iss is None else "unknown" if issuer is None else "equal" if iss == issuer else "different"
    rule, level, message = ISS_DECISIONS[case, promised]
    hint = ""
    if iss is not None and issuer is not None and case == "different":
        message += f' Expected "{visible(issuer)}", found "{visible(iss)}".'
        hint = describe_difference(issuer, iss) or "Do not redeem the code."
    elif case == "unknown":
        hint = "Compare it with the issuer in the server's metadata."
    return (Finding(rule=f"response-{rule}", level=level, message=message, hint=hint, spec=_ISS_SPEC),)


def check_state(state: str | None, expected: str | StateExpectation) -> Findings:
    """Missing, unexpected and different are three findings, because they come from three mistakes."""
    # RFC 6749 §4.1.2: "state REQUIRED if the "state" parameter was present in the client authorization request. The
    # exact value received from the client."
    if expected is StateExpectation.UNCHECKED:
        message = "state was not compared with what was sent, so this response may belong to someone else's request."
        return (_finding("state-unchecked", Level.WARNING, message, "Compare it with the state of your request."),)
    if expected is StateExpectation.NONE_SENT:
        if state is None:
            return (_finding("state-none", Level.INFO, "No state was sent, and none came back."),)
        message = "A state came back, though none was sent: this is the answer to another request."
        return (_finding("state-unexpected", Level.ERROR, message, "Do not redeem the code."),)
    if state is None:
        message = "A state was sent, but none came back."
        hint = "Copy the whole address; if it has none, start again."
        return (_finding("state-missing", Level.ERROR, message, hint),)
    if hmac.compare_digest(state.encode("utf-8", "surrogatepass"), str(expected).encode("utf-8", "surrogatepass")):
        return (_finding("state-match", Level.PASS, "state is what was sent."),)
    message = "state is not what was sent: this is the answer to another request, or state was changed on its way."
    hint = describe_difference(str(expected), state) or "Do not redeem the code; start again with a new state."
    return (_finding("state-mismatch", Level.ERROR, message, hint),)


def check_redirect(response: AuthorizationResponse, redirect_uri: str | None) -> Findings:
    """RFC 6749 §4.1.2 delivers the response "to the redirection URI"; its own query is kept (§3.1.2)."""
    if redirect_uri is None or response.redirect_uri is None:
        return ()
    from pkce_core._form import parse_form
    from pkce_core.errors import FormError

    base, _, own = redirect_uri.partition("#")[0].partition("?")
    try:
        kept = set(parse_form(own)) <= set(response.extra)
    except FormError:
        kept = False
    if base == response.redirect_uri and kept:
        return ()
    message = "The browser was not sent to the redirect_uri of the request."
    hint = describe_difference(base, response.redirect_uri) or "Check which application this response was for."
    return (_finding("redirect-uri", Level.ERROR, message, hint, RESPONSE_SPEC),)


def check_error(response: AuthorizationResponse, *, trusted: bool) -> Findings:
    if response.error is None:
        return ()
    if response.code is not None:
        message = "The response holds both a code and an error, so it contradicts itself."
        return (_finding("code-and-error", Level.ERROR, message, "Do not use it.", _ERROR_SPEC),)
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
    return (_finding("error", Level.ERROR, message, hint, _ERROR_SPEC),)


def check_code(response: AuthorizationResponse, *, trusted: bool) -> Findings:
    names = {name for name, value in response.extra if value}
    if response.code is None:
        return _check_absent_code(response, names)
    if names & {"access_token", "id_token"}:
        message = "A token stands in the redirect, next to the code: histories and logs keep it."
        return (_finding("token", Level.WARNING, message, "Ask with response_type=code only.", RESPONSE_SPEC),)
    # RFC 6749 Appendix A.11: "code = 1*VSCHAR"
    if not re.fullmatch(r"[ -~]+", response.code) or response.code in ("undefined", "null", "CODE", "YOUR_CODE"):
        message = "The code is not one that a server makes: it holds other characters than ASCII, or is a placeholder."
        return (_finding("code-grammar", Level.ERROR, message, "Copy the whole address again.", RESPONSE_SPEC),)
    if not trusted or response.error:
        message = "There is a code, but what was judged before it failed. Do not redeem it."
        return (_finding("code-untrusted", Level.INFO, message, "", RESPONSE_SPEC),)
    # RFC 6749 §4.1.2: "A maximum authorization code lifetime of 10 minutes is RECOMMENDED. The client MUST NOT use the
    # authorization code more than once."
    message = f"The code has {len(response.code)} characters. Redeem it once, within a minute or so."
    return (_finding("code", Level.PASS, message, "", RESPONSE_SPEC),)


def _check_absent_code(response: AuthorizationResponse, names: set[str]) -> Findings:
    if response.error is not None:
        return ()
    if names & {"access_token", "id_token"}:
        message = "The redirect brings a token and no code: this is the implicit flow."
        # RFC 9700 §2.1.2: "clients SHOULD NOT use the implicit grant (response type token)"
        spec = Spec(document="RFC 9700", section="2.1.2")
        return (_finding("token", Level.ERROR, message, "Ask with response_type=code.", spec),)
    message = "The response holds neither a code nor an error."
    return (_finding("empty", Level.ERROR, message, "Copy the whole address that the browser went to.", RESPONSE_SPEC),)


def jarm_finding() -> Finding:
    """What to say of a response whose parameters all stand inside a JWT: none of them can be judged."""
    # JARM §2.1: the JWT holds iss, aud and exp beside the parameters that otherwise stand in the URL.
    message = (
        "This is a signed response (JARM): iss, state and code stand inside the JWT in the parameter response, whose "
        "signature has to be checked before anything in it is believed. This check does not open it, and what stands "
        "beside it counts for nothing."
    )
    hint = "Read it with your client's library, or ask without a response_mode that ends in jwt."
    return _finding("jarm", Level.ERROR, message, hint, Spec(document="JARM"))


def _finding(rule: str, level: Level, message: str, hint: str = "", spec: Spec = _CSRF_SPEC) -> Finding:
    return Finding(rule=f"response-{rule}", level=level, message=message, hint=hint, spec=spec)
