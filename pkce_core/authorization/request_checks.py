"""The single rules behind `check_authorization_url`: what a request should hold, one function each.

Each takes the request as it was read and gives no finding, or a few.
"""

from __future__ import annotations

import re

from pkce_core.authorization.request import REQUEST_SPEC
from pkce_core.authorization.request_rules import RULES
from pkce_core.authorization.state_and_nonce import check_unguessable
from pkce_core.errors import JsonError
from pkce_core.findings import Level
from pkce_core.specifications import Spec

TYPE_CHECKING = False

if TYPE_CHECKING:
    from pkce_core.authorization.request import AuthorizationRequest
    from pkce_core.findings import Findings
    from pkce_core.rule import Rule


OIDC_REQUEST_SPEC = Spec(document="OIDC Core", section="3.1.2.1")
_IMPLICIT_SPEC = Spec(document="RFC 9700", section="2.1.2")

# RFC 6749 §3.3: "scope-token = 1*( %x21 / %x23-5B / %x5D-7E )"
_SCOPE = r"[!#-\[\]-~]+( [!#-\[\]-~]+)*"
_PROMPTS = frozenset(("none", "login", "consent", "select_account", "create"))


def check_response_type(request: AuthorizationRequest) -> Findings:
    # RFC 6749 §4.1.1: "response_type REQUIRED. Value MUST be set to "code"."
    if request.response_type == "code":
        return ()
    if not request.response_type:
        return (RULES["url-response-type-missing"].error("There is no response_type.", "Send response_type=code."),)
    if "token" in request.response_type.split():
        message = "This response_type asks for tokens in the redirect, where histories and logs keep them."
        # RFC 9700 §2.1.2: "clients SHOULD NOT use the implicit grant (response type token)"
        return (RULES["url-response-type"].error(message, "Send response_type=code.", spec=_IMPLICIT_SPEC),)
    message = "The response_type is not code, so this is no authorization code flow."
    return (RULES["url-response-type"].error(message, "Send response_type=code."),)


def check_client_id(request: AuthorizationRequest) -> Findings:
    # RFC 6749 §4.1.1: "client_id REQUIRED."
    if request.client_id:
        # RFC 6749 Appendix A.1: "client-id = *VSCHAR"
        return _check_characters(RULES["url-client-id-character"], request.client_id, "client_id")
    return (RULES["url-client-id-missing"].error("There is no client_id, so the server does not know who asks."),)


def check_redirect(request: AuthorizationRequest) -> Findings:
    # OIDC Core §3.1.2.1: "redirect_uri REQUIRED." RFC 6749 §4.1.1 makes it optional.
    if request.redirect_uri:
        from pkce_core.redirect_uri.checks import check_redirect_uri

        # Its marks count in the decoded redirect_uri, not in the URL that is judged here.
        found = check_redirect_uri(request.redirect_uri, profile="generic").findings
        return tuple(finding.replace(marks=()) for finding in found if finding.level is not Level.PASS)
    openid = "openid" in (request.scope or "").split()
    message = "There is no redirect_uri. " + (
        "OpenID Connect requires it." if openid else "Most servers require it, even when only one is registered."
    )
    rule = RULES["url-redirect-uri-missing"]
    return (rule.error(message, spec=OIDC_REQUEST_SPEC) if openid else rule.warning(message, spec=REQUEST_SPEC),)


def check_scope(request: AuthorizationRequest) -> Findings:
    scope = request.scope
    if not scope:
        message = "There is no scope: the server refuses the request, or gives what it gives by default."
        return (RULES["url-scope-missing"].warning(message, "Name what you need, such as openid."),)
    if not re.fullmatch(_SCOPE, scope):
        message = "The scope is not a list of printable words with one space between them."
        return (RULES["url-scope-grammar"].error(message, "Write it as in scope=openid%20profile."),)
    words = scope.split(" ")
    found = []
    if "," in scope:
        message = "The scope holds a comma. Most servers take only spaces between scopes."
        found.append(RULES["url-scope-comma"].warning(message, "Put a space there."))
    if len(set(words)) != len(words):
        found.append(RULES["url-scope-twice"].info("The scope names something twice."))
    if "openid" not in words:
        message = "The scope does not hold openid, so this is plain OAuth 2.0 and no ID token comes back."
        message += " Letter case counts." if "openid" in scope.lower().replace(",", " ").split() else ""
        found.append(RULES["url-openid-missing"].warning(message, "Add openid to sign a user in."))
    return tuple(found)


