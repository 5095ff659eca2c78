"""The causes that a known request can't have, each with what shows that: no secret was sent, or S256 was.

A cause needs something: a wrong client_secret needs a client_secret, a refused code_verifier a token request. Where the
request is known and doesn't have it, the cause isn't shown, neither as a usual one nor by a server's general words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.flow.client_secret import has_jwt_secret
from pkce_core.flow.grant import grant_of
from pkce_core.grants import CODE, REFRESH

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pkce_core.flow.values import FlowValues

REQUEST, RESPONSE, TOKEN_REQUEST = "authorization_request", "authorization_response", "token_request"
OF_A_TOKEN_REQUEST = (
    "verifier-mismatch", "verifier-missing", "verifier-malformed", "challenge-missing", "redirect-uri-differs",
    "redirect-uri-missing", "code-old", "code-reused", "code-differs", "code-damaged", "client-differs", "secret-wrong",
    "secret-missing", "secret-unwanted", "secret-empty", "secret-is-client-id", "secret-expired", "secret-jwt",
    "auth-method", "auth-twice", "basic-encoding", "assertion-refused", "assertion-replayed", "assertion-missing",
    "token-method", "parameters-in-url", "body-not-form", "grant-type", "refresh-token-invalid", "refresh-token-used",
    "refresh-token-missing", "refresh-token-of-another", "refresh-token-differs", "scope-widened",
)  # fmt: skip
"""What only a token request can have."""
_OF_A_SECRET = ("secret-wrong", "secret-expired", "secret-is-client-id", "secret-jwt")
_OF_PLAIN_SECRETS = ("secret-wrong", "secret-expired", "secret-empty", "secret-is-client-id", "secret-missing")
_OF_A_REFRESH_TOKEN = ("refresh-token-invalid", "refresh-token-used", "refresh-token-of-another",
                       "refresh-token-differs", "refresh-token-missing")  # fmt: skip
_OF_A_CODE = ("code-old", "code-reused", "code-differs", "code-damaged", "redirect-uri-differs",
              "redirect-uri-missing", "verifier-mismatch", "verifier-missing", "verifier-malformed",
              "challenge-missing", "client-differs")  # fmt: skip
_OF_THE_PUSHED = ("challenge-required", "method-missing", "method-plain", "challenge-malformed", "response-type",
                  "redirect-uri-unregistered", "redirect-uri-malformed")  # fmt: skip
_OF_A_PROOF = ("dpop-time", "dpop-target", "dpop-key", "dpop-replayed", "dpop-proof")
PUSHED = "urn:ietf:params:oauth:request_uri:"
"""How the request_uri of a pushed request begins (RFC 9126 §2.2)."""


def disproved(flow: FlowValues) -> Mapping[str, str]:
    """The slugs of the causes that the known request can't have, each with what shows that.

    Args:
        flow: what was sent and received.
    """
    out: dict[str, str] = {}
    for slugs, why in (*_in_the_redirect(flow), *_by_authorization_request(flow), *_by_token_request(flow)):
        for slug in slugs:
            out.setdefault(slug, why)
    return out


def is_pushed(flow: FlowValues) -> bool:
    """Whether the authorization request only names a pushed request."""
    return (flow.value(REQUEST, "request_uri") or "").startswith(PUSHED)


def _in_the_redirect(flow: FlowValues) -> Iterator[tuple[tuple[str, ...], str]]:
    if flow.value(RESPONSE, "error") and not flow.token_request:
        yield OF_A_TOKEN_REQUEST, "The error came in the redirect, before there was a token request."


def _by_authorization_request(flow: FlowValues) -> Iterator[tuple[tuple[str, ...], str]]:
    if flow.value(REQUEST, "code_challenge_method") == "S256":
        yield ("method-missing", "method-plain"), "The authorization request has code_challenge_method=S256."
    if flow.value(REQUEST, "code_challenge"):
        yield ("challenge-required",), "The authorization request has a code_challenge."
    if flow.value(REQUEST, "response_type") == "code":
        yield ("response-type",), "The response_type is code."
    if is_pushed(flow) and not flow.token_request:
        # RFC 9126 §2.1: the server validates "the pushed request as it would an authorization request sent to the
        # authorization endpoint"
        yield _OF_THE_PUSHED, "The server accepted the parameters when they were pushed."


def _by_token_request(flow: FlowValues) -> Iterator[tuple[tuple[str, ...], str]]:
    sent = flow.sent_token_request
    if sent is None or sent.written_as == "unread":
        return
    has = {
        name: flow.has(TOKEN_REQUEST, name)
        for name in ("code", "refresh_token", "code_verifier", "redirect_uri", "client_secret", "client_assertion")
    }
    is_secret_named = any(each.name == "client_secret" for each in sent.all_parameters)
    method = flow.value(TOKEN_REQUEST, "token_endpoint_auth_method") or "none"
    has_header = bool(sent.authorization or sent.basic_mistake or method != "none")
    if flow.value(TOKEN_REQUEST, "code_verifier"):
        yield ("verifier-missing",), "The token request has a code_verifier."
    if flow.value(TOKEN_REQUEST, "redirect_uri"):
        yield ("redirect-uri-missing",), "The token request has a redirect_uri."
    if not has["client_secret"] and not has_header:
        # An object has client_secret however it was sent.
        yield _OF_A_SECRET, "The token request has no client_secret."
        if not is_secret_named:
            yield ("secret-empty", "secret-unwanted"), "The token request has no client_secret."
        if sent.written_as != "parameters":
            yield ("basic-encoding",), "The token request has no Authorization header."
        if has["client_assertion"]:
            yield ("secret-missing", "basic-encoding"), "The client authenticates with a client_assertion."
        yield ("auth-twice",), "The token request doesn't authenticate the client in two ways."
    if (flow.value(TOKEN_REQUEST, "client_secret") or "").startswith("-----BEGIN"):
        yield ("secret-wrong", "secret-expired"), "The client_secret is a key."
    if has_jwt_secret(flow):
        yield _OF_PLAIN_SECRETS, "The client_secret is a JWT."
    yield from _by_grant(flow, has)
    if sent.written_as == "parameters":
        return
    if not has["code_verifier"]:
        yield ("verifier-malformed", "verifier-mismatch"), "The token request has no code_verifier."
    if sent.dpop:
        yield ("dpop-missing",), "The token request has a DPoP header."
    elif sent.written_as in ("HTTP", "curl", "curl -v"):
        yield _OF_A_PROOF, "The token request has no DPoP header."


def _by_grant(flow: FlowValues, has: Mapping[str, bool]) -> Iterator[tuple[tuple[str, ...], str]]:
    grant = grant_of(flow)
    if grant == CODE and has["code"] and not has["refresh_token"]:
        yield _OF_A_REFRESH_TOKEN, "The token request sends a code, not a refresh token."
    if grant == REFRESH and has["refresh_token"] and not has["code"]:
        yield _OF_A_CODE, "The token request sends a refresh token, not a code."
