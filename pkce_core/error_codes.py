"""Every error code of OAuth and OpenID Connect, as data: meaning, section, where it is sent, usual causes."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.specifications import Spec

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, kw_only=True, slots=True)
class ErrorCode:
    """One value of the parameter error.

    Attributes:
        error: the code as it is sent.
        meaning: what it means, in a sentence.
        steps: where it is sent, keys of `ERROR_STEPS`.
        causes: the slugs of its usual causes, the likeliest first; `explain_error` has them in words.
        spec: where it is defined; if no specification defines it, the section that it relates to.
        source: the page that shows it, if no specification defines it.
    """

    error: str
    meaning: str
    steps: tuple[str, ...]
    causes: tuple[str, ...]
    spec: Spec
    source: str = ""

    @property
    def definition(self) -> str:
        """That the code means this, in a sentence: a server may send it where something else happened."""
        return f"The code {self.error} means: {self.meaning[0].lower()}{self.meaning[1:]}"


ERROR_STEPS: Mapping[str, str] = MappingProxyType(
    {
        "authorization-response": "In the redirect",
        "token-response": "From the token endpoint",
        "login-page": "On the server's own page",
        "api": "From an API that the token is for",
        "elsewhere": "From other endpoints",
    }
)
"""Where an error is sent, in the order of a flow, each with its title."""

_REDIRECT, _TOKEN, _PAGE, _API, _ELSEWHERE = ERROR_STEPS
_OAUTH, _OIDC = "RFC 6749", "OIDC Core"
_GOOGLE = "https://developers.google.com/identity/protocols/oauth2/web-server"
_GITHUB_DOCS = "https://docs.github.com/apps/oauth-apps/maintaining-oauth-apps"
_GITHUB_PAGE = f"{_GITHUB_DOCS}/troubleshooting-authorization-request-errors"
_GITHUB = f"{_GITHUB_DOCS}/troubleshooting-oauth-app-access-token-request-errors"
_GITHUB_DEVICE = (
    "https://docs.github.com/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps#error-codes-for-the-device-flow"
)
_LINKEDIN = "https://learn.microsoft.com/linkedin/shared/authentication/authorization-code-flow"
_SLACK = "https://docs.slack.dev/reference/methods/oauth.v2.access"

# RFC 6749 §5.2: "invalid_grant: The provided authorization grant (e.g., authorization code, resource owner credentials)
# or refresh token is invalid, expired, revoked, does not match the redirection URI used in the authorization request,
# or was issued to another client."
_GRANT = (
    "redirect-uri-differs", "code-reused", "code-old", "verifier-mismatch", "redirect-uri-missing", "verifier-missing",
    "verifier-malformed", "method-missing", "challenge-missing", "client-differs", "code-differs", "code-damaged",
    "wrong-environment",
)  # fmt: skip
_CLIENT = (
    "secret-wrong", "secret-missing", "auth-method", "client-unknown", "secret-expired", "secret-empty",
    "secret-is-client-id", "secret-unwanted", "client-id-missing", "basic-encoding", "auth-twice", "wrong-environment",
)  # fmt: skip
_REQUEST = (
    "challenge-required", "method-missing", "method-plain", "challenge-malformed", "verifier-malformed",
    "redirect-uri-unregistered", "redirect-uri-missing", "parameter-missing", "parameter-twice", "grant-type",
    "response-type", "body-not-form", "auth-twice",
)  # fmt: skip


def _code(
    error: str, document: str, section: str, steps: tuple[str, ...], meaning: str, causes: tuple[str, ...],
    source: str = "",
) -> ErrorCode:  # fmt: skip
    spec = Spec(document=document, section=section)
    return ErrorCode(error=error, meaning=meaning, steps=steps, causes=causes, spec=spec, source=source)


# RFC 6749 §4.1.2.1 lists the errors of the redirect, §5.2 those of the token endpoint. With a wrong redirection URI or
# client identifier, "the authorization server SHOULD inform the resource owner of the error and MUST NOT automatically
# redirect the user-agent" (§4.1.2.1), so the server's own page shows those errors.
_ALL = (
    # RFC 6749 §4.1.2.1, §5.2
    _code("invalid_request", _OAUTH, "5.2", (_REDIRECT, _TOKEN),
          "The request lacks a required parameter, repeats one, or is malformed.", _REQUEST),
    _code("invalid_client", _OAUTH, "5.2", (_TOKEN, _PAGE),
          "The server could not authenticate the client.", _CLIENT),
    _code("invalid_grant", _OAUTH, "5.2", (_TOKEN,),
          "The code or refresh token is invalid, expired, already used or another client's, or redirect_uri or verifier"
          " doesn't match.",
          _GRANT),
    _code("unauthorized_client", _OAUTH, "5.2", (_REDIRECT, _TOKEN),
          "The client isn't allowed to use this grant type or response type.",
          ("client-grant-type", "client-unknown", "secret-wrong", "response-type")),
    _code("unsupported_grant_type", _OAUTH, "5.2", (_TOKEN,),
          "The server doesn't support this grant_type.", ("grant-type", "body-not-form", "client-grant-type")),
    _code("invalid_scope", _OAUTH, "5.2", (_REDIRECT, _TOKEN),
          "A requested scope is unknown, malformed or not allowed.", ("scope-unknown", "scope-not-allowed")),
    _code("access_denied", _OAUTH, "4.1.2.1", (_REDIRECT,),
          "The user or the server refused.", ("user-denied", "policy-denied", "admin-consent", "secret-wrong")),
    _code("unsupported_response_type", _OAUTH, "4.1.2.1", (_REDIRECT,),
          "The server doesn't support this response_type.", ("response-type", "client-grant-type")),
    _code("server_error", _OAUTH, "4.1.2.1", (_REDIRECT,),
          "The server ran into an unexpected condition.", ("server-trouble",)),
    _code("temporarily_unavailable", _OAUTH, "4.1.2.1", (_REDIRECT,),
          "The server is overloaded or under maintenance.", ("server-trouble",)),
    # OIDC Core §3.1.2.6
    _code("interaction_required", _OIDC, "3.1.2.6", (_REDIRECT,),
          "The server must show the user a page first. The error is meant for requests with prompt=none.",
          ("interaction-needed", "no-session")),
    _code("login_required", _OIDC, "3.1.2.6", (_REDIRECT,),
          "The user must sign in first. The error is meant for requests with prompt=none.",
          ("no-session",)),
    _code("account_selection_required", _OIDC, "3.1.2.6", (_REDIRECT,),
          "The user must choose an account first. The error is meant for requests with prompt=none.",
          ("interaction-needed",)),
    _code("consent_required", _OIDC, "3.1.2.6", (_REDIRECT,),
          "The user must consent first. The error is meant for requests with prompt=none.",
          ("interaction-needed", "admin-consent")),
    _code("invalid_request_uri", _OIDC, "3.1.2.6", (_REDIRECT,),
          "The request_uri is unknown, expired or used, returns an error, or contains invalid data.",
          ("request-uri-used", "request-object")),
    _code("invalid_request_object", _OIDC, "3.1.2.6", (_REDIRECT,),
          "The request parameter contains an invalid Request Object.",
          ("object-signature", "object-time", "object-aud", "object-claim-missing", "object-client", "object-alg",
           "object-parameters", "object-encryption", "object-form", "object-used")),
    _code("request_not_supported", _OIDC, "3.1.2.6", (_REDIRECT,),
          "The server doesn't support the request parameter.", ("request-object",)),
    _code("request_uri_not_supported", _OIDC, "3.1.2.6", (_REDIRECT,),
          "The server doesn't support the request_uri parameter.", ("request-object",)),
    _code("registration_not_supported", _OIDC, "3.1.2.6", (_REDIRECT,),
          "The server doesn't support the registration parameter.", ("request-object",)),
    # Related specifications: revocation, devices, resources, tokens, registration
    _code("unsupported_token_type", "RFC 7009", "2.2.1", (_ELSEWHERE,),
          "The server doesn't revoke tokens of this type.", ()),
    _code("authorization_pending", "RFC 8628", "3.5", (_TOKEN,),
          "The user hasn't finished signing in on the other device.", ("still-waiting",)),
    _code("slow_down", "RFC 8628", "3.5", (_TOKEN,),
          "The client polls too often: add five seconds to the interval.", ("still-waiting",)),
    _code("expired_token", "RFC 8628", "3.5", (_TOKEN,),
          "The device_code has expired.", ("device-code-invalid",)),
    _code("invalid_target", "RFC 8707", "2", (_REDIRECT, _TOKEN),
          "The requested resource is invalid, missing, unknown or malformed.",
          ("resource-unknown", "resource-missing")),
    _code("invalid_token", "RFC 6750", "3.1", (_API,),
          "The access token is expired, revoked, malformed or invalid for another reason.",
          ("token-expired", "wrong-environment")),
    _code("insufficient_scope", "RFC 6750", "3.1", (_API,),
          "The request needs more privileges than the access token grants.", ("token-scope",)),
    _code("insufficient_user_authentication", "RFC 9470", "3", (_API,),
          "The sign-in behind the token is too weak or too old for this resource.", ("sign-in-too-weak",)),
    _code("invalid_redirect_uri", "RFC 7591", "3.2.2", (_PAGE,),
          "The redirect_uri is invalid or not registered.", ("redirect-uri-unregistered",)),
    _code("invalid_client_metadata", "RFC 7591", "3.2.2", (_ELSEWHERE,),
          "A value in the client's registration is invalid.", ()),
    _code("invalid_dpop_proof", "RFC 9449", "5", (_TOKEN, _API),
          "The DPoP proof is invalid.",
          ("dpop-time", "dpop-target", "dpop-key", "dpop-replayed", "dpop-nonce", "dpop-missing")),
    _code("use_dpop_nonce", "RFC 9449", "8", (_TOKEN, _API),
          "The DPoP proof must contain the nonce that the server sent.", ("dpop-nonce",)),
    _code("invalid_authorization_details", "RFC 9396", "5", (_REDIRECT, _TOKEN),
          "The authorization_details are unknown or malformed.", ()),
    # In no specification, but sent by Google, Auth0, node-oidc-provider, Entra ID, GitHub, Slack, Twitch or Cognito.
    # RFC 6749 §8.5 lets servers define more codes.
    _code("redirect_uri_mismatch", _OAUTH, "3.1.2.4", (_PAGE, _TOKEN),
          "The redirect_uri isn't registered, or differs from the one in the authorization request.",
          ("redirect-uri-unregistered", "redirect-uri-differs"), _GOOGLE),
    _code("redirect_mismatch", _OAUTH, "3.1.2.4", (_REDIRECT, _PAGE),
          "The redirect_uri isn't registered for this client.", ("redirect-uri-unregistered",),
          "https://github.com/twitchdev/issues/issues/630"),
    _code("mfa_required", _OAUTH, "8.5", (_TOKEN,),
          "The user must provide a second factor.", ("interaction-needed",),
          "https://auth0.com/docs/secure/multi-factor-authentication/multi-factor-authentication-developer-resources"),
    _code("org_internal", _OAUTH, "8.5", (_PAGE,),
          "Only users of one organization can use the application.", ("policy-denied",), _GOOGLE),
    _code("admin_policy_enforced", _OAUTH, "8.5", (_PAGE,),
          "An administrator's policy doesn't allow a scope.", ("policy-denied", "admin-consent"), _GOOGLE),
    _code("disallowed_useragent", "RFC 8252", "8.12", (_PAGE,),
          "The sign-in page was opened in an embedded browser. Use the system's browser.", (), _GOOGLE),
    _code("deleted_client", _OAUTH, "8.5", (_PAGE, _TOKEN),
          "The client was deleted.", ("client-unknown",), _GOOGLE),
    _code("origin_mismatch", _OAUTH, "8.5", (_PAGE,),
          "The page's origin isn't registered.", ("browser-origin",), _GOOGLE),
    _code("invalid_resource", "RFC 8707", "2", (_REDIRECT, _TOKEN),
          "The requested resource is unknown.", ("resource-unknown",),
          "https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow"),
    _code("bad_verification_code", _OAUTH, "8.5", (_TOKEN,),
          "The code is wrong, expired, or was redeemed before.", ("code-reused", "code-old", "code-damaged"), _GITHUB),
    _code("incorrect_client_credentials", _OAUTH, "8.5", (_TOKEN,),
          "The client_id or the client_secret is wrong.",
          ("secret-wrong", "client-unknown", "secret-is-client-id", "secret-empty"), _GITHUB),
    _code("application_suspended", _OAUTH, "8.5", (_REDIRECT,),
          "The server suspended the application.", ("client-disabled",), _GITHUB_PAGE),
    _code("invalid_code", _OAUTH, "8.5", (_TOKEN,),
          "The code isn't valid.", ("code-reused", "code-old", "code-damaged", "client-differs"), _SLACK),
    _code("code_already_used", _OAUTH, "8.5", (_TOKEN,), "The code was redeemed before.", ("code-reused",), _SLACK),
    _code("bad_client_secret", _OAUTH, "8.5", (_TOKEN,), "The client_secret is wrong.",
          ("secret-wrong", "secret-is-client-id", "secret-expired"), _SLACK),
    _code("invalid_client_id", _OAUTH, "8.5", (_PAGE, _TOKEN),
          "The server doesn't know this client_id.", ("client-unknown", "wrong-environment"), _SLACK),
    _code("bad_redirect_uri", _OAUTH, "8.5", (_PAGE, _TOKEN),
          "The redirect_uri isn't the one of the authorization request.",
          ("redirect-uri-differs", "redirect-uri-unregistered"), _SLACK),
    _code("invalid_refresh_token", _OAUTH, "8.5", (_TOKEN,), "The refresh token isn't valid.",
          ("refresh-token-invalid", "refresh-token-used"), _SLACK),
    _code("oauth_authorization_url_mismatch", _OAUTH, "8.5", (_TOKEN,),
          "The code comes from another version of the authorization endpoint than this token endpoint.",
          ("wrong-endpoint",), _SLACK),
    _code("incorrect_device_code", "RFC 8628", "3.5", (_TOKEN,), "The device_code isn't valid.",
          ("device-code-invalid",), _GITHUB_DEVICE),
    _code("device_flow_disabled", "RFC 8628", "3.5", (_TOKEN,), "The device flow isn't switched on for the"
    " application.",
          ("client-grant-type",), _GITHUB_DEVICE),
    _code("user_cancelled_login", _OAUTH, "8.5", (_REDIRECT,), "The user didn't sign in.", ("user-denied",), _LINKEDIN),
    _code("user_cancelled_authorize", _OAUTH, "8.5", (_REDIRECT,), "The user refused.", ("user-denied",), _LINKEDIN),
)  # fmt: skip

ERROR_CODES: Mapping[str, ErrorCode] = MappingProxyType({code.error: code for code in _ALL})
"""Every error code by its name."""