def check_state(request: AuthorizationRequest, used_states: frozenset[str]) -> Findings:
    # RFC 6749 §10.12: "The client MUST implement CSRF protection for its redirection URI."
    if not request.state:
        message = "There is no state. PKCE and nonce protect too, but only state lets you tell your own redirect apart."
        return (RULES["url-state-missing"].warning(message, "Send a new random state."),)
    if request.state in used_states:
        message = "This state was used before. It is worth something only once."
        return (RULES["url-state-reused"].error(message, "Draw a new one for every request."),)
    if request.state == request.code_challenge:
        message = "The state is the code_challenge. It should be a value of its own."
        return (RULES["url-state-shared"].warning(message, "Draw it on its own."),)
    # RFC 6749 Appendix A.5: "state = 1*VSCHAR"
    strays = _check_characters(RULES["url-state-character"], request.state, "state")
    return strays or check_unguessable("state", request.state)


def check_challenge(request: AuthorizationRequest) -> Findings:
    from pkce_core.pkce.checks import check_code_challenge
    from pkce_core.pkce.grammar import is_s256_challenge

    if not request.code_challenge:
        # RFC 7636 §4.4.1: "the authorization endpoint MUST return the authorization error response with the "error"
        # value set to "invalid_request"", where the server requires PKCE. RFC 9700 §2.1.1 asks every client for it.
        message = "There is no code_challenge: without PKCE, whoever gets hold of the code can redeem it."
        hint = "Make a pair, such as with `pkce pair`, and send its code_challenge with code_challenge_method=S256."
        return (RULES["url-challenge-missing"].error(message, hint),)
    found = check_code_challenge(request.code_challenge, request.code_challenge_method).findings
    if request.code_challenge_method is None and is_s256_challenge(request.code_challenge):
        message = (
            "The code_challenge looks like an S256 hash, but without a method the server compares it with the "
            "verifier itself, and answers invalid_grant."
        )
        found += (RULES["url-method-forgotten"].error(message, "Send code_challenge_method=S256."),)
    return found


def check_nonce(request: AuthorizationRequest) -> Findings:
    if request.nonce:
        return check_unguessable("nonce", request.nonce)
    if "openid" not in (request.scope or "").split():
        return ()
    # OIDC Core §3.1.2.1: "nonce OPTIONAL."
    message = "There is no nonce. It is optional in this flow, and would tie the ID token to this request."
    return (RULES["url-nonce-missing"].info(message),)


def check_prompt(request: AuthorizationRequest) -> Findings:
    words = (request.prompt or "").split()
    if "none" in words and len(words) > 1:
        # OIDC Core §3.1.2.1: "If this parameter contains none with any other value, an error is returned."
        message = "prompt holds none and something else, which contradict each other."
        return (RULES["url-prompt"].error(message, "Send one of them."),)
    if not _PROMPTS.issuperset(words):
        message = "prompt holds a value that OpenID Connect does not know. Letter case counts."
        return (RULES["url-prompt"].warning(message),)
    return ()


def check_max_age(request: AuthorizationRequest) -> Findings:
    if not isinstance(request.max_age, str):
        return ()
    return (RULES["url-max-age"].error("max_age is no whole number of seconds."),)


def check_claims(request: AuthorizationRequest) -> Findings:
    if not request.claims:
        return ()
    from pkce_core.text.json_object import parse_json_object

    try:
        parse_json_object(request.claims)
    except JsonError as problem:
        spec = Spec(document="OIDC Core", section="5.5")
        return (
            RULES["url-claims"].error(
                f"claims is no JSON object. {problem}", "Percent-encode the JSON once.", spec=spec
            ),
        )
    return ()


def check_resource(request: AuthorizationRequest) -> Findings:
    # RFC 8707 §2: "Its value MUST be an absolute URI ... The URI MUST NOT include a fragment component."
    if all(re.match(r"[A-Za-z][A-Za-z0-9+.\-]*:", each) and "#" not in each for each in request.resource):
        return ()
    return (RULES["url-resource"].error("resource is no absolute URI without a fragment."),)


CHECKS = (
    check_response_type, check_client_id, check_redirect, check_scope, check_challenge, check_nonce, check_prompt,
    check_max_age, check_claims, check_resource,
)  # fmt: skip
"""In the order in which a reader meets them; `check_state` stands apart because it takes the states used before."""


def _check_characters(rule: Rule, text: str, name: str) -> Findings:
    from pkce_core.text.alphabets import VSCHAR
    from pkce_core.text.characters import describe_strays, mark_strays

    marks, total = mark_strays(text, VSCHAR)
    if not total:
        return ()
    # The marks count in the decoded value, not in the URL that is judged here.
    hint = "Printable ASCII only: copy it again from where it was made, rather than from a document or a chat."
    return (rule.error(describe_strays(marks, total, name), hint),)
