"""The usual causes of a code as the known values order them: what was exchanged, and what it visibly doesn't have."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.error_codes import ERROR_CODES
from pkce_core.explain.usual.by_authorization import OF_A_TOKEN_REQUEST, is_pushed, lacks_consent, request_lacks
from pkce_core.explain.usual.shown_claims import shown_claims
from pkce_core.flow.client_secret import has_jwt_secret
from pkce_core.flow.grant import grant_of, is_refresh
from pkce_core.flow.opened_request import with_opened_request
from pkce_core.flow.redirect_uri_consistency import has_unasked_uri
from pkce_core.grants import CODE, GRANTS, REFRESH
from pkce_core.recognition.oauth_words import names_refresh, names_reload

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkce_core.flow.values import FlowValues

_ABOUT_CODES = r"code-|redirect-uri-|verifier-|challenge-|method-|response-type|client-differs"
"""Causes that only a request for a code, or one that redeems it, can have."""
_OF_GRANT = ("invalid_grant", "token_invalid", "invalid_code", "access_denied")
"""Codes that are about what was exchanged."""
_OF_REFRESH: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"invalid_scope": ("scope-widened",), "invalid_request": ("refresh-token-missing",)}
)
"""What else makes a server refuse a refresh, by code."""
_REFRESH_ALONE = ("refresh-token-invalid", "refresh-token-used", "session-ended", "refresh-token-of-another")
"""What makes a server refuse a refresh of which only a message is known, the likeliest first."""
_REFUSED_EARLIER = ("challenge-required", "method-missing", "method-plain", "challenge-malformed", "response-type",
                    "redirect-uri-unregistered")  # fmt: skip
"""Causes that most servers see before they send a code."""
_PLAIN_SECRETS = ("secret-empty", "secret-is-client-id", "secret-wrong", "secret-expired", "secret-missing",
                  "secret-unwanted")  # fmt: skip
"""What is wrong with a secret that is no JWT."""
_OF_PUSHED = ("invalid_request", "invalid_request_uri")
"""Codes with which a server refuses the request_uri of a pushed request."""
_BY_ASSERTION: Mapping[str, str] = MappingProxyType(
    {
        "secret-wrong": "assertion-refused", "secret-expired": "assertion-refused", "token-expired":
        "assertion-refused", "refresh-token-used": "assertion-replayed", "refresh-token-invalid": "assertion-refused",
        "code-reused": "assertion-replayed",
    }
)  # fmt: skip
"""What a server's words mean when it refuses a client that authenticated with a client_assertion."""
_REFUSED: Mapping[str, str] = MappingProxyType(
    {"invalid_grant": "The server doesn't accept {what}.", "invalid_scope": "The server doesn't grant this scope."}
)


_WITHOUT_CHALLENGE: Mapping[str, str] = MappingProxyType({"method-missing": "challenge-required"})
"""What a server's words mean that misses the method of a request without PKCE."""
UNASKED = "redirect-uri-unasked"
_WITHOUT_URI: Mapping[str, str] = MappingProxyType({"redirect-uri-differs": UNASKED})
"""What words mean that compare the redirect_uri of the token request with one that wasn't sent."""
_WITHOUT_METHOD: Mapping[str, str] = MappingProxyType({"method-plain": "method-missing"})
_OF_ASSERTION_GRANTS: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(("assertion-refused", "assertion-replayed"), "exchanged-token-refused")
)
_NEEDED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {CODE: ("grant_type", "code", "redirect_uri", "client_id", "code_verifier"), REFRESH: ("grant_type", REFRESH)}
)
"""By grant type: all that the specification has a token request send, the client's authentication aside."""
_ASKED = ("response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge", "code_challenge_method")
"""What the specifications have an authorization request send."""
_BY_CODE: Mapping[str, str] = MappingProxyType(
    {"refresh-token-invalid": "code-old", "refresh-token-used": "code-reused", "token-expired": "code-old"}
)
"""What "the token has expired" means of a request that sends a code, and no token."""


