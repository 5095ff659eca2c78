"""Every error code and every message of a server that `explain_error` knows, as data."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from pkce_core._error_codes import ERROR_CODES as _DEFINITIONS
from pkce_core._provider_messages import known_messages
from pkce_core.findings import Spec

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ERROR_CODES", "ERROR_STEPS", "PROVIDER_MESSAGES", "ErrorCode", "ProviderMessage"]


@dataclass(frozen=True, kw_only=True, slots=True)
class ErrorCode:
    """One value of the parameter error.

    Attributes:
        error: the code as it is sent.
        meaning: what it says, in a sentence.
        steps: where it comes, keys of `ERROR_STEPS`.
        causes: the slugs of what usually causes it, the likeliest first; `explain_error` says them in words.
        spec: where it is defined; for a code of no specification, the section it belongs to.
    """

    error: str
    meaning: str
    steps: tuple[str, ...]
    causes: tuple[str, ...]
    spec: Spec


@dataclass(frozen=True, kw_only=True, slots=True)
class ProviderMessage:
    """A text that a server writes into error_description.

    Attributes:
        provider: who writes it.
        text: the part or the number that it is known by; parts in small letters.
        causes: the slugs of what it points at, the likeliest first; none when it hides the reason.
    """

    provider: str
    text: str
    causes: tuple[str, ...]


ERROR_STEPS: Mapping[str, str] = MappingProxyType(
    {
        "authorization-response": "In the redirect",
        "token-response": "From the token endpoint",
        "login-page": "On the server's own page",
        "api": "From an API that the token is for",
        "elsewhere": "From other endpoints",
    }
)
"""Where an error comes, in the order of a flow, with titles."""

_REDIRECT, _TOKEN, _PAGE, _API = "authorization-response", "token-response", "login-page", "api"
# RFC 6749 §4.1.2.1 and §5.2 list what comes in the redirect and what from the token endpoint. §4.1.2.1: with a wrong
# redirection URI or client identifier, "the authorization server SHOULD inform the resource owner of the error and MUST
# NOT automatically redirect the user-agent", so that comes on the server's own page.
_STEPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "invalid_request": (_REDIRECT, _TOKEN),
        "invalid_client": (_TOKEN, _PAGE),
        "unauthorized_client": (_REDIRECT, _TOKEN),
        "invalid_scope": (_REDIRECT, _TOKEN),
        "invalid_target": (_REDIRECT, _TOKEN),
        "invalid_resource": (_REDIRECT, _TOKEN),
        "invalid_authorization_details": (_REDIRECT, _TOKEN),
        "mfa_required": (_TOKEN,),
        "invalid_redirect_uri": (_PAGE,),
        "redirect_uri_mismatch": (_PAGE, _TOKEN),
        "deleted_client": (_PAGE, _TOKEN),
        "org_internal": (_PAGE,),
        "admin_policy_enforced": (_PAGE,),
        "disallowed_useragent": (_PAGE,),
        "origin_mismatch": (_PAGE,),
        "invalid_token": (_API,),
        "insufficient_scope": (_API,),
        "insufficient_user_authentication": (_API,),
        "use_dpop_nonce": (_TOKEN, _API),
        "unsupported_token_type": ("elsewhere",),
        "invalid_client_metadata": ("elsewhere",),
        **dict.fromkeys(
            ("access_denied", "unsupported_response_type", "server_error", "temporarily_unavailable",
             "interaction_required", "login_required", "account_selection_required", "consent_required",
             "invalid_request_uri", "invalid_request_object", "request_not_supported", "request_uri_not_supported",
             "registration_not_supported"),
            (_REDIRECT,),
        ),
        **dict.fromkeys(
            ("invalid_grant", "unsupported_grant_type", "authorization_pending", "slow_down", "expired_token",
             "invalid_dpop_proof"),
            (_TOKEN,),
        ),
    }
)  # fmt: skip

ERROR_CODES: Mapping[str, ErrorCode] = MappingProxyType(
    {
        error: ErrorCode(
            error=error,
            meaning=known.meaning,
            steps=_STEPS[error],
            causes=known.causes,
            spec=Spec(document=known.document, section=known.section),
        )
        for error, known in _DEFINITIONS.items()
    }
)
"""Every error code by its name."""

PROVIDER_MESSAGES: tuple[ProviderMessage, ...] = tuple(
    ProviderMessage(provider=provider, text=text, causes=causes) for provider, text, causes in known_messages()
)
"""Every message that is recognised, by server."""
