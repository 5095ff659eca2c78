"""What libraries for apps, Java, .NET and Go say, as in public source and reports; * stands for anything in between."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkce_core.program_messages.python_and_php import Rows

_READ = "in part from memory; 2026-11-28"
_STATE, _NONCE, _KEYS, _CLOCK = ("client-state-lost",), ("client-nonce-lost",), ("client-keys",), ("client-clock",)
_ALGORITHM = ("client-algorithm",)
_ISSUER, _AUDIENCE, _DISCOVERY = ("client-issuer-differs",), ("client-audience-differs",), ("client-discovery",)
_NO_TOKEN = ("client-no-token", "wrong-endpoint")
_CLOCK_OFF, _LEFT = ("client-clock-off",), ("login-left",)
_CLAIMS = ("client-issuer-differs", "client-audience-differs", "client-clock", "client-nonce-lost")

NATIVE_AND_JAVA: Mapping[str, tuple[str, str, Rows]] = MappingProxyType(
    {
        "AppAuth for iOS": ("https://github.com/openid/AppAuth-iOS", _READ, (
            ("state mismatch, expecting * but got * in authorization", _STATE),
            ("org.openid.appauth.general code=-3", _LEFT),
            ("org.openid.appauth.general code=-4", _LEFT),
            ("org.openid.appauth.general code=-5", ("no-answer",)),
            ("org.openid.appauth.general code=-6", ("no-answer", "wrong-endpoint")),
            ("org.openid.appauth.general code=-7", _NO_TOKEN),
            ("org.openid.appauth.general code=-9", ("client-app-missing",)),
            ("org.openid.appauth.general code=-15", _CLAIMS),
            ("org.openid.appauth.general error -3", _LEFT),
            ("org.openid.appauth.general error -4", _LEFT),
            ("org.openid.appauth.general error -5", ("no-answer",)),
            ("org.openid.appauth.general error -6", ("no-answer", "wrong-endpoint")),
            ("org.openid.appauth.general error -7", _NO_TOKEN),
            ("org.openid.appauth.general error -9", ("client-app-missing",)),
            ("org.openid.appauth.general error -15", _CLAIMS),
            ("unable to open safari", ("client-app-missing",)),
            ("issuer mismatch", _ISSUER),
            ("audience mismatch", _AUDIENCE),
            ("nonce mismatch", _NONCE),
            ("id token expired", _CLOCK),
            ("issued at time is more than 10 minutes", _CLOCK_OFF),
            ("issuer must be an https url", ("client-https-only",)),
        )),
        "AppAuth for Android": ("https://github.com/openid/AppAuth-Android", _READ, (
            ("no stored state - unable to handle response", ("client-request-lost",)),
            ("response state param did not match request state", _STATE),
            ("user cancelled flow", _LEFT),
            ("flow cancelled programmatically", _LEFT),
            ("invalid discovery document", _DISCOVERY),
            ("network error", ("no-answer",)),
            ("json deserialization error", _NO_TOKEN),
            ("token response construction error", _NO_TOKEN),
            ("unable to parse id token", ("client-no-token",)),
            ("invalid id token", _CLAIMS),
            ("issuer mismatch", _ISSUER),
            ("nonce mismatch", _NONCE),
            ("audience mismatch", _AUDIENCE),
            ("id token expired", _CLOCK),
            ("issued at time is more than 10 minutes", _CLOCK_OFF),
            ("issuer must be an https url", ("client-https-only",)),
            ("no handler for * android.intent.action.view", ("client-app-missing",)),
        )),
        "AppAuth for JavaScript": ("https://github.com/openid/AppAuth-JS", "1.4.0; 2026-11-28", (
            ("window.crypto.subtle is unavailable", ("client-insecure-page",)),
            ("unable to configure a hybrid flow", ("client-settings",)),
        )),
        "Spring Security": ("https://github.com/spring-projects/spring-security", _READ, (
            ("authorization_request_not_found", _STATE),
            ("invalid_state_parameter", _STATE),
            ("client_registration_not_found", ("client-settings",)),
            ("invalid client registration with id", ("client-settings",)),
            ("invalid_nonce", _NONCE),
            ("invalid_id_token", _CLAIMS),
            ("the id token contains invalid claims", _CLAIMS),
            ("missing (required) id token in token response", ("client-no-id-token",)),
            ("missing attribute '* in attributes", ("client-user-attribute",)),
            ("invalid_token_response", _NO_TOKEN),
            ("an error occurred while attempting to retrieve the oauth 2.0 access token response", _NO_TOKEN),
            ("an error occurred reading the oauth 2.0 access token response", _NO_TOKEN),
            ("unable to resolve the configuration with the provided issuer",
             ("client-discovery", "client-issuer-differs")),
            ("unable to resolve configuration with the provided issuer", ("client-discovery", "client-issuer-differs")),
            ("the issuer * provided in the configuration metadata did not match the requested issuer", _ISSUER),
            ("provided in the configuration did not match the requested issuer", _ISSUER),
            ("the iss claim is not valid", _ISSUER),
            ("the aud claim is not valid", _AUDIENCE),
            ("an error occurred while attempting to decode the jwt: jwt expired at", _CLOCK),
            ("jwt expired at", _CLOCK),
            ("jwt used before", _CLOCK_OFF),
            ("signed jwt rejected: another algorithm expected", _KEYS),
            ("missing_signature_verifier", _KEYS),
            ("an authentication object was not found in the securitycontext", ("token-not-sent",)),
            ("invalid_user_info_response", ("wrong-endpoint", "token-scope")),
            ("client_authorization_required", ("client-sign-in-again",)),
        )),
        "ASP.NET Core": ("https://github.com/dotnet/aspnetcore", _READ, (
            ("correlation failed", _STATE),
            (".aspnetcore.correlation.* cookie not found", _STATE),
            ("the oauth state was missing or invalid", _STATE),
            ("unable to unprotect the message.state", _STATE),
            ("message.state is null or empty", ("client-state-lost", "client-code-missing")),
            ("openidconnectauthenticationhandler: message.state is null or empty", _STATE),
            ("idx21323", _NONCE),
            ("idx21320", _NONCE),
            ("idx21321", _NONCE),
            ("idx10205", _ISSUER),
            ("idx10206", ("token-no-audience",)),
            ("idx10214", _AUDIENCE),
            ("idx10223", _CLOCK),
            ("idx10222", _CLOCK_OFF),
            ("idx10500", _KEYS),
            ("idx10501", _KEYS),
            ("idx10503", _KEYS),
            ("idx10511", _KEYS),
            ("idx20803", _DISCOVERY),
            ("idx20804", _DISCOVERY),
            ("idx20807", _DISCOVERY),
            ("idx20108", ("client-https-only",)),
            ("the metadataaddress or authority must use https", ("client-https-only",)),
        )),
        "IdentityModel": ("https://github.com/Flowfin/jellyfin-plugin-sso/issues/1811", "from a report; 2026-11-29", (
            ("issuer name does not match authority", _ISSUER),
        )),
        "MSAL for .NET": ("https://github.com/AzureAD/microsoft-authentication-library-for-dotnet", _READ, (
            ("authentication_canceled", ("user-denied",)),
            ("user canceled authentication", ("user-denied",)),
            ("msaluirequiredexception", ("client-sign-in-again",)),
            ("no account or login hint was passed to the acquiretokensilent call", ("client-sign-in-again",)),
            ("state_mismatch", _STATE),
            ("loopback_redirect_uri", ("client-settings",)),
        )),
        "go-oidc": ("https://github.com/coreos/go-oidc", _READ, (
            ("oidc: issuer did not match the issuer returned by provider", _ISSUER),
            ("oidc: id token issued by a different provider", _ISSUER),
            ("id token issued by a different provider", _ISSUER),
            ("oidc: expected audience", _AUDIENCE),
            ("oidc: token is expired", _CLOCK),
            ("oidc: current time * before the nbf", _CLOCK_OFF),
            ("oidc: failed to decode provider discovery object", _DISCOVERY),
            ("oidc: malformed jwt", ("client-token-malformed",)),
            ("oidc: malformed jwt*unexpected signature algorithm", _ALGORITHM),
            ("oidc: get keys failed", ("no-answer", "client-keys")),
            ("fetching keys oidc: get keys failed", ("no-answer", "client-keys")),
            ("failed to verify signature: fetching keys oidc: get keys failed", ("no-answer", "client-keys")),
            ("access token hash does not match value in id token", ("client-at-hash",)),
            ("failed to verify signature: failed to verify id token signature", _KEYS),
            ("oidc: id token signed with unsupported algorithm", _ALGORITHM),
        )),
        "go-jose": ("https://github.com/go-jose/go-jose", "from reports; 2026-11-29", (
            ("unexpected signature algorithm", _ALGORITHM),
        )),
        "openidconnect-rs": ("https://github.com/ramosbugs/openidconnect-rs", "4.0.0; 2026-11-29", (
            ("unexpected issuer uri", _ISSUER),
        )),
        "jjwt": ("https://github.com/jwtk/jjwt", _READ, (
            ("jwt strings must contain exactly 2 period characters", ("client-token-malformed",)),
            ("invalid compact jwt string", ("client-token-malformed",)),
            ("malformedjwtexception", ("client-token-malformed",)),
            ("expiredjwtexception", _CLOCK),
            ("jwt signature does not match locally computed signature", _KEYS),
        )),
        "java-jwt": ("https://github.com/auth0/java-jwt", _READ, (
            ("the token's signature resulted invalid when verified", _KEYS),
            ("the token has expired on", _CLOCK),
            ("the claim 'aud' value doesn't contain the required audience", _AUDIENCE),
            ("the claim 'iss' value doesn't match the required issuer", _ISSUER),
            ("the token was expected to have 3 parts", ("client-token-malformed",)),
        )),
        "oauth2-proxy": ("https://github.com/oauth2-proxy/oauth2-proxy", _READ, (
            ("unable to find a valid csrf token", _STATE),
            ("email in id_token (* isn't verified", ("client-email-unverified",)),
            ("csrf token mismatch, potential attack", _STATE),
            ("unable to obtain csrf cookie", _STATE),
            ("error while loading csrf cookie", _STATE),
            ("invalid authentication via oauth2: unauthorized", ("client-account-refused",)),
        )),
        "Grafana": ("https://github.com/grafana/grafana", _READ, (
            ("login.oauthlogin(missing saved state)", _STATE),
            ("missing saved state", _STATE),
            ("login.oauthlogin(state mismatch)", _STATE),
        )),
        "kubectl": ("https://kubernetes.io/docs/reference/access-authn-authz/authentication/", _READ, (
            ("you must be logged in to the server", ("token-expired", "token-not-sent")),
        )),
        "Google's sign-in for Android": ("https://developers.google.com/android/reference/com/google/android/gms/auth",
                                         _READ, (
            ("apiexception: 10:", ("client-code-by-another",)),
            ("developer_error", ("client-code-by-another",)),
            ("apiexception: 12501:", ("user-denied",)),
            ("apiexception: 7:", ("no-answer",)),
        )),
        "Go's oauth2": ("https://github.com/golang/oauth2", _READ, (
            ("oauth2: server response missing access_token", _NO_TOKEN),
            ("oauth2: cannot parse json", _NO_TOKEN),
            ("oauth2: token expired and refresh token is not set", ("client-sign-in-again",)),
        )),
        "oidcc": ("https://github.com/ClaperCo/Claper/issues/195", "from a report; 2026-11-28", (
            ("no_supported_code_challenge", ("client-metadata-no-s256",)),
        )),
        "Capacitor's generic-oauth2": ("https://github.com/capacitor-community/generic-oauth2/issues/280",
                                       "from a report; 2026-11-28", (
            ("err_states_not_match", _STATE),
        )),
    }
)  # fmt: skip
"""By library: where its source is, the version and day of the reading, and each message with its causes."""