_IN_REDIRECTS = ("invalid_request", "unauthorized_client")
_BEFORE_REDIRECTS = ("redirect-uri-unregistered", "redirect-uri-malformed", "client-unknown", "client-id-missing")
"""RFC 6749 §4.1.2.1: with one of these, the server "MUST NOT automatically redirect the user-agent"."""
_OF_OFFLINE_ACCESS = ("invalid_request", "invalid_scope")
_OF_TOKEN_ENDPOINTS = ("invalid_grant", "unsupported_grant_type")
_OF_WHAT_WAS_PUSHED = ("invalid_grant", "invalid_request")
_PUSHED_IS_HIDDEN = (
    "What was pushed isn't in these values, so its redirect_uri and code_challenge weren't compared. Give the"
    " parameters of the pushed request as the authorization request to have them compared."
)
_OF_SILENCE = ("login_required", "interaction_required", "consent_required", "account_selection_required")
NOT_SILENT = (
    "The authorization request here has no prompt=none, so the error may be of another one, such as a silent renewal."
)


def usual_here(usual: tuple[str, ...], flow: FlowValues | None, code: str, text: str = "") -> tuple[str, ...]:
    """The usual causes that the request can have, those first that its step makes likelier.

    Args:
        usual: the usual causes of the code.
        flow: what was sent and received.
        code: the error code.
        text: the error as it was given, which may name a refresh.
    """
    if _is_refresh_alone(text, flow):
        return _of_a_refresh(usual, code, first=_REFRESH_ALONE)
    if "code-reused" in usual and names_reload(text):
        usual = tuple(dict.fromkeys(("code-reused", *usual)))
    if flow is None:
        return usual
    opened = with_opened_request(flow)
    if has_unasked_uri(opened):
        usual = tuple(_WITHOUT_URI.get(slug, slug) for slug in usual)
    found = _of_the_step(usual, flow, code)
    has_scope = opened.has("token_request", "scope")
    if code == "invalid_scope" and request_lacks(opened, "scope") and not has_scope:
        # RFC 6749 §3.3: without a scope, the server must "process the request using a pre-defined default value or fail
        # the request indicating an invalid scope"
        return (*found, "parameter-missing")
    if code in _OF_OFFLINE_ACCESS and not (opened.token_request or opened.token_response) and lacks_consent(opened):
        found = (*found, "consent-prompt")
    if "dpop-missing" in found and "dpop-missing" in shown_claims(flow, None, ""):
        found = ("dpop-missing", *(slug for slug in found if slug not in ("dpop-missing", "dpop-nonce")))
    if opened.value("authorization_response", "error") and not opened.token_request and code in _IN_REDIRECTS:
        found = tuple(slug for slug in found if slug not in _BEFORE_REDIRECTS)
    return tuple(slug for slug in found if slug != "parameter-missing" or not _has_all(opened))


def _has_all(flow: FlowValues) -> bool:
    """Whether the last request that is known has all that the specifications require. A server may want more."""
    sent = flow.sent_token_request
    if sent is None:
        return all(flow.value("authorization_request", name) for name in _ASKED)
    names = {each.name for each in sent.all_parameters if each.value != ""}
    needed = _NEEDED.get(grant_of(flow), ())
    return bool(needed) and names.issuperset(needed)


def _of_the_step(usual: tuple[str, ...], flow: FlowValues, code: str) -> tuple[str, ...]:
    grant = grant_of(flow)
    if has_jwt_secret(flow) and any(slug in _PLAIN_SECRETS for slug in usual):
        usual = ("secret-jwt", *(slug for slug in usual if slug not in _PLAIN_SECRETS))
    if flow.token_request and grant != CODE:
        if is_refresh(flow):
            return _of_a_refresh(usual, code, first=_causes_of(grant))
        others = tuple(slug for slug in usual if not re.match(_ABOUT_CODES, slug))
        return tuple(dict.fromkeys((*(_causes_of(grant) if code in _OF_GRANT else ()), *others)))
    if is_pushed(flow) and code in _OF_PUSHED:
        usual = ("request-uri-used", "request-uri-of-another", *usual)
    if flow.value("authorization_response", "code") or flow.has("token_request", "code"):
        return tuple(sorted(usual, key=lambda slug: slug in _REFUSED_EARLIER))
    if flow.authorization_request and code not in _OF_TOKEN_ENDPOINTS:
        return tuple(sorted(usual, key=lambda slug: slug in OF_A_TOKEN_REQUEST))
    return usual


