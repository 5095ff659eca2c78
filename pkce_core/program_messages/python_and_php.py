"""What libraries for Python, PHP and Ruby say, read in their source; * stands for anything in between."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    Rows = tuple[tuple[str, tuple[str, ...]], ...]

_READ = "in part from memory; 2026-11-28"
_STATE, _NO_TOKEN = ("client-state-lost",), ("client-no-token", "wrong-endpoint")
_BY_GET = ("client-login-by-get",)

PYTHON_AND_PHP: Mapping[str, tuple[str, str, Rows]] = MappingProxyType(
    {
        "Authlib or oauthlib": ("https://github.com/oauthlib/oauthlib", "oauthlib 4.0.1, Authlib 1.9.10; 2026-11-28", (
            ("csrf warning! state not equal in request and response", _STATE),
            ("mismatching_state", _STATE),
            ("mismatching or missing state in params", _STATE),
        )),
        "oauthlib": ("https://github.com/oauthlib/oauthlib", "oauthlib 4.0.1; 2026-11-28", (
            ("oauth 2 must utilize https", ("client-https-only",)),
            ("insecure_transport", ("client-https-only",)),
            ("insecuretransporterror", ("client-https-only",)),
            ("missing code parameter in response", ("client-code-missing",)),
            ("missing access token parameter", _NO_TOKEN),
            ("(missing_token)", _NO_TOKEN),
            ("missingtokenerror", _NO_TOKEN),
            ("(missing_token_type)", ("client-no-token",)),
            ("scope has changed from", ("client-scope-changed",)),
            ("invalid code_verifier", ("verifier-malformed",)),
            ("(token_expired)", ("client-sign-in-again",)),
        )),
        "requests-oauthlib": ("https://github.com/requests/requests-oauthlib", "2.0.0; 2026-11-28", (
            ("no token endpoint set for auto_refresh", ("client-settings",)),
            ("wrong value for * pkce=", ("client-settings",)),
            ("please supply either code or authorization_response parameters", ("client-code-missing",)),
        )),
        "Authlib": ("https://github.com/authlib/authlib", "1.9.10; 2026-11-28", (
            ("missing state value", _STATE),
            ('missing "jwks_uri" in metadata', ("client-discovery",)),
            ('missing "authorize_url" value', ("client-settings", "client-discovery")),
            ("no such client:", ("client-settings",)),
            ("invalid_claim: invalid claim 'iss'", ("client-issuer-differs",)),
            ("invalid_claim: invalid claim 'aud'", ("client-audience-differs",)),
            ("invalid_claim: invalid claim 'nonce'", ("client-nonce-lost",)),
            ("invalid claim 'iss'", ("client-issuer-differs",)),
            ('invalid claim "iss"', ("client-issuer-differs",)),
            ("invalid claim 'aud'", ("client-audience-differs",)),
            ('invalid claim "aud"', ("client-audience-differs",)),
            ("invalid claim 'nonce'", ("client-nonce-lost",)),
            ('invalid claim "nonce"', ("client-nonce-lost",)),
            ("invalid claim 'at_hash'", ("client-at-hash",)),
            ('invalid claim "at_hash"', ("client-at-hash",)),
            ("missing_token: missing", _NO_TOKEN),
            ("bad_signature:", ("client-keys",)),
            ("expired_token: the token is expired", ("client-clock",)),
            ("invalid_token: the token is not valid yet", ("client-clock-off",)),
        )),
        "MSAL for Python": ("https://github.com/AzureAD/microsoft-authentication-library-for-python",
                            "1.39.0; 2026-11-28", (
            ("state missing from auth_code_flow", _STATE),
            ("state mismatch: * vs ", _STATE),
            ("oidc discovery failed on", ("client-discovery",)),
            ("0. the id token is not yet valid", ("client-clock-off",)),
            ("9. the id token already expires", ("client-clock",)),
            ("public client should not possess credentials", ("client-settings",)),
            ("timeout. no auth response arrived", ("client-popup",)),
        )),
        "PyJWT": ("https://github.com/jpadilla/pyjwt", _READ, (
            ("invalidaudienceerror", ("client-audience-differs",)),
            ("invalidissuererror", ("client-issuer-differs",)),
            ("expiredsignatureerror", ("client-clock",)),
            ("immaturesignatureerror", ("client-clock-off",)),
            ("the token is not yet valid (iat)", ("client-clock-off",)),
            ("the token is not yet valid (nbf)", ("client-clock-off",)),
            ("invalidsignatureerror", ("client-keys",)),
            ("invalidalgorithmerror", ("client-algorithm",)),
            ("the specified alg value is not allowed", ("client-algorithm",)),
            ("pyjwkclienterror", ("client-keys",)),
            ("decodeerror: not enough segments", ("client-token-malformed",)),
            ("decodeerror: invalid header padding", ("client-token-malformed",)),
        )),
        "social-auth": ("https://github.com/python-social-auth/social-core", "7.0.0; 2026-11-28", (
            ("missing needed parameter state", _STATE),
            ("session value state missing", _STATE),
            ("wrong state parameter given", _STATE),
            ("authstateforbidden", _STATE),
            ("authforbidden", ("client-account-refused",)),
            ("authstatemissing", _STATE),
        )),
        "django-allauth": ("https://github.com/pennersr/django-allauth", _READ, (
            ("socialapp matching query does not exist", ("client-settings",)),
            ("socialapp.doesnotexist", ("client-settings",)),
            ("socialapp.multipleobjectsreturned", ("client-settings",)),
        )),
        "Google's library for Python": ("https://github.com/googleapis/google-auth-library-python", _READ, (
            ("could not automatically determine credentials", ("client-settings",)),
            ("client secrets must be for a web or installed app", ("client-settings",)),
        )),
        "python-jose": ("https://github.com/mpdavis/python-jose", _READ, (
            ("at_hash claim does not match access_token", ("client-at-hash",)),
            ("the specified alg value is not allowed", ("client-algorithm",)),
        )),
        "mozilla-django-oidc": ("https://github.com/mozilla/mozilla-django-oidc", "5.0.2; 2026-11-28", (
            ("oidc callback state not found in session", _STATE),
            ("jwt nonce verification failed", ("client-nonce-lost",)),
            ("jws token verification failed", ("client-keys",)),
            ("could not find a valid jwks", ("client-keys",)),
        )),
        "league/oauth2-client": ("https://github.com/thephpleague/oauth2-client", _READ, (
            ("invalid response received from authorization server. expected json", _NO_TOKEN),
            ('required parameter not passed: "code"', ("client-code-missing",)),
            ('required parameter not passed: "access_token"', _NO_TOKEN),
            ('required option not passed: "access_token"', _NO_TOKEN),
            ("required options not defined:", ("client-settings",)),
            ("an oauth server error was encountered that did not contain a json body",
             ("client-no-token", "wrong-endpoint")),
            ("failed to parse json response:", _NO_TOKEN),
        )),
        "Laravel Socialite": ("https://github.com/laravel/socialite", _READ, (
            ("laravel\\socialite\\two\\invalidstateexception", _STATE),
            ("invalidstateexception", _STATE),
        )),
        "omniauth": ("https://github.com/omniauth/omniauth-oauth2", _READ, (
            ("csrf_detected", _STATE),
            ("omniauth * csrf detected", _STATE),
            ("csrf detected", _STATE),
            ("authenticity error", _BY_GET),
            ("authenticity_error", _BY_GET),
            ("omniauth::authenticityerror", _BY_GET),
            ("attack prevented by omniauth::authenticitytokenprotection", _BY_GET),
            ("omniauth: attack prevented", _BY_GET),
            ("invalid 'state' parameter", _STATE),
        )),
        "Rails": ("https://github.com/rails/rails", _READ, (
            ("actioncontroller::invalidauthenticitytoken", _BY_GET),
        )),
        "Faraday": ("https://github.com/lostisland/faraday", _READ, (
            ("faraday::connectionfailed", ("no-answer",)),
            ("faraday::sslerror", ("certificate-refused",)),
        )),
    }
)  # fmt: skip
"""By library: where its source is, the version and day of the reading, and each message with its causes."""
