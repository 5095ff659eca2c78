"""Which step of the flow a recorded request is, if any: told by its parameters first, then by its address."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkce_core.har.recorded.exchange import Exchange


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
    CALL = "refused API call"


ENDPOINTS: Mapping[str, Kind] = {
    "jwks_uri": Kind.KEYS,
    "userinfo_endpoint": Kind.USERINFO,
    "revocation_endpoint": Kind.REVOCATION,
    "pushed_authorization_request_endpoint": Kind.PUSHED,
    "token_endpoint": Kind.TOKEN,
}
"""What the metadata of a server names its endpoints."""
_PATHS = (
    (r"/\.well-known/(?:openid-configuration|oauth-authorization-server)(?:/|$)", "GET", Kind.DISCOVERY),
    (r"/(?:jwks(?:\.json)?|discovery(?:/v[0-9.]+)?/keys|openid-connect/certs|oauth2/v[0-9]+/(?:certs|keys))$", "GET",
     Kind.KEYS),
    (r"(?i)/user_?info$", "GET POST", Kind.USERINFO),
    (r"(?i)/(?:revoke|revocation)$", "POST", Kind.REVOCATION),
    (r"(?i)/par(?:/request)?$", "POST", Kind.PUSHED),
    (r"(?i)/(?:token|tokens|access_token)$", "POST", Kind.TOKEN),
)  # fmt: skip
"""Where servers have their endpoints, for a file without their metadata."""
_OAUTH_WORDS = (
    r"\b(?:grant_type|code_verifier|client_id|access_token|unsupported_grant_type|invalid_(?:client|grant))\b"
)
_TO_AN_API = r"(?i)(?:bearer|dpop)(?:\s|$)"
"""How an Authorization header begins that carries an access token; a browser sends none where it opens a page."""
_SERVER_NAMES = ("state", "iss", "session_state")


def kind_of(exchange: Exchange, endpoints: Mapping[str, Kind], redirect_uris: frozenset[str]) -> Kind | None:
    """The step that an exchange is; None for another request.

    Args:
        exchange: the request, with its response.
        endpoints: what is at the addresses that metadata in the file names.
        redirect_uris: the redirect_uris of all authorization requests in the file, without their queries.
    """
    address = exchange.address
    if exchange.method == "OPTIONS":
        asked = "access-control-request-method" in exchange.headers
        return Kind.PREFLIGHT if asked and _at(address, "POST", endpoints) else None
    query, form = exchange.query, exchange.form if exchange.method == "POST" else {}
    if "grant_type" in form or "grant_type" in query:
        refreshing = "refresh_token" in (form.get("grant_type"), query.get("grant_type"))
        return Kind.REFRESH if refreshing else Kind.TOKEN
    if address in endpoints:
        return endpoints[address]
    has_token = re.match(_TO_AN_API, exchange.headers.get("authorization", "")) is not None
    if not has_token and any(is_callback(address, parameters, redirect_uris) for parameters in (query, form)):
        return Kind.CALLBACK
    found = _at(address, exchange.method, endpoints)
    if found is Kind.TOKEN and not _is_token_request(exchange):
        found = None
    if found is None and is_authorization(form) and '"request_uri"' in (exchange.response or ""):
        return Kind.PUSHED
    if found is None and (is_authorization(query) or is_authorization(form)):
        return Kind.AUTHORIZATION
    is_refused = exchange.status in (401, 403) or (
        exchange.status >= 400 and re.match(_TO_AN_API, exchange.response_headers.get("www-authenticate", ""))
    )
    return Kind.CALL if found is None and has_token and is_refused else found


def is_authorization(parameters: Mapping[str, str]) -> bool:
    """Whether parameters are those of an authorization request, pushed or not."""
    return "client_id" in parameters and bool(parameters.keys() & {"response_type", "request_uri", "code_challenge"})


def is_callback(address: str, parameters: Mapping[str, str], redirect_uris: frozenset[str]) -> bool:
    """Whether parameters are those of a redirect back to the client."""
    if not parameters.keys() & {"code", "error"} or "client_id" in parameters:
        return False
    return address in redirect_uris or any(name in parameters for name in _SERVER_NAMES)


def _at(address: str, method: str, endpoints: Mapping[str, Kind]) -> Kind | None:
    if address in endpoints:
        return endpoints[address]
    path = re.sub(r"^\w+://[^/]*", "", address)
    return next((kind for at, methods, kind in _PATHS if method in methods.split() and re.search(at, path)), None)


def _is_token_request(exchange: Exchange) -> bool:
    """Whether a request to an address that ends in /token speaks OAuth, as far as the file shows: many others don't."""
    body, response = exchange.body, exchange.response
    return (body is None and response is None) or re.search(_OAUTH_WORDS, f"{body or ''} {response or ''}") is not None
