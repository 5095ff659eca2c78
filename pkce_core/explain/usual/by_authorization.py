"""The causes that the authorization request can't have, and those that the redirect excludes.

A redirect with a code shows what the server accepted: the client, the redirect URI and all that it judges before it
sends a code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pkce_core.explain.usual.state_change import is_state_changed
from pkce_core.jose.unverified import Jwt, moment_of, open_jwt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.flow.values import FlowValues

    Disproof = tuple[tuple[str, ...], str]

REQUEST, RESPONSE, TOKEN_REQUEST = "authorization_request", "authorization_response", "token_request"
OF_A_TOKEN_REQUEST = (
    "verifier-mismatch", "verifier-missing", "verifier-malformed", "challenge-missing", "redirect-uri-differs",
    "redirect-uri-missing", "code-old", "code-reused", "code-differs", "code-damaged", "client-differs", "secret-wrong",
    "secret-missing", "secret-unwanted", "secret-empty", "secret-is-client-id", "secret-expired", "secret-jwt",
    "auth-method", "auth-twice", "basic-encoding", "assertion-refused", "assertion-replayed", "assertion-missing",
    "token-method", "parameters-in-url", "body-not-form", "grant-type", "grant-mismatch", "refresh-token-invalid",
    "refresh-token-used", "refresh-token-missing", "refresh-token-of-another", "refresh-token-of-page",
    "refresh-token-differs", "scope-widened",
)  # fmt: skip
"""What only a token request can have."""
PUSHED = "urn:ietf:params:oauth:request_uri:"
"""How the request_uri of a pushed request begins (RFC 9126 §2.2)."""
_OF_THE_PUSHED = ("challenge-required", "method-missing", "method-plain", "challenge-malformed", "response-type",
                  "redirect-uri-unregistered", "redirect-uri-malformed")  # fmt: skip
_OF_A_REFERENCE = ("request-uri-used", "request-uri-of-another")
OF_AN_OBJECT = ("object-signature", "object-alg", "object-time", "object-claim-missing", "object-aud",
                 "object-client", "object-encryption", "object-form", "object-parameters", "object-used")  # fmt: skip
_TYPES = ("jwt", "oauth-authz-req+jwt")
"""RFC 9101 §10.8; without a typ, it can be any JWT."""
ABOUT_OBJECTS = ("invalid_request_object", "invalid_request", "unauthorized_client", "server_error", "")
"""Codes with which servers refuse a request object; "" for words alone."""
_OF_A_CHALLENGE = ("verifier-mismatch", "verifier-missing", "challenge-malformed", "method-missing", "method-plain")
_BEFORE_A_CODE = ("response-type", "state-weak", "request-object", *OF_AN_OBJECT, *_OF_A_REFERENCE, "par-required",
                  "no-session", "user-denied")  # fmt: skip
"""What a server judges before it sends a code."""


def is_pushed(flow: FlowValues) -> bool:
    """Whether the authorization request only names a pushed request."""
    return (flow.value(REQUEST, "request_uri") or "").startswith(PUSHED)


def by_redirect(flow: FlowValues) -> Iterator[Disproof]:
    """What the redirect excludes.

    Args:
        flow: what was sent and received, with its request object opened.
    """
    if flow.value(RESPONSE, "error") and not flow.token_request:
        yield OF_A_TOKEN_REQUEST, "The error came in the redirect, before there was a token request."
    if not flow.value(RESPONSE, "code") or REQUEST in flow.partial or _is_of_another(flow):
        return
    if flow.authorization_request:
        yield _BEFORE_A_CODE, "The server answered the authorization request with a code."
    if _is_same(flow, "redirect_uri"):
        why = "The server sent a code to this redirect_uri."
        yield ("redirect-uri-unregistered", "redirect-uri-malformed"), why
    if _is_same(flow, "client_id") and not _is_of_another_host(flow):
        yield ("client-unknown",), "The server sent a code for this client_id."


def _is_of_another(flow: FlowValues) -> bool:
    """Whether the redirect may be that of another request, because its state isn't the one that was sent."""
    sent, returned = flow.value(REQUEST, "state"), flow.value(RESPONSE, "state")
    is_other = sent != returned and (returned is not None or flow.lacks(RESPONSE, "state"))
    return is_other and not is_state_changed(flow)


def _is_same(flow: FlowValues, name: str) -> bool:
    """Whether the authorization request has a value, and the token request no other."""
    first, second = flow.value(REQUEST, name), flow.value(TOKEN_REQUEST, name)
    return first is not None and second in (None, first)


def _is_of_another_host(flow: FlowValues) -> bool:
    """Whether the token request is known to have gone to another host than the authorization request."""
    sent = flow.sent_token_request.url if flow.sent_token_request else ""
    hosts = {_host(url) for url in (flow.authorization_endpoint, sent or flow.token_endpoint) if url} - {""}
    return len(hosts) > 1


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""


def by_authorization_request(flow: FlowValues, opened: FlowValues) -> Iterator[Disproof]:
    """What the authorization request excludes.

    Args:
        flow: what was sent and received.
        opened: the same with its request object opened; without its request where that is impossible.
    """
    method = opened.value(REQUEST, "code_challenge_method")
    if method == "S256":
        yield (
            ("method-missing", "method-plain", "method-unknown"),
            "The authorization request has code_challenge_method=S256.",
        )
    elif method not in (None, "plain"):
        yield ("method-missing",), "The authorization request has a code_challenge_method, and it isn't plain."
    if opened.value(REQUEST, "code_challenge"):
        yield ("challenge-required",), "The authorization request has a code_challenge."
        if opened.lacks(REQUEST, "code_challenge_method"):
            yield ("method-plain",), "The authorization request has no code_challenge_method."
    elif opened.lacks(REQUEST, "code_challenge"):
        yield _OF_A_CHALLENGE, "The authorization request has no code_challenge."
        if not opened.has(TOKEN_REQUEST, "code_verifier"):
            yield ("pkce-unsupported",), "Nothing of PKCE was sent."
    if opened.value(REQUEST, "response_type") == "code":
        yield ("response-type",), "The response_type is code."
    if _is_https(opened):
        yield ("redirect-uri-insecure",), "The redirect_uri is https."
    yield from _by_what_it_lacks(opened)
    yield from _by_where_it_is(flow)


