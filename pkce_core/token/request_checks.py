"""`check_token_request`: every value of the request, then how the client authenticates.

A request uses exactly one method of client authentication. The two methods with a secret need one, the other two must
not have one, and an assertion belongs to private_key_jwt alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.client_jwt.checks import judge_client_jwt
from pkce_core.client_jwt.known import Known
from pkce_core.errors import UsageError
from pkce_core.findings import Report
from pkce_core.grants import CODE, GRANTS, REFRESH
from pkce_core.jose.unverified import looks_like_jwt
from pkce_core.pkce.checks import check_code_verifier
from pkce_core.text.alphabets import VSCHAR
from pkce_core.text.characters import describe_strays, mark_strays
from pkce_core.text.wording import NO_CLIENT_ID, join_words
from pkce_core.token.request import AUTH_METHODS, TokenRequest
from pkce_core.token.request_rules import RULES

if TYPE_CHECKING:
    from pkce_core.findings import Findings
    from pkce_core.rule import Rule

LONGEST_REQUEST = 100_000
"""Characters of all values in total."""
_JWT = r"([A-Za-z0-9_-]+\.){2}[A-Za-z0-9_-]+"
_TEXTS = ("client_id", "code", "redirect_uri", "code_verifier", "client_secret", "client_assertion", "refresh_token",
          "scope")  # fmt: skip
_LEAVE_ONE_OUT = "Leave one of them out."
_NAMED = frozenset((*_TEXTS, "grant_type", "client_assertion_type", "resource")) - {"scope", "refresh_token"}
_OF_CODE = ("code", "redirect_uri", "code_verifier")
"""What only the request for a code has."""
# RFC 6749 §3.3: "scope-token = 1*( %x21 / %x23-5B / %x5D-7E )"
_SCOPE = r"[!#-\[\]-~]+( [!#-\[\]-~]+)*"


def check_token_request(
    request: TokenRequest,
    *,
    secret_elsewhere: bool = False,
    token_endpoint: str | None = None,
    issuer: str | None = None,
    now: float | None = None,
) -> Report:
    """Judge a token request before it is sent.

    Args:
        request: the values.
        secret_elsewhere: True when the client_secret is filled in later, from a variable or a prompt.
        token_endpoint: where it will be sent, and `issuer`: the server's, for the aud of a client_assertion.
        now: when it will be sent, in seconds since 1970, for the exp of a client_assertion; None skips that.

    Raises:
        UsageError: the argument is not a TokenRequest.
    """
    if not isinstance(request, TokenRequest):
        raise UsageError("Pass a TokenRequest.")
    if too_long := _check_length(request):
        return Report(findings=too_long)
    findings = [finding for check in _CHECKS for finding in check(request)]
    known = Known(client_id=request.client_id or None, token_endpoint=token_endpoint, issuer=issuer, now=now)
    findings += _check_signed(request, known)
    return Report(findings=(*findings, *_check_secret(request, secret_elsewhere=secret_elsewhere)))


def _check_length(request: TokenRequest) -> Findings:
    """A request far longer than servers read is judged no further, which bounds the work."""
    length = sum(len(value) for _, value in _texts(request))
    if length <= LONGEST_REQUEST:
        return ()
    message = f"The values have {length:,} characters in total, far more than a token request."
    return (RULES["token-request-length"].error(message),)


def _check_texts(request: TokenRequest) -> Findings:
    """Half of a character (a lone surrogate) has no octets to send."""
    return tuple(
        RULES["token-request-text"].error(
            f"{name} contains half of a character, which can't be sent.", "Copy it again."
        )
        for name, value in _texts(request)
        if any("\ud800" <= character <= "\udfff" for character in value)
    )


def _check_client_id(request: TokenRequest) -> Findings:
    return () if request.client_id else (RULES["token-request-client-id"].error(NO_CLIENT_ID),)


def _check_grant_type(request: TokenRequest) -> Findings:
    # RFC 6749 §4.1.3: "grant_type REQUIRED. Value MUST be set to "authorization_code"." §6: "refresh_token"
    if request.grant_type in (CODE, REFRESH):
        return ()
    message = "The grant_type of this flow is authorization_code, or refresh_token for a refresh."
    if known := GRANTS.get(request.grant_type):
        message += f" This one exchanges {known.title}, which isn't judged here."
    return (RULES["token-request-grant-type"].error(message),)


def _check_refresh(request: TokenRequest) -> Findings:
    if request.grant_type != REFRESH:
        if request.refresh_token is None:
            return ()
        message = "There is a refresh_token, but the grant_type isn't refresh_token."
        return (RULES["token-request-not-of-grant"].error(message, _LEAVE_ONE_OUT),)
    # RFC 6749 §6: "refresh_token REQUIRED. The refresh token issued to the client."
    if not request.refresh_token:
        message = "There is no refresh_token."
        return (RULES["token-request-refresh-token"].error(message, "Take it from the last token response."),)
    marks, total = mark_strays(request.refresh_token.strip(), VSCHAR)
    if total:  # RFC 6749 Appendix A.17: "refresh-token = 1*VSCHAR"
        message = f"No server makes a refresh_token like this one. {describe_strays(marks, total, 'refresh_token')}"
        return (RULES["token-request-refresh-token-grammar"].error(message, "Copy it again."),)
    found = _check_spaces(RULES["token-request-refresh-token-space"], "refresh_token", request.refresh_token)
    if there := [name for name in _OF_CODE if getattr(request, name)]:
        message = f"A refresh has no {join_words(there)}: that belongs to the request that redeems a code."
        found += (RULES["token-request-not-of-grant"].error(message, "Leave it out."),)
    if request.scope and not re.fullmatch(_SCOPE, request.scope):
        message = "The scope isn't a list of printable words with one space between them."
        found += (RULES["token-request-scope"].warning(message, "Leave it out to keep what was granted."),)
    return found


def _check_code(request: TokenRequest) -> Findings:
    code = request.code
    if request.grant_type == REFRESH:
        return ()
    # RFC 6749 §4.1.3: "code REQUIRED. The authorization code received from the authorization server."
    if not code:
        return (RULES["token-request-code"].error("There is no code to redeem.", "Take it from the redirect."),)
    if re.search(r"%[0-9A-Fa-f]{2}", code):
        message = "The code still contains percent escapes: it was copied out of the URL without being decoded."
        hint = "Decode it once, for example %2F to /. `pkce callback` does that."
        return (RULES["token-request-code-escaped"].warning(message, hint),)
    if "#" in code or "&" in code:
        message = "The code contains # or &, so more of the address was probably copied with it."
        return (RULES["token-request-code-more"].warning(message, "Paste the whole redirect into `pkce callback`."),)
    return _check_spaces(RULES["token-request-code-space"], "code", code)


def _check_redirect_uri(request: TokenRequest) -> Findings:
    # RFC 6749 §4.1.3: "redirect_uri REQUIRED, if the "redirect_uri" parameter was included in the authorization
    # request ... and their values MUST be identical."
    if request.grant_type == REFRESH:
        return ()
    if request.redirect_uri:
        return _check_spaces(RULES["token-request-redirect-uri-space"], "redirect_uri", request.redirect_uri)
    message = "There is no redirect_uri. The server requires it when the authorization request had one."
    return (RULES["token-request-redirect-uri"].warning(message, "Send the same one again, character by character."),)


def _check_verifier(request: TokenRequest) -> Findings:
    # RFC 7636 §4.5: "code_verifier REQUIRED. Code verifier"
    if request.grant_type == REFRESH:
        return ()
    if request.code_verifier:
        return check_code_verifier(request.code_verifier).findings
    message = "There is no code_verifier, so the server can't see that you are the client that asked for the code."
    hint = "Send the verifier whose challenge was in the authorization URL."
    return (RULES["token-request-verifier"].error(message, hint),)


def _check_method(request: TokenRequest) -> Findings:
    if request.authentication in AUTH_METHODS:
        return ()
    message = "This token_endpoint_auth_method isn't supported here."
    return (RULES["token-request-auth-method"].error(message, f"Use one of {', '.join(AUTH_METHODS)}."),)


def _check_assertion(request: TokenRequest) -> Findings:
    assertion, method = request.client_assertion, request.authentication
    if method == "private_key_jwt" and not assertion:
        message = "private_key_jwt needs a client_assertion, a JWT that you sign for this server."
        return (RULES["token-request-assertion"].error(message),)
    if assertion is not None and method != "private_key_jwt":
        # RFC 6749 §2.3: "The client MUST NOT use more than one authentication method in each request."
        message = "There is a client_assertion, but the request uses another authentication method."
        return (RULES["token-request-two-methods"].error(message, _LEAVE_ONE_OUT),)
    if assertion is not None and not re.fullmatch(_JWT, assertion):
        message = "The client_assertion isn't a JWT, which is three parts of base64url with dots between them."
        return (RULES["token-request-assertion-form"].error(message, "Sign it again, and copy all of it."),)
    return ()


def _check_signed(request: TokenRequest, known: Known) -> Findings:
    """What a JWT that authenticates the client says; one that can't be opened was judged by its form."""
    found: Findings = ()
    if request.client_assertion and looks_like_jwt(request.client_assertion):
        found += judge_client_jwt(request.client_assertion, known).findings
    if request.client_secret and looks_like_jwt(request.client_secret):
        found += judge_client_jwt(request.client_secret, known, as_secret=True).findings
    return found


