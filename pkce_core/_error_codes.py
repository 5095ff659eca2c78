"""The error codes of OAuth and OpenID Connect, as data: what each says, where it comes from, what usually causes it."""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


class ErrorCode(NamedTuple):
    """One value of error: what it says, the document and section that define it, its causes, the likeliest first."""

    meaning: str
    document: str
    section: str
    causes: tuple[str, ...] = ()


_OAUTH, _OIDC = "RFC 6749", "OIDC Core"

# RFC 6749 §5.2: "invalid_grant: The provided authorization grant (e.g., authorization code, resource owner credentials)
# or refresh token is invalid, expired, revoked, does not match the redirection URI used in the authorization request,
# or was issued to another client."
_GRANT = (
    "redirect-uri-differs", "redirect-uri-missing", "verifier-mismatch", "verifier-missing", "verifier-malformed",
    "method-missing", "challenge-missing", "code-reused", "code-old", "client-differs", "code-differs", "code-damaged",
    "wrong-environment",
)  # fmt: skip
_CLIENT = (
    "secret-empty", "secret-is-client-id", "secret-wrong", "auth-method", "secret-missing", "secret-unwanted",
    "client-unknown", "basic-encoding", "auth-twice", "secret-expired", "wrong-environment",
)  # fmt: skip
_REQUEST = (
    "challenge-required", "method-missing", "method-plain", "challenge-malformed", "verifier-malformed",
    "redirect-uri-unregistered", "redirect-uri-missing", "parameter-missing", "parameter-twice", "grant-type",
    "response-type", "body-not-form", "auth-twice",
)  # fmt: skip

