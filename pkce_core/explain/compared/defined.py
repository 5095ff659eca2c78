"""What a code is defined to mean, compared with what the words beside it suggest: where they differ, the code counts.

"User session not found" beside login_required says that nobody is signed in, and not that a login was lost on its way.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.error_codes import ERROR_CODES

if TYPE_CHECKING:
    from collections.abc import Mapping

_AT_THE_TOKEN_ENDPOINT = {"login-session-lost": "session-ended", "token-expired": "refresh-token-invalid"}
_OF_AN_API = {
    "assertion-refused": "token-expired",
    "resource-unknown": "token-audience",
    "resource-not-allowed": "token-audience",
    "scope-unknown": "token-scope",
    "scope-not-allowed": "token-scope",
    "refresh-token-invalid": "token-expired",
    "login-session-lost": "session-ended",
    "no-session": "token-expired",
}
_BEHIND_THE_SERVER = dict.fromkeys(("no-answer", "cors-blocked", "certificate-refused"), "server-trouble")
_NOT_SIGNED_IN = dict.fromkeys(("login-session-lost", "session-ended"), "no-session")
_TO_SHOW = dict.fromkeys(("login-session-lost", "session-ended"), "interaction-needed")
_TOO_WEAK = ("mfa-required", "interaction-needed", "login-session-lost", "session-ended", "no-session")
_WAITING = dict.fromkeys(("login-session-lost", "no-session", "interaction-needed"), "still-waiting")
IN_CONTEXT: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        # A token endpoint looks at the session behind a refresh token; the login is over by then.
        "invalid_grant": _AT_THE_TOKEN_ENDPOINT,
        "invalid_token": _OF_AN_API,
        "insufficient_scope": {**_OF_AN_API, "parameter-missing": "token-scope"},
        "invalid_client": {"user-credentials": "secret-wrong"},
        # This server did answer: what it could not reach is behind it.
        **dict.fromkeys(("server_error", "temporarily_unavailable"), _BEHIND_THE_SERVER),
        # OIDC Core §3.1.2.6: with these, the server says that it would have to show the user a page. A server that has
        # lost the login doesn't know where to send that.
        **dict.fromkeys(("login_required", "interaction_required"), _NOT_SIGNED_IN),
        **dict.fromkeys(("consent_required", "account_selection_required"), _TO_SHOW),
        # RFC 8628 §3.5: "The authorization request is still pending as the end user hasn't yet completed the
        # user-interaction steps"
        **dict.fromkeys(("authorization_pending", "slow_down"), _WAITING),
        "insufficient_user_authentication": dict.fromkeys(_TOO_WEAK, "sign-in-too-weak"),
        "unmet_authentication_requirements": dict.fromkeys(_TOO_WEAK, "acr-unmet"),
        "expired_token": dict.fromkeys(("login-session-lost", "token-expired", "code-old"), "device-code-invalid"),
    }
)
"""By code: what words mean there that mean something else elsewhere."""
_OF_PAGES = ("mfa-required", "conditional-access", "policy-denied", "user-unknown", "user-credentials")
_FITS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "login_required": ("interaction-needed", "reauthentication", *_OF_PAGES),
        "interaction_required": ("reauthentication", *_OF_PAGES),
        "consent_required": (),
        "account_selection_required": (),
        "authorization_pending": (),
        "slow_down": ("too-many-requests",),
        "expired_token": (),
        "insufficient_user_authentication": (),
        "unmet_authentication_requirements": (),
    }
)
"""By code whose definition names one thing: what the words may say first beside it."""


def as_defined(code: str, causes: Mapping[str, str]) -> dict[str, str]:
    """The causes that words suggest, with that of the code before them if none of them fits its definition.

    Args:
        code: the error code.
        causes: what the words suggest, each with its evidence.
    """
    if code not in _FITS or not causes:
        return dict(causes)
    context, found = IN_CONTEXT.get(code, {}), dict[str, str]()
    for slug, evidence in causes.items():
        found.setdefault(context.get(slug, slug), evidence)
    own = ERROR_CODES[code].causes
    if found.keys() & {*own, *_FITS[code]}:
        return found
    return {own[0]: f"The code {code} says so by its definition.", **found}
