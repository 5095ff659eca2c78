"""Error codes that no specification defines, as rows for the table of error codes.

Google, Auth0, node-oidc-provider, Entra ID, GitHub, Slack, Twitch or Cognito send them. RFC 6749 §8.5 lets servers
define more codes.
"""

from __future__ import annotations

_REDIRECT, _TOKEN, _PAGE = "authorization-response", "token-response", "login-page"
_OAUTH = "RFC 6749"
_GOOGLE = "https://developers.google.com/identity/protocols/oauth2/web-server"
_GITHUB_DOCS = "https://docs.github.com/apps/oauth-apps/maintaining-oauth-apps"
_GITHUB_PAGE = f"{_GITHUB_DOCS}/troubleshooting-authorization-request-errors"
_GITHUB = f"{_GITHUB_DOCS}/troubleshooting-oauth-app-access-token-request-errors"
_GITHUB_DEVICE = (
    "https://docs.github.com/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps#error-codes-for-the-device-flow"
)
_LINKEDIN = "https://learn.microsoft.com/linkedin/shared/authentication/authorization-code-flow"
_SLACK = "https://docs.slack.dev/reference/methods/oauth.v2.access"

VENDOR_CODES: tuple[tuple[str, str, str, tuple[str, ...], str, tuple[str, ...], str], ...] = (
    ("redirect_uri_mismatch", _OAUTH, "3.1.2.4", (_PAGE, _TOKEN),
     "The redirect_uri isn't registered, or differs from the one in the authorization request.",
     ("redirect-uri-unregistered", "redirect-uri-differs"), _GOOGLE),
    ("redirect_mismatch", _OAUTH, "3.1.2.4", (_REDIRECT, _PAGE),
     "The redirect_uri isn't registered for this client.", ("redirect-uri-unregistered",),
     "https://github.com/twitchdev/issues/issues/630"),
    ("mfa_required", _OAUTH, "8.5", (_TOKEN,),
     "The user must provide a second factor.", ("mfa-required",),
     "https://auth0.com/docs/secure/multi-factor-authentication/multi-factor-authentication-developer-resources"),
    ("org_internal", _OAUTH, "8.5", (_PAGE,),
     "Only users of one organization can use the application.", ("policy-denied",), _GOOGLE),
    ("admin_policy_enforced", _OAUTH, "8.5", (_PAGE,),
     "An administrator's policy doesn't allow a scope.", ("policy-denied", "admin-consent"), _GOOGLE),
    ("disallowed_useragent", "RFC 8252", "8.12", (_PAGE,),
     "The sign-in page was opened in an embedded browser. Use the system's browser.", (), _GOOGLE),
    ("deleted_client", _OAUTH, "8.5", (_PAGE, _TOKEN),
     "The client was deleted.", ("client-unknown",), _GOOGLE),
    ("origin_mismatch", _OAUTH, "8.5", (_PAGE,),
     "The page's origin isn't registered.", ("browser-origin",), _GOOGLE),
    ("invalid_resource", "RFC 8707", "2", (_REDIRECT, _TOKEN),
     "The requested resource is unknown.", ("resource-unknown",),
     "https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow"),
    ("bad_verification_code", _OAUTH, "8.5", (_TOKEN,),
     "The code is wrong, expired, or was redeemed before.", ("code-reused", "code-old", "code-damaged"), _GITHUB),
    ("incorrect_client_credentials", _OAUTH, "8.5", (_TOKEN,),
     "The client_id or the client_secret is wrong.",
     ("secret-wrong", "client-unknown", "secret-is-client-id", "secret-empty"), _GITHUB),
    ("application_suspended", _OAUTH, "8.5", (_REDIRECT,),
     "The server suspended the application.", ("client-disabled",), _GITHUB_PAGE),
    ("invalid_code", _OAUTH, "8.5", (_TOKEN,),
     "The code isn't valid.", ("code-reused", "code-old", "code-damaged", "client-differs"), _SLACK),
    ("code_already_used", _OAUTH, "8.5", (_TOKEN,), "The code was redeemed before.", ("code-reused",), _SLACK),
    ("bad_client_secret", _OAUTH, "8.5", (_TOKEN,), "The client_secret is wrong.",
     ("secret-wrong", "secret-is-client-id", "secret-expired"), _SLACK),
    ("invalid_client_id", _OAUTH, "8.5", (_PAGE, _TOKEN),
     "The server doesn't know this client_id.", ("client-unknown", "wrong-environment"), _SLACK),
    ("bad_redirect_uri", _OAUTH, "8.5", (_PAGE, _TOKEN),
     "The redirect_uri isn't the one of the authorization request.",
     ("redirect-uri-differs", "redirect-uri-unregistered"), _SLACK),
    ("invalid_refresh_token", _OAUTH, "8.5", (_TOKEN,), "The refresh token isn't valid.",
     ("refresh-token-invalid", "refresh-token-used"), _SLACK),
    ("oauth_authorization_url_mismatch", _OAUTH, "8.5", (_TOKEN,),
     "The code comes from another version of the authorization endpoint than this token endpoint.",
     ("wrong-endpoint",), _SLACK),
    ("incorrect_device_code", "RFC 8628", "3.5", (_TOKEN,), "The device_code isn't valid.",
     ("device-code-invalid",), _GITHUB_DEVICE),
    ("device_flow_disabled", "RFC 8628", "3.5", (_TOKEN,), "The device flow isn't switched on for the"
    " application.",
     ("client-grant-type",), _GITHUB_DEVICE),
    ("user_cancelled_login", _OAUTH, "8.5", (_REDIRECT,), "The user didn't sign in.", ("user-denied",), _LINKEDIN),
    ("user_cancelled_authorize", _OAUTH, "8.5", (_REDIRECT,), "The user refused.", ("user-denied",), _LINKEDIN),
)  # fmt: skip
"""The code, its document and section, where it is sent, what it means, its usual causes, and the page that shows it."""
