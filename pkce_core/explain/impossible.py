"""The usual causes of a code that can't be the cause any more, once the server's own words have named another.

A server that refuses a refresh token has not looked at a redirect_uri or a code_verifier.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_PKCE = frozenset(
    {
        "verifier-mismatch", "verifier-missing", "verifier-malformed", "method-missing", "method-plain",
        "challenge-required", "challenge-malformed",
    }
)  # fmt: skip
_REDEEMING = _PKCE | {
    "challenge-missing", "redirect-uri-differs", "redirect-uri-missing", "redirect-uri-unregistered", "code-reused",
    "code-old", "code-differs", "code-damaged", "response-type",
}  # fmt: skip
"""What can only be wrong where a code is requested or redeemed."""
_SECRETS = frozenset(
    {"secret-wrong", "secret-missing", "secret-empty", "secret-is-client-id", "secret-expired", "basic-encoding"}
)
_OF_A_REFRESH_TOKEN = frozenset(
    {
        "refresh-token-invalid",
        "refresh-token-used",
        "refresh-token-of-another",
        "refresh-token-missing",
        "refresh-token-of-page",
    }
)
_NOT_OF_A_CODE = _OF_A_REFRESH_TOKEN | frozenset(
    {
        "device-code-invalid", "assertion-refused", "assertion-replayed", "request-uri-used", "request-uri-of-another",
        "par-required",
        "session-ended", "user-credentials", "user-unknown", "token-expired", "token-audience", "client-disabled",
        "policy-denied", "interaction-needed", "mfa-required", "conditional-access", "user-denied", "too-many-requests",
        "server-trouble",
        "exchanged-token-refused", "reauthentication", "testing-users", "https-required", "javascript-origin",
        "token-not-sent", "api-permission",
    }
)  # fmt: skip
"""Causes that have nothing to do with the values of an authorization code request."""
_OF_PUSHED_REQUESTS = frozenset({"request-uri-used", "request-uri-of-another", "par-required"})
_NOTHING_ELSE = frozenset({"login-session-lost", "no-answer", "cors-blocked", "certificate-refused"})
"""Where one of these is named, the server has not looked at the request, or said nothing of it."""


_OF_KNOWN_CLIENTS = _SECRETS | frozenset(
    {"auth-method", "auth-twice", "client-unknown", "client-id-missing", "secret-unwanted"}
)
"""What a server doesn't mean that looks at the registered redirect URIs: it knows the client."""
_CONTRADICTED: Mapping[str, frozenset[str]] = {
    "verifier-mismatch": frozenset({"verifier-missing", "challenge-missing", "challenge-required"}),
    "verifier-missing": frozenset({"verifier-mismatch", "verifier-malformed", "challenge-missing"}),
    "challenge-required": frozenset(
        {"challenge-malformed", "method-missing", "method-plain", "verifier-malformed", "verifier-mismatch"}
    ),
    "redirect-uri-missing": frozenset({"redirect-uri-differs", "redirect-uri-unregistered"}),
    "redirect-uri-unregistered": _OF_KNOWN_CLIENTS | {"redirect-uri-missing"},
    "redirect-uri-insecure": _OF_KNOWN_CLIENTS | {"redirect-uri-missing", "redirect-uri-differs"},
    "interaction-needed": frozenset({"no-session"}),
    "conditional-access": frozenset({"no-session", "interaction-needed", "policy-denied"}),
    "mfa-required": frozenset({"no-session", "interaction-needed"}),
}
"""By cause: what can't be with it. A verifier that doesn't match is there; a missing challenge isn't malformed."""


def is_not_of_a_code(suggested: Collection[str]) -> bool:
    """Whether the message names something else than the values of an authorization code request.

    Args:
        suggested: what the server's message suggests.
    """
    named = frozenset(suggested)
    return bool(named & _NOT_OF_A_CODE) and not named & _REDEEMING


def impossible(suggested: Collection[str], usual: Collection[str]) -> frozenset[str]:
    """The usual causes that the causes of the message exclude.

    Args:
        suggested: what the server's message suggests.
        usual: the usual causes of the code.
    """
    named = frozenset(suggested)
    if named & _NOTHING_ELSE:
        return frozenset(usual) - named
    out: frozenset[str] = frozenset()
    if is_not_of_a_code(named):
        out |= _REDEEMING
    if named & _OF_A_REFRESH_TOKEN and not named & _REDEEMING:
        out |= {"client-differs"}
    if named & {"pkce-unsupported", "challenge-missing"} and not named & _PKCE:
        out |= _PKCE
    if named & _OF_PUSHED_REQUESTS:
        out |= {"grant-type", "body-not-form", "auth-twice"}
    for slug, others in _CONTRADICTED.items():
        if slug in named:
            out |= others
    if "secret-unwanted" in named and "secret-wrong" not in named:
        out |= _SECRETS
    if named & {"assertion-refused", "assertion-replayed", "assertion-missing"}:
        out |= _SECRETS | {"secret-unwanted", "client-unknown"}
    return out - named