def _of_a_refresh(usual: tuple[str, ...], code: str, first: tuple[str, ...]) -> tuple[str, ...]:
    others = tuple(slug for slug in usual if not re.match(_ABOUT_CODES, slug))
    return tuple(dict.fromkeys((*(first if code in _OF_GRANT else ()), *_OF_REFRESH.get(code, ()), *others)))


def _is_refresh_alone(text: str, flow: FlowValues | None) -> bool:
    """Whether only the words show what was sent, and they speak of a refresh."""
    return (flow is None or not flow.token_request) and names_refresh(text)


def said_here(said: Mapping[str, str], flow: FlowValues, code: str, *, has_assertion: bool) -> dict[str, str]:
    """The causes that a message suggests, as the known request makes them.

    Args:
        said: the causes with their evidence.
        flow: what was sent and received.
        code: the error code.
        has_assertion: whether the client authenticated with a client_assertion alone.
    """
    here: Mapping[str, str] = {}
    if code == "invalid_client" and has_assertion:
        here = _BY_ASSERTION
    elif code in ("invalid_client", "unauthorized_client") and has_jwt_secret(flow):
        here = dict.fromkeys(("secret-wrong", "token-expired", "assertion-refused"), "secret-jwt")
    elif "exchanged-token-refused" in _causes_of(grant_of(flow)):
        here = _OF_ASSERTION_GRANTS
    elif (opened := with_opened_request(flow)).lacks("authorization_request", "code_challenge"):
        here = {**_BY_CODE, **_WITHOUT_CHALLENGE} if flow.has("token_request", "code") else _WITHOUT_CHALLENGE
    elif grant_of(flow) == CODE and flow.has("token_request", "code"):
        here = _BY_CODE
    elif opened.lacks("authorization_request", "code_challenge_method"):
        here = _WITHOUT_METHOD
    if has_unasked_uri(with_opened_request(flow)):
        here = {**here, **_WITHOUT_URI}
    found: dict[str, str] = {}
    for slug, evidence in said.items():
        is_meant = slug not in _BY_CODE or "code-old" not in here.values() or "refresh" not in evidence
        found.setdefault(here.get(slug, slug) if is_meant else slug, evidence)
    if code == "invalid_scope" and is_refresh(flow) and flow.has("token_request", "scope") and found:
        # RFC 6749 §6: a refresh may not ask for more than was granted
        found = {"scope-widened": next(iter(found.values())), **found}
    return found


def _causes_of(grant: str) -> tuple[str, ...]:
    return GRANTS[grant].causes if grant in GRANTS else ()


def _asks_the_user(flow: FlowValues) -> bool:
    """Whether the authorization request is known and lets the server show pages."""
    opened = with_opened_request(flow)
    prompt = (opened.value("authorization_request", "prompt") or "").split()
    return "none" not in prompt if prompt else request_lacks(opened, "prompt")


def _hides_the_pushed(flow: FlowValues) -> bool:
    """Whether a code is redeemed whose authorization request was pushed and isn't known."""
    known = any(flow.value("authorization_request", name) for name in ("redirect_uri", "code_challenge"))
    return is_pushed(flow) and not known and bool(flow.token_request) and grant_of(flow) == CODE


def meaning_here(code: str, flow: FlowValues | None, text: str = "") -> str:
    """What a code means for the known request; "" where it means what it always means.

    Args:
        code: the error code.
        flow: what was sent and received.
        text: the error as it was given.
    """
    if code in _REFUSED and _is_refresh_alone(text, flow):
        return _REFUSED[code].format(what="the refresh token")
    if flow is None:
        return ""
    if code in _OF_SILENCE and not flow.token_request and _asks_the_user(flow):
        return f"{ERROR_CODES[code].meaning} {NOT_SILENT}"
    if _hides_the_pushed(flow) and code in _OF_WHAT_WAS_PUSHED:
        return f"{ERROR_CODES[code].meaning} {_PUSHED_IS_HIDDEN}"
    if not flow.token_request or (grant := grant_of(flow)) == CODE or code not in _REFUSED:
        return ""
    what = "the refresh token" if is_refresh(flow) else "what this request exchanges for tokens"
    if not is_refresh(flow) and grant in GRANTS:
        what = GRANTS[grant].title
    return _REFUSED[code].format(what=what)
