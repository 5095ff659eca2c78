"""The single rules behind `check_token_request`, one function each.

Rules of client authentication. Exactly one method per request; the two that use a secret need one, the two that don't
must not have one; an assertion belongs to private_key_jwt and to nothing else.
"""

from __future__ import annotations

import re

from pkce_core._token_request_values import AUTH_METHODS
from pkce_core._verifier import check_code_verifier
from pkce_core.findings import Finding, Level, Spec

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pkce_core._token_request_values import TokenRequest

    Findings = tuple[Finding, ...]

_AUTH_SPEC = Spec(document="RFC 6749", section="2.3")
_SECRET_SPEC = Spec(document="RFC 6749", section="2.3.1")
_REQUEST_SPEC = Spec(document="RFC 6749", section="4.1.3")
_PKCE_SPEC = Spec(document="RFC 7636", section="4.5")
_JWT_SPEC = Spec(document="RFC 7523", section="3")
_ONCE_SPEC = Spec(document="RFC 6749", section="3.2")
_JWT = r"([A-Za-z0-9_-]+\.){2}[A-Za-z0-9_-]+"
LONGEST_REQUEST = 100_000
"""Characters of all values together."""
_TEXTS = ("client_id", "code", "redirect_uri", "code_verifier", "client_secret", "client_assertion")
_NAMED = frozenset(
    ("grant_type", "client_id", "code", "redirect_uri", "code_verifier", "client_secret", "client_assertion",
     "client_assertion_type", "resource")
)  # fmt: skip


def check_length(request: TokenRequest) -> Findings:
    """Far more than a server reads; so much is judged no further, which bounds the work."""
    length = sum(len(value) for _, value in _texts(request))
    if length <= LONGEST_REQUEST:
        return ()
    message = f"The values have {length:,} characters together, far more than a token request."
    return (_error("token-request-length", message),)


def check_texts(request: TokenRequest) -> Findings:
    """Half a character (a lone surrogate) has no octets to send."""
    values = _texts(request)
    return tuple(
        _error("token-request-text", f"{name} holds half of a character, which cannot be sent.", "Copy it again.")
        for name, value in values
        if any("\ud800" <= character <= "\udfff" for character in value)
    )


def check_client_id(request: TokenRequest) -> Findings:
    if request.client_id:
        return ()
    return (_error("token-request-client-id", "There is no client_id, so the server does not know who asks."),)


def check_grant_type(request: TokenRequest) -> Findings:
    # RFC 6749 §4.1.3: "grant_type REQUIRED. Value MUST be set to "authorization_code"."
    if request.grant_type == "authorization_code":
        return ()
    return (_error("token-request-grant-type", "The grant_type of this flow is authorization_code."),)


def check_code(request: TokenRequest) -> Findings:
    code = request.code
    # RFC 6749 §4.1.3: "code REQUIRED. The authorization code received from the authorization server."
    if not code:
        return (_error("token-request-code", "There is no code to redeem.", "Take it from the redirect."),)
    if re.search(r"%[0-9A-Fa-f]{2}", code):
        message = "The code still holds percent escapes: it was copied out of the URL without being decoded."
        hint = "Decode it once, such as %2F to /; `pkce callback` does."
        return (_warning("token-request-code-escaped", message, hint),)
    if "#" in code or "&" in code:
        message = "The code holds # or &: more of the address seems to have been copied with it."
        return (_warning("token-request-code-more", message, "Paste the whole redirect into `pkce callback`."),)
    return _spaces("code", code)


def check_redirect_uri(request: TokenRequest) -> Findings:
    # RFC 6749 §4.1.3: "redirect_uri REQUIRED, if the "redirect_uri" parameter was included in the authorization
    # request ... and their values MUST be identical."
    if request.redirect_uri:
        return _spaces("redirect_uri", request.redirect_uri)
    message = "There is no redirect_uri. The server wants it when the authorization request had one."
    return (_warning("token-request-redirect-uri", message, "Send the same one again, character by character."),)


def check_verifier(request: TokenRequest) -> Findings:
    # RFC 7636 §4.5: "code_verifier REQUIRED. Code verifier"
    if not request.code_verifier:
        message = "There is no code_verifier, so the server cannot see that you are the one who asked for the code."
        hint = "Send the verifier whose challenge was in the authorization URL."
        return (_error("token-request-verifier", message, hint, _PKCE_SPEC),)
    return check_code_verifier(request.code_verifier).findings


