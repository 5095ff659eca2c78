"""Which step of the flow a recorded request is, if any: told by its parameters first, then by its address."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkce_core.har.exchange import Exchange


class Kind(StrEnum):
    """A step of the flow, in the words that a reader sees."""

    DISCOVERY = "discovery"
    KEYS = "key set"
    PUSHED = "pushed authorization request"
    AUTHORIZATION = "authorization request"
    CALLBACK = "redirect"
    PREFLIGHT = "preflight"
    TOKEN = "token request"  # noqa: S105
    REFRESH = "refresh request"
    USERINFO = "UserInfo request"
    REVOCATION = "revocation request"


_ENDPOINTS = {
    "jwks_uri": Kind.KEYS,
    "userinfo_endpoint": Kind.USERINFO,
    "revocation_endpoint": Kind.REVOCATION,
    "pushed_authorization_request_endpoint": Kind.PUSHED,
}
"""What metadata names the endpoints."""
_PATHS = (
    (r"/\.well-known/(?:openid-configuration|oauth-authorization-server)\b", "GET", Kind.DISCOVERY),
    (r"/(?:jwks(?:\.json)?|discovery(?:/v[0-9.]+)?/keys|openid-connect/certs|oauth2/v[0-9]+/(?:certs|keys))$", "GET",
     Kind.KEYS),
    (r"(?i)/(?:user_?info)$", "GET POST", Kind.USERINFO),
    (r"(?i)/(?:revoke|revocation)$", "POST", Kind.REVOCATION),
    (r"(?i)/par$", "POST", Kind.PUSHED),
)  # fmt: skip
_TOKEN_PATH = r"(?i)/(?:token|access_token|tokens)$"  # noqa: S105
_SERVER_NAMES = ("state", "iss", "session_state")


def kind_of(exchange: Exchange, endpoints: Mapping[str, str], redirect_uris: frozenset[str]) -> Kind | None:
    """The step that an exchange is; None for another request.

    Args:
        exchange: the request, with its response.
        endpoints: the addresses that the server's metadata names, by the names of its members.
        redirect_uris: the redirect_uris of all authorization requests in the file, without their queries.
    """
    address = exchange.address
    if exchange.method == "OPTIONS":
        asked = "access-control-request-method" in exchange.headers
        return Kind.PREFLIGHT if asked and _may_be_token_endpoint(address, endpoints) else None
    query, form = exchange.query, exchange.form if exchange.method == "POST" else {}
    if "grant_type" in form or "grant_type" in query:
        refreshing = "refresh_token" in (form.get("grant_type"), query.get("grant_type"))
        return Kind.REFRESH if refreshing else Kind.TOKEN
    for name, kind in _ENDPOINTS.items():
        if endpoints.get(name) == address:
            return kind
    for parameters in (query, form):
        if is_callback(address, parameters, redirect_uris):
            return Kind.CALLBACK
    path = re.sub(r"^\w+://[^/]*", "", address)
    for pattern, methods, kind in _PATHS:
        if exchange.method in methods.split() and re.search(pattern, path):
            return kind
    if exchange.method == "POST" and _may_be_token_endpoint(address, endpoints):
        return Kind.TOKEN
    if is_authorization(query) or is_authorization(form):
        return Kind.AUTHORIZATION
    return None


def is_authorization(parameters: Mapping[str, str]) -> bool:
    """Whether parameters are those of an authorization request, pushed or not."""
    return "client_id" in parameters and bool(parameters.keys() & {"response_type", "request_uri", "code_challenge"})


def is_callback(address: str, parameters: Mapping[str, str], redirect_uris: frozenset[str]) -> bool:
    """Whether parameters are those of a redirect back to the client."""
    if not parameters.keys() & {"code", "error"} or "client_id" in parameters:
        return False
    return address in redirect_uris or any(name in parameters for name in _SERVER_NAMES)


def _may_be_token_endpoint(address: str, endpoints: Mapping[str, str]) -> bool:
    return address == endpoints.get("token_endpoint") or re.search(_TOKEN_PATH, address) is not None
