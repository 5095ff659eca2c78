"""The single rules behind `check_authorization_url`: what a request should hold, one function each.

Each takes the request as it was read and gives no finding, or a few.
"""

from __future__ import annotations

import re

from pkce_core._guessing import check_guessing
from pkce_core.authorization_request import REQUEST_SPEC
from pkce_core.errors import JsonError
from pkce_core.findings import Finding, Level, Spec

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pkce_core.authorization_request import AuthorizationRequest

    Findings = tuple[Finding, ...]

_SCOPE_SPEC = Spec(document="RFC 6749", section="3.3")
_CSRF_SPEC = Spec(document="RFC 6749", section="10.12")
_PKCE_SPEC = Spec(document="RFC 7636", section="4.3")
OIDC_REQUEST_SPEC = Spec(document="OIDC Core", section="3.1.2.1")
_IMPLICIT_SPEC = Spec(document="RFC 9700", section="2.1.2")
_RESOURCE_SPEC = Spec(document="RFC 8707", section="2")

# RFC 6749 §3.3: "scope-token = 1*( %x21 / %x23-5B / %x5D-7E )"
_SCOPE = r"[!#-\[\]-~]+( [!#-\[\]-~]+)*"
_PROMPTS = frozenset(("none", "login", "consent", "select_account", "create"))


def check_response_type(request: AuthorizationRequest) -> Findings:
    # RFC 6749 §4.1.1: "response_type REQUIRED. Value MUST be set to "code"."
    if request.response_type == "code":
        return ()
    if not request.response_type:
        return (_error("url-response-type-missing", "There is no response_type.", "Send response_type=code."),)
    if "token" in request.response_type.split():
        message = "This response_type asks for tokens in the redirect, where histories and logs keep them."
        # RFC 9700 §2.1.2: "clients SHOULD NOT use the implicit grant (response type token)"
        return (_error("url-response-type", message, "Send response_type=code.", _IMPLICIT_SPEC),)
    message = "The response_type is not code, so this is no authorization code flow."
    return (_error("url-response-type", message, "Send response_type=code."),)


def check_client_id(request: AuthorizationRequest) -> Findings:
    # RFC 6749 §4.1.1: "client_id REQUIRED."
    if request.client_id:
        # RFC 6749 Appendix A.1: "client-id = *VSCHAR"
        return _check_characters("url-client-id-character", request.client_id, "client_id", "Appendix A.1")
    return (_error("url-client-id-missing", "There is no client_id, so the server does not know who asks."),)


def check_redirect(request: AuthorizationRequest) -> Findings:
    # OIDC Core §3.1.2.1: "redirect_uri REQUIRED." RFC 6749 §4.1.1 makes it optional.
    if request.redirect_uri:
        from dataclasses import replace

        from pkce_core.redirect_uri import check_redirect_uri

        # Its marks count in the decoded redirect_uri, not in the URL that is judged here.
        found = check_redirect_uri(request.redirect_uri, profile="generic").findings
        return tuple(replace(finding, marks=()) for finding in found if finding.level is not Level.PASS)
    openid = "openid" in (request.scope or "").split()
    message = "There is no redirect_uri. " + (
        "OpenID Connect requires it." if openid else "Most servers require it, even when only one is registered."
    )
    level = Level.ERROR if openid else Level.WARNING
    return (_finding("url-redirect-uri-missing", level, message, "", OIDC_REQUEST_SPEC if openid else REQUEST_SPEC),)


def check_scope(request: AuthorizationRequest) -> Findings:
    scope = request.scope
    if not scope:
        message = "There is no scope: the server refuses the request, or gives what it gives by default."
        return (_finding("url-scope-missing", Level.WARNING, message, "Name what you need, such as openid."),)
    if not re.fullmatch(_SCOPE, scope):
        message = "The scope is not a list of printable words with one space between them."
        return (_error("url-scope-grammar", message, "Write it as in scope=openid%20profile.", _SCOPE_SPEC),)
    words = scope.split(" ")
    found = []
    if "," in scope:
        message = "The scope holds a comma. Most servers take only spaces between scopes."
        found.append(_finding("url-scope-comma", Level.WARNING, message, "Put a space there.", _SCOPE_SPEC))
    if len(set(words)) != len(words):
        found.append(_finding("url-scope-twice", Level.INFO, "The scope names something twice.", "", _SCOPE_SPEC))
    if "openid" not in words:
        message = "The scope does not hold openid, so this is plain OAuth 2.0 and no ID token comes back."
        message += " Letter case counts." if "openid" in scope.lower().replace(",", " ").split() else ""
        found.append(
            _finding("url-openid-missing", Level.WARNING, message, "Add openid to sign a user in.", OIDC_REQUEST_SPEC)
        )
    return tuple(found)