def _check_extra(request: TokenRequest) -> Findings:
    names = [name for name, _ in request.extra]
    named = _NAMED | {name for name in ("scope", "refresh_token") if getattr(request, name)}
    if not all(names):
        return (RULES["token-request-extra"].error("An extra parameter has no name."),)
    # RFC 6749 §3.2: "Request and response parameters MUST NOT be included more than once."
    if named & set(names) or len(set(names)) != len(names):
        return (RULES["token-request-duplicate"].error("A parameter would be sent more than once."),)
    return ()


def _check_secret(request: TokenRequest, *, secret_elsewhere: bool) -> Findings:
    secret, method = request.client_secret, request.authentication
    if secret == "":
        # RFC 6749 §2.3.1: "The client MAY omit the parameter if the client secret is an empty string."
        message = "The client_secret is empty. Servers reject an empty secret with invalid_client."
        hint = "A public client has no secret: leave it out. For a confidential client, check where the value is set."
        return (RULES["token-request-secret-empty"].error(message, hint),)
    if method in ("client_secret_basic", "client_secret_post"):
        if secret is None and not secret_elsewhere:
            message = f"{method} needs a client_secret, but there is none."
            return (RULES["token-request-secret-missing"].error(message),)
        return _check_spaces(RULES["token-request-client-secret-space"], "client_secret", secret or "")
    if secret is not None:
        message = f"There is a client_secret, but the authentication method {method} doesn't send it."
        if method not in AUTH_METHODS:
            message = "There is a client_secret, but the authentication method isn't one that sends it."
        return (RULES["token-request-two-methods"].error(message, _LEAVE_ONE_OUT),)
    return ()


_CHECKS = (
    _check_texts, _check_client_id, _check_grant_type, _check_refresh, _check_code, _check_redirect_uri,
    _check_verifier, _check_method, _check_assertion, _check_extra,
)  # fmt: skip
"""In the order in which a reader meets the values. `_check_secret` is apart because it takes one argument more."""


def _texts(request: TokenRequest) -> list[tuple[str, str]]:
    values = [(name, getattr(request, name) or "") for name in _TEXTS]
    values += [("resource", each) for each in request.resource]
    values += [("An extra parameter", name + value) for name, value in request.extra]
    return values


def _check_spaces(rule: Rule, name: str, value: str) -> Findings:
    if value == value.strip():
        return ()
    message = f"The {name} starts or ends with white space, which was probably copied along with it."
    return (rule.warning(message, "Copy it again."),)