def _is_https(flow: FlowValues) -> bool:
    """Whether every redirect_uri that was sent is known and https."""
    sent = [
        flow.value(each, "redirect_uri") or "" for each in (REQUEST, TOKEN_REQUEST) if flow.has(each, "redirect_uri")
    ]
    is_known = not flow.authorization_request or flow.has(REQUEST, "redirect_uri")
    return is_known and bool(sent) and all(uri.lower().startswith("https://") for uri in sent)


def request_lacks(flow: FlowValues, name: str) -> bool:
    """Whether the authorization request is known, looks whole, and doesn't have a parameter.

    Args:
        flow: what was sent and received, with its request object opened.
        name: the parameter.
    """
    return flow.lacks(REQUEST, name) and bool(flow.value(REQUEST, "client_id") and flow.value(REQUEST, "response_type"))


def lacks_consent(flow: FlowValues) -> bool:
    """Whether the authorization request asks an OpenID provider for offline access without prompt=consent.

    Args:
        flow: what was sent and received, with its request object opened.
    """
    scope, prompt = ((flow.value(REQUEST, name) or "").split() for name in ("scope", "prompt"))
    is_known = bool(prompt) or request_lacks(flow, "prompt")
    return is_known and {"openid", "offline_access"} <= {*scope} and not {"consent", "none"} & {*prompt}


def _by_what_it_lacks(flow: FlowValues) -> Iterator[Disproof]:
    is_alone = not flow.token_request
    if flow.value(RESPONSE, "error") and is_alone and REQUEST in flow.whole and request_lacks(flow, "request_uri"):
        yield ("parameter-twice",), "The authorization request has each parameter once."
    if flow.value(REQUEST, "client_id") and is_alone:
        yield ("client-id-missing",), "The authorization request has a client_id."
    if request_lacks(flow, "redirect_uri"):
        yield ("redirect-uri-missing",), "The authorization request has no redirect_uri."
        if is_alone or flow.lacks(TOKEN_REQUEST, "redirect_uri"):
            no_uri = ("redirect-uri-differs", "redirect-uri-unregistered", "redirect-uri-malformed")
            yield no_uri, "No redirect_uri was sent."
    if request_lacks(flow, "scope") and (is_alone or flow.lacks(TOKEN_REQUEST, "scope")):
        yield ("scope-unknown", "scope-not-allowed"), "No scope was sent."
    prompt = (flow.value(REQUEST, "prompt") or "").split()
    if "consent" in prompt:
        yield ("consent-prompt",), "The authorization request has prompt=consent."
    if request_lacks(flow, "prompt") or (prompt and "none" not in prompt):
        yield ("no-session",), "The authorization request has no prompt=none."


def _by_where_it_is(flow: FlowValues) -> Iterator[Disproof]:
    """Whether the parameters are in the URL, in a request object, or were pushed before."""
    if request_lacks(flow, "request_uri"):
        yield _OF_A_REFERENCE, "The authorization request has no request_uri."
        if request_lacks(flow, "request"):
            yield OF_AN_OBJECT, "The authorization request has no request object."
            if request_lacks(flow, "registration"):
                yield ("request-object",), "The authorization request has none of request, request_uri, registration."
    if is_pushed(flow) or flow.authorization_request.get("request_uri") is True:
        yield ("par-required",), "The authorization request was pushed."
        if not flow.token_request and is_pushed(flow):
            # RFC 9126 §2.1: the server validates "the pushed request as it would an authorization request sent to the
            # authorization endpoint"
            yield _OF_THE_PUSHED, "The server accepted the parameters when they were pushed."
    jwt = open_jwt(flow.value(REQUEST, "request") or "")
    if isinstance(jwt, Jwt):
        yield from _by_object(jwt, flow)


def _by_object(jwt: Jwt, flow: FlowValues) -> Iterator[Disproof]:
    """What an opened request object excludes. Its signature isn't verified, and excludes nothing."""
    if str(jwt.header.get("typ", "jwt")).lower().removeprefix("application/") in _TYPES:
        yield ("object-form",), "The request object can be opened, and its typ isn't that of another JWT."
    client_id = flow.value(REQUEST, "client_id")
    if client_id and client_id == jwt.text("iss") == jwt.text("client_id"):
        yield ("object-client",), "The iss and the client_id of the request object are the client_id of the URL."
    aud = jwt.claims.get("aud")
    if flow.issuer and flow.issuer in (aud if isinstance(aud, list) else [aud]):
        yield ("object-aud",), "The aud of the request object is the issuer."
    if all(jwt.claims.get(name) for name in ("iss", "aud", "client_id", "jti")) and all(
        moment_of(jwt, name) is not None for name in ("exp", "iat", "nbf")
    ):
        yield ("object-claim-missing",), "The request object has iss, aud, client_id, jti, exp, iat and nbf."
    if jwt.claims.get("jti") is None and moment_of(jwt, "exp") is None:
        yield ("object-used",), "The request object has no jti and no exp, by which a server would know it again."
