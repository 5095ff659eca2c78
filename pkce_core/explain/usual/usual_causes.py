"""The usual causes of a code as the known values order them: what was exchanged, and what it visibly doesn't have."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.explain.usual.disproved import OF_A_TOKEN_REQUEST, is_pushed
from pkce_core.flow.client_secret import has_jwt_secret
from pkce_core.flow.grant import grant_of, is_refresh
from pkce_core.grants import CODE, GRANTS

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


_BY_CODE: Mapping[str, str] = MappingProxyType(
    {"refresh-token-invalid": "code-old", "refresh-token-used": "code-reused", "token-expired": "code-old"}
)
"""What "the token has expired" means of a request that sends a code, and no token."""


def usual_here(usual: tuple[str, ...], flow: FlowValues, code: str) -> tuple[str, ...]:
    """The usual causes that the request can have, those first that its step makes likelier.

    Args:
        usual: the usual causes of the code.
        flow: what was sent and received.
        code: the error code.
    """
    grant = grant_of(flow)
    if has_jwt_secret(flow) and any(slug in _PLAIN_SECRETS for slug in usual):
        usual = ("secret-jwt", *(slug for slug in usual if slug not in _PLAIN_SECRETS))
    if flow.token_request and grant != CODE:
        others = tuple(slug for slug in usual if not re.match(_ABOUT_CODES, slug))
        first = GRANTS[grant].causes if grant in GRANTS and code in _OF_GRANT else ()
        more = _OF_REFRESH.get(code, ()) if is_refresh(flow) else ()
        return tuple(dict.fromkeys((*first, *more, *others)))
    if is_pushed(flow) and code in _OF_PUSHED:
        usual = ("request-uri-used", "request-uri-of-another", *usual)
    if flow.value("authorization_response", "code") or flow.has("token_request", "code"):
        return tuple(sorted(usual, key=lambda slug: slug in _REFUSED_EARLIER))
    if flow.authorization_request:
        return tuple(sorted(usual, key=lambda slug: slug in OF_A_TOKEN_REQUEST))
    return usual


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
        here = {"secret-wrong": "secret-jwt", "token-expired": "secret-jwt"}
    elif grant_of(flow) == CODE and flow.has("token_request", "code"):
        here = _BY_CODE
    found: dict[str, str] = {}
    for slug, evidence in said.items():
        is_meant = here is not _BY_CODE or "refresh" not in evidence
        found.setdefault(here.get(slug, slug) if is_meant else slug, evidence)
    return found


def meaning_here(code: str, flow: FlowValues | None) -> str:
    """What a code means for the known request; "" where it means what it always means.

    Args:
        code: the error code.
        flow: what was sent and received.
    """
    if flow is None or not flow.token_request or (grant := grant_of(flow)) == CODE or code not in _REFUSED:
        return ""
    what = "the refresh token" if is_refresh(flow) else "what this request exchanges for tokens"
    if not is_refresh(flow) and grant in GRANTS:
        what = GRANTS[grant].title
    return _REFUSED[code].format(what=what)
