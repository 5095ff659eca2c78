"""What `check_authorization_url` requires of a request, one function for each parameter.

Each takes the request as it was read and returns its findings, often none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.authorization.request import require_client_id
from pkce_core.authorization.request_rules import RULES
from pkce_core.authorization.state_and_nonce import check_unguessable
from pkce_core.errors import JsonError
from pkce_core.findings import Level
from pkce_core.pkce.checks import SEND_S256, check_code_challenge
from pkce_core.pkce.grammar import is_s256_challenge
from pkce_core.redirect_uri.checks import check_redirect_uri
from pkce_core.specifications import Spec
from pkce_core.text.alphabets import VSCHAR
from pkce_core.text.characters import describe_strays, mark_strays
from pkce_core.text.json_object import parse_json_object
from pkce_core.text.quoting import visible
from pkce_core.urls.endpoint_path import find_path_problem, find_resource_problem, published_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.authorization.request import AuthorizationRequest
    from pkce_core.findings import Finding, Findings
    from pkce_core.rule import Rule

# RFC 6749 §3.3: "scope-token = 1*( %x21 / %x23-5B / %x5D-7E )"
_SCOPE = r"[!#-\[\]-~]+( [!#-\[\]-~]+)*"
_SCOPE_MARKS = r"[,+;|\[\]'\"]|%20"
_SCOPE_SIGNS = {",": "comma", "+": "plus sign (%2B)", ";": "semicolon", "|": "vertical bar"}
_PROMPTS = frozenset(("none", "login", "consent", "select_account", "create"))


def _check_response_type(request: AuthorizationRequest) -> Findings:
    # RFC 6749 §4.1.1: "response_type REQUIRED. Value MUST be set to "code"."
    if request.response_type == "code":
        return ()
    hint = "Send response_type=code."
    if not request.response_type:
        return (RULES["url-response-type-missing"].error("There is no response_type.", hint),)
    if "token" in request.response_type.split():
        message = "This response_type asks for tokens in the redirect, where browser histories and logs record them."
        # RFC 9700 §2.1.2: "clients SHOULD NOT use the implicit grant (response type token)"
        spec = Spec(document="RFC 9700", section="2.1.2")
        return (RULES["url-response-type"].error(message, hint, spec=spec),)
    message = "The response_type isn't code, so this isn't the authorization code flow."
    return (RULES["url-response-type"].error(message, hint),)


def _check_client_id(request: AuthorizationRequest) -> Findings:
    # RFC 6749 Appendix A.1: "client-id = *VSCHAR"
    return require_client_id(request) or _check_characters(
        RULES["url-client-id-character"], request.client_id, "client_id"
    )


def _check_redirect_uri(request: AuthorizationRequest, profile: str = "generic") -> Findings:
    if request.redirect_uri:
        # Its marks count in the decoded redirect_uri, not in the URL that is judged here.
        found = check_redirect_uri(request.redirect_uri, profile=profile).findings
        return tuple(finding.replace(marks=()) for finding in found if finding.level is not Level.PASS)
    rule = RULES["url-redirect-uri-missing"]
    if _asks_for_id_token(request):
        # OIDC Core §3.1.2.1: "redirect_uri REQUIRED."
        return (rule.error("There is no redirect_uri. OpenID Connect requires it."),)
    # RFC 6749 §4.1.1: "redirect_uri OPTIONAL."
    message = "There is no redirect_uri. Most servers require it, even when only one is registered."
    return (rule.warning(message, spec=Spec(document="RFC 6749", section="4.1.1")),)


def _check_scope(request: AuthorizationRequest) -> Findings:
    scope = request.scope
    if not scope:
        message = "There is no scope, so the server rejects the request or grants its default scope."
        return (RULES["url-scope-missing"].warning(message, "Name what you need, such as openid."),)
    if not re.fullmatch(_SCOPE, scope):
        message = "The scope isn't a list of printable words with one space between them."
        return (RULES["url-scope-grammar"].error(message, "Write it like scope=openid%20profile."),)
    words = scope.split(" ")
    found = []
    sign = next((name for sign, name in _SCOPE_SIGNS.items() if sign in scope), "")
    if sign:
        message = f"The scope contains a {sign}. Most servers accept only spaces between scopes."
        joined = next(word for word in words if any(each in word for each in _SCOPE_SIGNS))
        is_openid = "openid" not in words and "openid" in re.split(_SCOPE_MARKS, joined)
        message += f" To them, {visible(joined, 60)} is one scope"
        message += ", and openid isn't asked for." if is_openid else "."
        found.append(RULES["url-scope-comma"].warning(message, "Use a space instead."))
    if len(set(words)) != len(words):
        found.append(RULES["url-scope-twice"].info("The scope names something twice."))
    if "openid" not in words and "openid" not in re.split(_SCOPE_MARKS, scope):
        message = "The scope doesn't include openid, so this is plain OAuth 2.0 and you won't get an ID token."
        message += " Letter case matters." if "openid" in scope.lower().replace(",", " ").split() else ""
        found.append(RULES["url-openid-missing"].warning(message, "Add openid to sign a user in."))
    return tuple(found)


def check_state(request: AuthorizationRequest, used_states: frozenset[str]) -> Findings:
    # RFC 6749 §10.12: "The client MUST implement CSRF protection for its redirection URI."
    if not request.state:
        message = "There is no state. PKCE and nonce protect you too, but only state shows that a redirect is yours."
        return (RULES["url-state-missing"].warning(message, "Send a new random state."),)
    if request.state in used_states:
        message = "This state was used before. A state protects only one request."
        return (RULES["url-state-reused"].error(message, "Generate a new one for every request."),)
    if request.state == request.code_challenge:
        message = "The state is the same as the code_challenge. It should be a separate value."
        return (RULES["url-state-shared"].warning(message, "Generate a separate state."),)
    # RFC 6749 Appendix A.5: "state = 1*VSCHAR"
    strays = _check_characters(RULES["url-state-character"], request.state, "state")
    return strays or check_unguessable("state", request.state)


def _check_challenge(request: AuthorizationRequest) -> Findings:
    if not request.code_challenge:
        # RFC 7636 §4.4.1: "the authorization endpoint MUST return the authorization error response with the "error"
        # value set to "invalid_request"", where the server requires PKCE. RFC 9700 §2.1.1 asks every client for it.
        message = "There is no code_challenge. Without PKCE, anyone who gets hold of the code can redeem it."
        hint = "Make a pair, such as with `pkce pair`, and send its code_challenge with code_challenge_method=S256."
        return (RULES["url-challenge-missing"].error(message, hint),)
    found = check_code_challenge(request.code_challenge, request.code_challenge_method).findings
    if request.code_challenge_method is None and is_s256_challenge(request.code_challenge):
        message = (
            "The code_challenge looks like an S256 hash, but without a method the server compares it with the "
            "verifier itself and answers invalid_grant."
        )
        found += (RULES["url-method-forgotten"].error(message, SEND_S256),)
    return found


def _check_nonce(request: AuthorizationRequest) -> Findings:
    if request.nonce:
        return check_unguessable("nonce", request.nonce)
    if not _asks_for_id_token(request):
        return ()
    # OIDC Core §3.1.2.1: "nonce OPTIONAL."
    message = "There is no nonce. It's optional in this flow, but it would tie the ID token to this request."
    return (RULES["url-nonce-missing"].info(message),)


def _check_prompt(request: AuthorizationRequest) -> Findings:
    words = (request.prompt or "").split()
    if "none" in words and len(words) > 1:
        # OIDC Core §3.1.2.1: "If this parameter contains none with any other value, an error is returned."
        message = "prompt contains none together with another value, and they contradict each other."
        return (RULES["url-prompt"].error(message, "Send one of them."),)
    if not _PROMPTS.issuperset(words):
        message = "prompt contains a value that OpenID Connect doesn't define. Letter case matters."
        return (RULES["url-prompt"].warning(message),)
    if {"consent", "none"} & {*words} or not {"openid", "offline_access"} <= {*(request.scope or "").split()}:
        return ()
    # OIDC Core §11: "When offline access is requested, a prompt parameter value of consent MUST be used unless other
    # conditions for processing the request permitting offline access to the requested resources are in place."
    message = (
        "The scope has offline_access, and there is no prompt=consent. A server that holds to OpenID Connect here gives"
        " no refresh token, or refuses the request. Many don't need it, such as Auth0, Keycloak, Okta and Entra ID."
    )
    return (RULES["url-offline-consent"].info(message, "Add prompt=consent if no refresh token comes."),)


def _check_max_age(request: AuthorizationRequest) -> Findings:
    if not isinstance(request.max_age, str):
        return ()
    return (RULES["url-max-age"].error("max_age isn't a whole number of seconds."),)


def _check_claims(request: AuthorizationRequest) -> Findings:
    if not request.claims:
        return ()
    try:
        parse_json_object(request.claims)
    except JsonError as problem:
        message = f"claims isn't a JSON object. {problem}"
        hint = "Write it as JSON, then percent-encode it once."
        if re.match("%7[Bb]", request.claims):
            hint = "It was percent-encoded twice. Encode it once."
        elif request.claims.startswith("{'"):
            hint = "JSON needs double quotes, and null, true and false in lower case. Build it with a JSON library."
        return (RULES["url-claims"].error(message, hint),)
    return ()


def _check_resource(request: AuthorizationRequest) -> Findings:
    # RFC 8707 §2: "Its value MUST be an absolute URI ... The URI MUST NOT include a fragment component."
    if all(re.match(r"[A-Za-z][A-Za-z0-9+.\-]*:", each) and "#" not in each for each in request.resource):
        return ()
    return (RULES["url-resource"].error("resource isn't an absolute URI without a fragment."),)


_GIVE_WITHOUT_CONSENT = ("entra", "google")
"""Servers at known hosts that give a refresh token without prompt=consent, or know no offline_access."""
CHECKS = (
    _check_response_type, _check_client_id, _check_scope, _check_redirect_uri, _check_challenge, _check_nonce,
    _check_prompt, _check_max_age, _check_claims, _check_resource,
)  # fmt: skip
"""What a server refuses comes before advice. `check_state` is apart because it needs the states used before."""


def check_parameters(request: AuthorizationRequest, url: str) -> Iterator[Finding]:
    """What `CHECKS` find, with the redirect URI judged by the rules of the server that the URL goes to, if it's known.

    Args:
        request: the request that the URL makes.
        url: the authorization URL.
    """
    query = url.partition("?")[2]
    if re.fullmatch(r"(?:response_type|client_id|redirect_uri|scope|state|code_challenge)=[^&;\s?]{1,2000}", query):
        message = "The URL has one parameter alone: it was probably cut at its first &, where a shell ends a command."
        hint = 'Put quotes around the whole URL; in Windows cmd, double ones, also after start "".'
        yield RULES["url-cut"].error(message, hint)
    known = published_at(url)
    for check in CHECKS:
        if known is not None and check is _check_redirect_uri:
            yield from _check_redirect_uri(request, known.name)
        elif known is not None and known.name in _GIVE_WITHOUT_CONSENT:
            yield from (each for each in check(request) if each.rule != "url-offline-consent")
        else:
            yield from check(request)


def check_endpoint_path(url: str) -> Iterator[Finding]:
    """What is wrong or odd about the path of the authorization endpoint, and what it doesn't take.

    Args:
        url: the authorization URL.
    """
    if problem := find_path_problem(url):
        judge = RULES["url-endpoint-path"].error if problem.is_sure else RULES["url-endpoint-path"].warning
        yield judge(problem.message, problem.hint)
    if problem := find_resource_problem(url):
        yield RULES["url-resource"].warning(problem.message, problem.hint)


def _asks_for_id_token(request: AuthorizationRequest) -> bool:
    return "openid" in (request.scope or "").split()


def _check_characters(rule: Rule, text: str, name: str) -> Findings:
    marks, total = mark_strays(text, VSCHAR)
    if not total:
        return ()
    # The marks count in the decoded value, not in the URL that is judged here.
    hint = "Only printable ASCII is allowed. Copy it again from its source, not from a document or a chat."
    return (rule.error(describe_strays(marks, total, name), hint),)