def check_state(request: AuthorizationRequest, used_states: frozenset[str]) -> Findings:
    # RFC 6749 §10.12: "The client MUST implement CSRF protection for its redirection URI."
    if not request.state:
        message = "There is no state. PKCE and nonce protect too, but only state lets you tell your own redirect apart."
        return (_finding("url-state-missing", Level.WARNING, message, "Send a new random state.", _CSRF_SPEC),)
    if request.state in used_states:
        message = "This state was used before. It is worth something only once."
        return (_error("url-state-reused", message, "Draw a new one for every request.", _CSRF_SPEC),)
    if request.state == request.code_challenge:
        message = "The state is the code_challenge. It should be a value of its own."
        return (_finding("url-state-shared", Level.WARNING, message, "Draw it on its own.", _CSRF_SPEC),)
    # RFC 6749 Appendix A.5: "state = 1*VSCHAR"
    strays = _check_characters("url-state-character", request.state, "state", "Appendix A.5")
    return strays or check_guessing("state", request.state)


def check_challenge(request: AuthorizationRequest) -> Findings:
    from pkce_core._abnf import is_s256_challenge
    from pkce_core.pkce import check_code_challenge

    if not request.code_challenge:
        # RFC 7636 §4.4.1: "the authorization endpoint MUST return the authorization error response with the "error"
        # value set to "invalid_request"", where the server requires PKCE. RFC 9700 §2.1.1 asks every client for it.
        message = "There is no code_challenge: without PKCE, whoever gets hold of the code can redeem it."
        hint = "Make a pair, such as with `pkce pair`, and send its code_challenge with code_challenge_method=S256."
        return (_error("url-challenge-missing", message, hint, Spec(document="RFC 7636", section="4.4.1")),)
    found = check_code_challenge(request.code_challenge, request.code_challenge_method).findings
    if request.code_challenge_method is None and is_s256_challenge(request.code_challenge):
        message = (
            "The code_challenge looks like an S256 hash, but without a method the server compares it with the "
            "verifier itself, and answers invalid_grant."
        )
        found += (_error("url-method-forgotten", message, "Send code_challenge_method=S256.", _PKCE_SPEC),)
    return found


def check_nonce(request: AuthorizationRequest) -> Findings:
    if request.nonce:
        return check_guessing("nonce", request.nonce)
    if "openid" not in (request.scope or "").split():
        return ()
    # OIDC Core §3.1.2.1: "nonce OPTIONAL."
    message = "There is no nonce. It is optional in this flow, and would tie the ID token to this request."
    return (_finding("url-nonce-missing", Level.INFO, message, "", OIDC_REQUEST_SPEC),)


def check_prompt(request: AuthorizationRequest) -> Findings:
    words = (request.prompt or "").split()
    if "none" in words and len(words) > 1:
        # OIDC Core §3.1.2.1: "If this parameter contains none with any other value, an error is returned."
        message = "prompt holds none and something else, which contradict each other."
        return (_error("url-prompt", message, "Send one of them.", OIDC_REQUEST_SPEC),)
    if not _PROMPTS.issuperset(words):
        message = "prompt holds a value that OpenID Connect does not know. Letter case counts."
        return (_finding("url-prompt", Level.WARNING, message, "", OIDC_REQUEST_SPEC),)
    return ()


def check_max_age(request: AuthorizationRequest) -> Findings:
    if not isinstance(request.max_age, str):
        return ()
    return (_error("url-max-age", "max_age is no whole number of seconds.", "", OIDC_REQUEST_SPEC),)


def check_claims(request: AuthorizationRequest) -> Findings:
    if not request.claims:
        return ()
    from pkce_core._json import parse_json_object

    try:
        parse_json_object(request.claims)
    except JsonError as problem:
        spec = Spec(document="OIDC Core", section="5.5")
        return (_error("url-claims", f"claims is no JSON object. {problem}", "Percent-encode the JSON once.", spec),)
    return ()


def check_resource(request: AuthorizationRequest) -> Findings:
    # RFC 8707 §2: "Its value MUST be an absolute URI ... The URI MUST NOT include a fragment component."
    if all(re.match(r"[A-Za-z][A-Za-z0-9+.\-]*:", each) and "#" not in each for each in request.resource):
        return ()
    return (_error("url-resource", "resource is no absolute URI without a fragment.", "", _RESOURCE_SPEC),)


RULES = (
    check_response_type, check_client_id, check_redirect, check_scope, check_challenge, check_nonce, check_prompt,
    check_max_age, check_claims, check_resource,
)  # fmt: skip
"""In the order in which a reader meets them; `check_state` stands apart because it takes the states used before."""


def _check_characters(rule: str, text: str, name: str, appendix: str) -> Findings:
    from pkce_core._abnf import VSCHAR
    from pkce_core._characters import mark_strays, spell_out

    marks, total = mark_strays(text, VSCHAR)
    if not total:
        return ()
    # The marks count in the decoded value, not in the URL that is judged here.
    hint = "Printable ASCII only: copy it again from where it was made, rather than from a document or a chat."
    return (_error(rule, spell_out(marks, total, name), hint, Spec(document="RFC 6749", section=appendix)),)


def _error(rule: str, message: str, hint: str = "", spec: Spec = REQUEST_SPEC) -> Finding:
    return _finding(rule, Level.ERROR, message, hint, spec)


def _finding(rule: str, level: Level, message: str, hint: str = "", spec: Spec = REQUEST_SPEC) -> Finding:
    return Finding(rule=rule, level=level, message=message, hint=hint, spec=spec)
