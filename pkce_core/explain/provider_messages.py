"""What providers write into error_description, as data, and the causes that each message suggests.

A part of a message, in lower case, is enough to recognize it; the longest matching part wins. Entra ID numbers its
messages. Providers change their wording. If a message is not here, the causes come from the error code alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, kw_only=True, slots=True)
class ProviderMessage:
    """A text that a server writes into error_description.

    Attributes:
        provider: which server writes it.
        text: the part or number by which it is recognized; a part is in lower case.
        causes: the slugs of the causes that it suggests, the likeliest first; empty when it hides the reason.
    """

    provider: str
    text: str
    causes: tuple[str, ...]


LONGEST_DESCRIPTION = 20_000
"""Characters of a description that are searched; providers write a few hundred."""

_PARTS: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]] = MappingProxyType(
    {
        "node-oidc-provider": (
            ("grant request is invalid", ()),
            ("client authentication failed", ("secret-wrong", "auth-method", "client-unknown")),
            ("no client authentication mechanism provided", ("client-id-missing",)),
            ("client authentication must only be provided using one mechanism", ("auth-twice",)),
            ("in the authorization header are not properly encoded", ("basic-encoding",)),
            ("client_secret must be provided in the authorization header", ("secret-empty",)),
            ("invalid authorization header value format", ("basic-encoding",)),
            ("authorization server policy requires pkce", ("challenge-required",)),
            ("code_challenge_method must be provided", ("method-missing",)),
            ("not supported value of code_challenge_method", ("method-plain",)),
            ("code_challenge must be provided with code_challenge_method", ("challenge-required",)),
            ("redirect_uri did not match any of the client's registered", ("redirect-uri-unregistered",)),
            ("unrecognized route or not allowed method", ("wrong-endpoint",)),
            ("client is invalid", ("client-unknown",)),
            ("end-user aborted interaction", ("user-denied",)),
            ("missing required parameter", ("parameter-missing",)),
            ("must not be provided twice", ("parameter-twice",)),
            ("only application/x-www-form-urlencoded content-type bodies", ("body-not-form",)),
        ),
        "keycloak": (
            ("code not valid", ("code-reused", "code-old", "wrong-environment")),
            ("incorrect redirect_uri", ("redirect-uri-differs", "redirect-uri-missing")),
            ("invalid parameter: redirect_uri", ("redirect-uri-unregistered",)),
            ("found different client_id in clientsession", ("client-differs",)),
            ("pkce code verifier not specified", ("verifier-missing",)),
            ("pkce verification failed: code mismatch", ("verifier-mismatch",)),
            ("pkce verification failed: invalid code verifier", ("verifier-malformed",)),
            ("pkce code verifier specified but challenge not present", ("challenge-missing",)),
            ("missing parameter: code_challenge_method", ("method-missing", "challenge-required")),
            ("missing parameter: code_challenge", ("challenge-required",)),
            ("invalid parameter: code_challenge_method", ("method-plain",)),
            ("invalid client or invalid client credentials", ("secret-wrong", "secret-missing", "client-unknown")),
            ("missing form parameter: grant_type", ("grant-type", "body-not-form")),
            ("client is not allowed to initiate browser login", ("client-grant-type",)),
            ("duplicated parameter", ("parameter-twice",)),
            ("session not active", ("session-ended",)),
            ("client not found", ("client-unknown",)),
            ("invalid scopes:", ("scope-unknown",)),
        ),
        "google": (
            ("malformed auth code", ("code-damaged",)),
            ("missing code verifier", ("verifier-missing",)),
            ("invalid code verifier", ("verifier-mismatch",)),
            ("code_verifier or verifier is not needed", ("challenge-missing",)),
            ("the oauth client was not found", ("client-unknown",)),
            ("client_secret is missing", ("secret-missing",)),
            ("the provided client secret is invalid", ("secret-wrong",)),
            ("token has been expired or revoked", ("token-expired",)),
        ),
        "auth0": (
            ("failed to verify code verifier", ("verifier-mismatch",)),
            ("parameter 'code_verifier' is required", ("verifier-missing",)),
            ("invalid authorization code", ("code-reused", "code-old")),
            ("the redirect uri is wrong", ("redirect-uri-differs",)),
            ("callback url mismatch", ("redirect-uri-unregistered",)),
            ("not allowed for the client", ("client-grant-type",)),
            ("service not found", ("resource-unknown",)),
            ("unknown client", ("client-unknown",)),
        ),
        "okta": (
            ("pkce verification failed.", ("verifier-mismatch",)),
            ("the authorization code is invalid or has expired", ("code-reused", "code-old")),
            ("must be a login redirect uri in the client app settings", ("redirect-uri-unregistered",)),
            ("does not match the redirection uri used in the authorization request", ("redirect-uri-differs",)),
            ("the client secret supplied for a confidential client is invalid", ("secret-wrong",)),
            ("invalid value for 'client_id' parameter", ("client-unknown",)),
            ("pkce code challenge is required", ("challenge-required",)),
            ("browser requests to the token endpoint must use proof key", ("challenge-required", "verifier-missing")),
            ("user is not assigned to the client application", ("policy-denied",)),
            ("one or more scopes are not configured", ("scope-unknown",)),
            ("cannot supply multiple client credentials", ("auth-twice",)),
            ("the client specified not to prompt", ("no-session",)),
        ),
    }
)  # fmt: skip

# https://learn.microsoft.com/entra/identity-platform/reference-error-codes
_AADSTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "16000": ("interaction-needed",),
        "28002": ("scope-unknown",),
        "50011": ("redirect-uri-unregistered",),
        "50020": ("policy-denied", "wrong-environment"),
        "50058": ("no-session",),
        "50076": ("interaction-needed",),
        "50079": ("interaction-needed",),
        "50105": ("policy-denied",),
        "50147": ("challenge-malformed",),
        "50148": ("verifier-mismatch",),
        "50149": ("challenge-malformed",),
        "50194": ("wrong-environment",),
        "53003": ("policy-denied",),
        "54005": ("code-reused",),
        "65001": ("interaction-needed", "admin-consent"),
        "65004": ("user-denied",),
        "70000": ("code-reused", "code-old", "redirect-uri-differs"),
        "70002": ("secret-wrong",),
        "70003": ("grant-type",),
        "70005": ("response-type",),
        "70008": ("code-old",),
        "70011": ("scope-unknown",),
        "90002": ("wrong-environment",),
        "90014": ("parameter-missing",),
        "90094": ("admin-consent",),
        "500112": ("redirect-uri-differs",),
        "500113": ("redirect-uri-unregistered",),
        "501481": ("verifier-mismatch",),
        "501491": ("challenge-malformed",),
        "700016": ("client-unknown", "wrong-environment"),
        "700025": ("secret-unwanted",),
        "700054": ("response-type",),
        "700082": ("session-ended",),
        "900144": ("parameter-missing", "body-not-form"),
        "900971": ("redirect-uri-unregistered",),
        "7000215": ("secret-wrong",),
        "7000218": ("secret-missing", "auth-method"),
        "7000222": ("secret-expired",),
        "9002313": ("parameter-missing", "body-not-form"),
        "9002325": ("challenge-required", "verifier-missing"),
        "9002326": ("browser-origin",),
        "9002327": ("browser-origin",),
    }
)
_NUMBER = r"\bAADSTS(\d{4,8})\b"


def recognize_message(error_description: str) -> ProviderMessage | None:
    """The known message in an error_description; None when there is none.

    An Entra ID number that is not in the table is recognized, but suggests no causes.
    """
    text = error_description[:LONGEST_DESCRIPTION]
    if number := re.search(_NUMBER, text):
        return _message("entra", f"AADSTS{number[1]}", _AADSTS.get(number[1], ()))
    lowered = text.casefold()
    found = [
        _message(provider, part, causes)
        for provider, parts in _PARTS.items()
        for part, causes in parts
        if part in lowered
    ]
    return max(found, key=lambda message: len(message.text), default=None)


def _message(provider: str, text: str, causes: tuple[str, ...]) -> ProviderMessage:
    return ProviderMessage(provider=provider, text=text, causes=causes)


PROVIDER_MESSAGES: tuple[ProviderMessage, ...] = (
    *(_message(provider, part, causes) for provider, known in _PARTS.items() for part, causes in known),
    *(_message("entra", f"AADSTS{number}", causes) for number, causes in _AADSTS.items()),
)
"""Every known message, by server."""