def check_method(request: TokenRequest) -> Findings:
    if request.authentication in AUTH_METHODS:
        return ()
    message = "This token_endpoint_auth_method is not offered."
    return (_error("token-request-auth-method", message, f"It is one of {', '.join(AUTH_METHODS)}.", _AUTH_SPEC),)


def check_assertion(request: TokenRequest) -> Findings:
    asserted, method = request.client_assertion, request.authentication
    if method == "private_key_jwt" and not asserted:
        message = "private_key_jwt needs a client_assertion, a JWT that you sign for this server."
        return (_error("token-request-assertion", message, "", _AUTH_SPEC),)
    if asserted is not None and method != "private_key_jwt":
        # RFC 6749 §2.3: "The client MUST NOT use more than one authentication method in each request."
        message = "There is a client_assertion, but the authentication method is another one."
        return (_error("token-request-two-methods", message, "Leave one of them out.", _AUTH_SPEC),)
    if asserted is not None and not re.fullmatch(_JWT, asserted):
        message = "The client_assertion is no JWT: three parts of base64url, with a dot between them."
        return (_error("token-request-assertion-form", message, "Sign it again, and copy all of it.", _JWT_SPEC),)
    return ()


def check_extra(request: TokenRequest) -> Findings:
    names = [name for name, _ in request.extra]
    if not all(names):
        return (_error("token-request-extra", "An extra parameter has no name.", "", _ONCE_SPEC),)
    # RFC 6749 §3.2: "Request and response parameters MUST NOT be included more than once."
    if _NAMED & set(names) or len(set(names)) != len(names):
        return (_error("token-request-duplicate", "A parameter would be sent more than once.", "", _ONCE_SPEC),)
    return ()


def check_secret(request: TokenRequest, *, secret_elsewhere: bool) -> Findings:
    secret, method = request.client_secret, request.authentication
    if secret == "":
        # RFC 6749 §2.3.1: "The client MAY omit the parameter if the client secret is an empty string."
        message = "The client_secret is empty. Servers refuse an empty secret with invalid_client."
        hint = "A public client has none: leave it out. For a confidential one, check where the value comes from."
        return (_error("token-request-secret-empty", message, hint, _SECRET_SPEC),)
    if method in ("client_secret_basic", "client_secret_post"):
        if secret is None and not secret_elsewhere:
            message = f"{method} needs a client_secret, and there is none."
            return (_error("token-request-secret-missing", message, "", _SECRET_SPEC),)
        return _spaces("client_secret", secret or "")
    if secret is not None:
        message = f"There is a client_secret, but the authentication method is {method}, which sends none."
        if method not in AUTH_METHODS:
            message = "There is a client_secret, but the authentication method is not one that sends it."
        return (_error("token-request-two-methods", message, "Leave one of them out.", _AUTH_SPEC),)
    return ()


RULES = (
    check_texts, check_client_id, check_grant_type, check_code, check_redirect_uri, check_verifier, check_method,
    check_assertion, check_extra,
)  # fmt: skip
"""In the order in which a reader meets the values; `check_secret` stands apart because it takes one thing more."""


def _texts(request: TokenRequest) -> list[tuple[str, str]]:
    values = [(name, getattr(request, name) or "") for name in _TEXTS]
    values += [("resource", each) for each in request.resource]
    values += [("an extra parameter", name + value) for name, value in request.extra]
    return values


def _spaces(name: str, value: str) -> Findings:
    if value == value.strip():
        return ()
    message = f"The {name} starts or ends with white space, which was probably copied along."
    return (_warning(f"token-request-{name.replace('_', '-')}-space", message, "Copy it again."),)


def _error(rule: str, message: str, hint: str = "", spec: Spec = _REQUEST_SPEC) -> Finding:
    return Finding(rule=rule, level=Level.ERROR, message=message, hint=hint, spec=spec)


def _warning(rule: str, message: str, hint: str) -> Finding:
    return Finding(rule=rule, level=Level.WARNING, message=message, hint=hint, spec=_REQUEST_SPEC)
