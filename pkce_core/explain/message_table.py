"""The texts that servers are known to write, by server: what each suggests, and who says that it is written."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    Row = tuple[str, tuple[str, ...]] | tuple[str, tuple[str, ...], str]

_GITHUB = (
    "https://docs.github.com/apps/oauth-apps/maintaining-oauth-apps/"
    "troubleshooting-oauth-app-access-token-request-errors"
)
_APPLE = "https://developer.apple.com/documentation/technotes/tn3107-resolving-sign-in-with-apple-response-errors"

GENERAL_PARTS = ("client authentication failed", "invalid redirect uri", "this app's request is invalid")
"""Parts that more exact words often follow."""

MESSAGE_PARTS: Mapping[str, tuple[str, tuple[Row, ...]]] = MappingProxyType(
    {
        "node-oidc-provider": ("https://github.com/panva/node-oidc-provider/tree/main/lib", (
            ("grant request is invalid", ()), ("request_uri is invalid, expired", ("request-uri-used",)),
            ("client authentication failed", ("secret-wrong", "auth-method", "client-unknown")),
            ("no client authentication mechanism provided", ("body-not-form", "client-id-missing")),
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
        )),
        "keycloak": ("https://github.com/keycloak/keycloak/tree/main/services", (
            ("code not valid", ("code-reused", "code-old", "wrong-environment")),
            ("device code not valid", ("device-code-invalid",)),
            ("device code is expired", ("device-code-invalid",)),
            ("maximum allowed refresh token reuse exceeded", ("refresh-token-used",)),
            ("stale token", ("refresh-token-used", "refresh-token-invalid")),
            ("token client and authorized client don't match", ("refresh-token-of-another",)),
            ("offline user session not found", ("session-ended", "refresh-token-invalid")),
            ("token is not active", ("refresh-token-invalid", "session-ended")),
            ("restart login cookie not found", ("login-session-lost",)),
            ("invalid user credentials", ("user-credentials",)),
            ("account is not fully set up", ("interaction-needed",)),
            ("client not allowed for direct access grants", ("client-grant-type",)),
            ("unable to load public key", ("assertion-refused",)),
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
            ("authentication_expired", ("login-session-lost",)),
            ("invalid scopes:", ("scope-unknown",)),
        )),
        "google": ("https://developers.google.com/identity/protocols/oauth2/web-server", (
            ("malformed auth code", ("code-damaged",)),
            ("missing code verifier", ("verifier-missing",)),
            ("invalid code verifier", ("verifier-mismatch",)),
            ("code_verifier or verifier is not needed", ("challenge-missing",)),
            ("the oauth client was not found", ("client-unknown",)),
            ("client_secret is missing", ("secret-missing",)),
            ("the provided client secret is invalid", ("secret-wrong",)),
            ("token has been expired or revoked", ("refresh-token-invalid",)),
        )),
        "auth0": ("https://auth0.com/docs/api/authentication", (
            ("failed to verify code verifier", ("verifier-mismatch",)),
            ("unknown or invalid refresh token", ("refresh-token-invalid", "refresh-token-used"),
             "https://github.com/auth0/nextjs-auth0/issues/333"),
            ("parameter 'code_verifier' is required", ("verifier-missing",)),
            ("invalid authorization code", ("code-reused", "code-old")),
            ("the redirect uri is wrong", ("redirect-uri-differs",)),
            ("callback url mismatch", ("redirect-uri-unregistered",)),
            ("not allowed for the client", ("client-grant-type",)),
            ("service not found", ("resource-unknown",)),
            ("unknown client", ("client-unknown",)),
            ("client is not authorized to access", ("resource-not-allowed",)),
            ("wrong email or password", ("user-credentials",)),
        )),
        "okta": ("https://developer.okta.com/docs/reference/error-codes/", (
            ("pkce verification failed.", ("verifier-mismatch",)),
            ("the authorization code is invalid or has expired", ("code-reused", "code-old")),
            ("must be a login redirect uri in the client app settings", ("redirect-uri-unregistered",)),
            ("does not match the redirection uri used in the authorization request", ("redirect-uri-differs",)),
            ("the refresh token is invalid or expired", ("refresh-token-invalid", "refresh-token-used")),
            ("the client_assertion token is expired", ("assertion-refused",)),
            ("the audience claim for client_assertion must be the endpoint", ("assertion-refused",)),
            ("the client secret supplied for a confidential client is invalid", ("secret-wrong",)),
            ("invalid value for 'client_id' parameter", ("client-unknown",)),
            ("pkce code challenge is required", ("challenge-required",)),
            ("browser requests to the token endpoint must use proof key", ("challenge-required", "verifier-missing")),
            ("user is not assigned to the client application", ("policy-denied",)),
            ("one or more scopes are not configured", ("scope-unknown",)),
            ("cannot supply multiple client credentials", ("auth-twice",)),
            ("the client specified not to prompt", ("no-session",)),
        )),
        "spotify": ("https://github.com/spotify/web-api/issues/267", (
            ("code_verifier was incorrect", ("verifier-mismatch",),
             "https://github.com/spotify/web-api-examples/issues/126"),
            ("invalid redirect uri", ("redirect-uri-differs", "redirect-uri-unregistered")),
        )),
        "x": ("https://github.com/xdevplatform/twitter-api-typescript-sdk/issues/26", (
            ("value passed for the code verifier did not match the code challenge", ("verifier-mismatch",)),
            ("missing required parameter [code_verifier]", ("verifier-missing",),
             "https://github.com/tweepy/tweepy/issues/2014"),
            ("value passed for the authorization code was invalid", ("code-reused", "code-old"),
             "https://github.com/plhery/node-twitter-api-v2/issues/496"),
        )),
        "github": (_GITHUB, (
            ("the code passed is incorrect or expired", ("code-old", "code-reused")),
            ("the client_id and/or client_secret passed are incorrect", ("secret-wrong", "client-unknown")),
            ("the redirect_uri must match the registered callback url", ("redirect-uri-unregistered",)),
        )),
        "gitlab": ("https://github.com/doorkeeper-gem/doorkeeper/blob/main/config/locales/en.yml", (
            ("redirect uri is malformed or doesn't match client redirect uri", ("redirect-uri-unregistered",)),
            ("does not support pkce as there are no accepted code_challenge_method", ("pkce-unsupported",)),
            ("parameter. server does not support pkce", ("pkce-unsupported", "challenge-missing"),
             "https://github.com/deeplay-io/verdaccio-openid-connect/issues/2"),
            ("the code challenge method must be plain or s256", ("method-unknown",)),
        )),
        "discord": ("https://github.com/discord/discord-api-docs/issues/982", (
            ('invalid "code" in request', ("code-reused", "code-old", "redirect-uri-differs", "client-differs")),
            ('invalid "redirect_uri" in request', ("redirect-uri-differs", "redirect-uri-unregistered"),
             "https://github.com/discord/discord-api-docs/issues/4076"),
        )),
        "salesforce": ("https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_flow_errors.htm", (
            ("expired authorization code", ("code-old", "code-reused")),
            ("redirect_uri must match configuration", ("redirect-uri-unregistered",)),
            ("client identifier invalid", ("client-unknown", "wrong-environment")),
            ("expired access/refresh token", ("refresh-token-invalid", "refresh-token-used")),
        )),
        "apple": (_APPLE, (
            ("the code has expired or has been revoked", ("code-old", "code-reused"),
             "https://github.com/Timothylock/go-signin-with-apple/issues/39"),
            ("the code has already been used", ("code-reused",),
             "https://github.com/pennersr/django-allauth/issues/2836"),
            ("client_id mismatch. the code was not issued to", ("client-differs",)),
        )),
        "linkedin": ("https://github.com/d3xt3r2909/linkedin_login/issues/77", (
            ("redirect uri/code verifier does not match authorization code",
             ("code-reused", "code-old", "redirect-uri-differs", "client-differs", "verifier-mismatch")),
            ("appid or redirect uri does not match authorization code or authorization code expired",
             ("code-reused", "code-old", "redirect-uri-differs", "client-differs"),
             "https://github.com/Happyr/LinkedIn-API-client/issues/142"),
        )),
        "twitch": ("https://github.com/PhantomBot/PhantomBot/issues/2401", (
            ("parameter redirect_uri does not match registered uri", ("redirect-uri-unregistered",)),
        )),
        "zoom": ("https://github.com/JubaerHossain/zoom-laravel/issues/3", (
            ("invalid client_id or client_secret", ("secret-wrong", "client-unknown", "auth-method")),
        )),
        "shopify": ("https://github.com/Shopify/shopify_app/issues/449", (
            ("the authorization code was not found or was already used", ("code-reused", "code-old")),
            ("could not find shopify api application with api_key", ("client-unknown",),
             "https://github.com/Shopify/shopify_app/issues/369"),
        )),
        "notion": ("https://github.com/JamesNZL/notion-assignment-import/issues/421", (
            ("missing or invalid redirect_uri", ("redirect-uri-unregistered",)),
        )),
        "forgerock": ("https://github.com/Stellantis/stellantis.github.io/issues/98", (
            ("the provided access grant is invalid, expired, or revoked", ("code-old", "code-reused")),
        )),
        "openiddict": ("https://github.com/openiddict/openiddict-core/issues/1225", (
            ("the specified 'code_verifier' is invalid", ("verifier-mismatch", "verifier-malformed")),
            ("the specified authorization code is no longer valid", ("code-old", "code-reused"),
             "https://github.com/openiddict/openiddict-core/issues/471"),
        )),
        "dex": ("https://github.com/dexidp/dex/pull/1952", (
            ("invalid or expired code parameter", ("code-old", "code-reused")),
        )),
        "facebook": ("https://github.com/facebookarchive/php-graph-sdk/issues/980", (
            ("redirect_uri is identical to the one you used in the oauth dialog request", ("redirect-uri-differs",)),
            ("this authorization code has been used", ("code-reused",),
             "https://github.com/facebookarchive/php-graph-sdk/issues/1254"),
            ("matching code was not found or was already used", ("code-reused", "code-old"),
             "https://github.com/titarenko/OAuth2/issues/129"),
        )),
        "hydra": ("https://github.com/ory/fosite/tree/master/handler", (
            ("the pkce code challenge did not match the code verifier", ("verifier-mismatch",),
             "https://github.com/ory/hydra/issues/1572"),
            ("clients must include a code_challenge when performing the authorize code flow", ("challenge-required",)),
            ("the state is missing or does not have enough characters", ("state-weak", "parameter-missing")),
            ("any of the oauth 2.0 client's pre-registered redirect urls", ("redirect-uri-unregistered",)),
            ("code_challenge_method=s256, plain is not allowed", ("method-missing",)),
            ("the requested oauth 2.0 client does not exist", ("client-unknown",)),
        )),
        "cognito": ("https://github.com/TimothyJones/github-cognito-openid-wrapper/issues/3",
            (("bad token response", ("provider-behind",)),)),
        "fusionauth": ("https://github.com/FusionAuth/fusionauth-issues/issues/150", (
            ("invalid authorization code. auth_code_not_found", ("code-reused", "code-old", "wrong-environment")),
        )),
        "wso2": ("https://github.com/wso2-extensions/identity-inbound-auth-oauth", (
            ("transformation algorithm", ("method-plain",), "https://github.com/wso2/product-is/issues/8421"),
            ("inactive authorization code received", ("code-reused", "code-old")),
            ("registered callback does not match with the provided url", ("redirect-uri-unregistered",)),
        )),
        "intuit": ("https://developer.intuit.com/app/developer/qbo/docs/develop/authentication-and-authorization", (
            ("incorrect token type or clientid", ("refresh-token-of-another", "refresh-token-differs")),)),
        "zitadel": ("https://github.com/netbirdio/android-client/issues/83", (
            ("the requested redirect_uri is missing in the client configuration", ("redirect-uri-unregistered",)),
        )),
        "authentik": ("https://github.com/goauthentik/authentik/blob/main/authentik/providers/oauth2/errors.py", (
            ("due to a missing, invalid, or mismatching redirection uri",
             ("redirect-uri-unregistered", "redirect-uri-differs")),
            ("redirect uri error", ("redirect-uri-unregistered",)),
        )),
        "identityserver": ("https://github.com/DuendeArchive/Support/issues/498", (
            ("transformed code verifier does not match code challenge", ("verifier-mismatch",)),
        )),
        "spring": ("https://github.com/spring-projects/spring-authorization-server", (
            ("oauth 2.0 parameter: code_verifier", ("verifier-mismatch", "verifier-missing")),
            ("oauth 2.0 parameter: code_challenge", ("challenge-required",)),
            ("oauth 2.0 parameter: redirect_uri", ("redirect-uri-unregistered",)),
            ("client authentication failed: client_secret", ("secret-wrong",)),
            ("client authentication failed: authentication_method", ("auth-method",)),
        )),
        "league": ("https://github.com/thephpleague/oauth2-server/tree/master/src", (
            ("check the `code_verifier` parameter", ("verifier-missing",)),
            ("check the `redirect_uri` parameter", ("redirect-uri-missing", "redirect-uri-differs")),
            ("failed to verify `code_verifier`", ("verifier-mismatch",)),
            ("code verifier must follow the specifications of rfc-7636", ("verifier-malformed",)),
            ("cannot decrypt the authorization code", ("code-damaged", "wrong-environment")),
            ("authorization code has been revoked", ("code-reused",)),
            ("authorization code was not issued to this client", ("client-differs",)),
        )),
    }
)  # fmt: skip
"""By server: where its messages are from, and each part of a message, in lower case, with the slugs of causes; a row
may have a source of its own."""