ERROR_CODES: Mapping[str, ErrorCode] = MappingProxyType(
    {
        # RFC 6749 §4.1.2.1 and §5.2
        "invalid_request": ErrorCode(
            "The request lacks a required parameter, repeats one, or is malformed.", _OAUTH, "5.2", _REQUEST),
        "invalid_client": ErrorCode("The client could not be authenticated.", _OAUTH, "5.2", _CLIENT),
        "invalid_grant": ErrorCode(
            "The code is invalid, expired, used up, of another client, or does not fit its redirect_uri or verifier.",
            _OAUTH, "5.2", _GRANT),
        "unauthorized_client": ErrorCode(
            "The client may not use this grant or this response type.", _OAUTH, "5.2",
            ("client-grant-type", "client-unknown", "secret-wrong", "response-type")),
        "unsupported_grant_type": ErrorCode(
            "The server does not offer this grant_type.", _OAUTH, "5.2", ("grant-type", "body-not-form")),
        "invalid_scope": ErrorCode(
            "A requested scope is unknown, malformed or not allowed.", _OAUTH, "5.2",
            ("scope-unknown", "scope-not-allowed")),
        "access_denied": ErrorCode(
            "The person or the server refused.", _OAUTH, "4.1.2.1",
            ("user-denied", "policy-denied", "admin-consent", "secret-wrong")),
        "unsupported_response_type": ErrorCode(
            "The server does not offer this response_type.", _OAUTH, "4.1.2.1", ("response-type", "client-grant-type")),
        "server_error": ErrorCode(
            "The server ran into an unexpected condition.", _OAUTH, "4.1.2.1", ("server-trouble",)),
        "temporarily_unavailable": ErrorCode(
            "The server is overloaded or under maintenance.", _OAUTH, "4.1.2.1", ("server-trouble",)),
        # OIDC Core §3.1.2.6
        "interaction_required": ErrorCode(
            "The server has to show the person a page, and prompt=none forbids it.",
            _OIDC, "3.1.2.6", ("interaction-needed", "no-session")),
        "login_required": ErrorCode(
            "The person has to log in, and prompt=none forbids it.",
            _OIDC, "3.1.2.6", ("no-session",)),
        "account_selection_required": ErrorCode(
            "The person has to choose an account, and prompt=none forbids it.",
            _OIDC, "3.1.2.6", ("interaction-needed",)),
        "consent_required": ErrorCode(
            "The person has to give consent, and prompt=none forbids it.",
            _OIDC, "3.1.2.6", ("interaction-needed", "admin-consent")),
        "invalid_request_uri": ErrorCode(
            "The request_uri gives an error or invalid data.", _OIDC, "3.1.2.6", ("request-object",)),
        "invalid_request_object": ErrorCode(
            "The request parameter holds an invalid Request Object.", _OIDC, "3.1.2.6", ("request-object",)),
        "request_not_supported": ErrorCode(
            "The server does not take the request parameter.", _OIDC, "3.1.2.6", ("request-object",)),
        "request_uri_not_supported": ErrorCode(
            "The server does not take the request_uri parameter.", _OIDC, "3.1.2.6", ("request-object",)),
        "registration_not_supported": ErrorCode(
            "The server does not take the registration parameter.", _OIDC, "3.1.2.6", ("request-object",)),
        # Neighbours: revocation, devices, resources, tokens, registration
        "unsupported_token_type": ErrorCode(
            "The server does not revoke tokens of this type.", "RFC 7009", "2.2.1", ()),
        "authorization_pending": ErrorCode(
            "The person has not finished the login on the other device.", "RFC 8628", "3.5", ("still-waiting",)),
        "slow_down": ErrorCode(
            "You ask too often: add five seconds to the interval.", "RFC 8628", "3.5", ("still-waiting",)),
        "expired_token": ErrorCode("The device_code has expired.", "RFC 8628", "3.5", ("code-old",)),
        "invalid_target": ErrorCode(
            "The requested resource is invalid, unknown or malformed.", "RFC 8707", "2", ("resource-unknown",)),
        "invalid_token": ErrorCode(
            "The access token is expired, revoked, malformed or invalid for other reasons.", "RFC 6750", "3.1",
            ("token-expired", "wrong-environment")),
        "insufficient_scope": ErrorCode(
            "The request requires more than the access token grants.", "RFC 6750", "3.1", ("token-scope",)),
        "insufficient_user_authentication": ErrorCode(
            "The login behind the token is too weak or too old for this resource.", "RFC 9470", "3",
            ("interaction-needed",)),
        "invalid_redirect_uri": ErrorCode(
            "The redirect_uri is invalid or not registered.", "RFC 7591", "3.2.2", ("redirect-uri-unregistered",)),
        "invalid_client_metadata": ErrorCode(
            "A value of the client's registration is invalid.", "RFC 7591", "3.2.2", ()),
        "invalid_dpop_proof": ErrorCode("The DPoP proof is invalid.", "RFC 9449", "5", ()),
        "use_dpop_nonce": ErrorCode("The DPoP proof has to hold the nonce the server sent.", "RFC 9449", "8", ()),
        "invalid_authorization_details": ErrorCode(
            "The authorization_details are unknown or malformed.", "RFC 9396", "5", ()),
        # Not in a specification, but sent: Google, Auth0, node-oidc-provider, Entra
        "redirect_uri_mismatch": ErrorCode(
            "The redirect_uri is not one of those registered, or not the one of the authorization request.",
            _OAUTH, "3.1.2.4", ("redirect-uri-unregistered", "redirect-uri-differs")),
        "mfa_required": ErrorCode("The person has to give a second factor.", _OIDC, "3.1.2.6", ("interaction-needed",)),
        "org_internal": ErrorCode(
            "The application is open to one organization only.", _OAUTH, "4.1.2.1", ("policy-denied",)),
        "admin_policy_enforced": ErrorCode(
            "An administrator's policy refuses a scope.", _OAUTH, "4.1.2.1", ("policy-denied", "admin-consent")),
        "disallowed_useragent": ErrorCode(
            "The login page was opened in an embedded browser; use the system's.", "RFC 8252", "8.12", ()),
        "deleted_client": ErrorCode("The client was deleted.", _OAUTH, "5.2", ("client-unknown",)),
        "origin_mismatch": ErrorCode("The page's origin is not registered.", _OAUTH, "5.2", ("browser-origin",)),
        "invalid_resource": ErrorCode("The requested resource is unknown.", "RFC 8707", "2", ("resource-unknown",)),
    }
)  # fmt: skip
