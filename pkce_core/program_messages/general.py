"""Who speaks, by the way a text is written, and what libraries that are in no table say, by words."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SPEAKERS: Mapping[str, str] = MappingProxyType(
    {
        r"\boauthlib[./\\]|\boauthlib\b.{0,40}error": "oauthlib",
        r"\brequests_oauthlib\b": "requests-oauthlib",
        r"\bauthlib[./\\]": "Authlib",
        r"\bsocial_core[./\\]": "social-auth",
        r"\bflask_dance\b": "Flask-Dance",
        r"league\\oauth2\\client|identityproviderexception": "league/oauth2-client",
        r"laravel\\socialite": "Laravel Socialite",
        r"\bomniauth\b|\bcould not authenticate you from \w{1,40} because\b": "omniauth",
        r"\boauth2::error\b": "Ruby's oauth2",
        r"\bopenid-client\b|\bopenid_client\b|\boperror\b|\brperror\b": "openid-client",
        r"\boauth4webapi\b|\boperationprocessingerror\b": "oauth4webapi",
        r"\boidc-client(?:-ts)?\b|\bunhandled oidc\b": "oidc-client-ts",
        r"\bangular-oauth2-oidc\b|\boautherrorevent\b": "angular-oauth2-oidc",
        r"\[next-auth\]|\[auth\]\[error\]|\bnext-auth\b|authjs\.dev": "Auth.js",
        r"\bpassport-oauth2?\b|\binternaloautherror\b|\boauth2strategy\b": "passport",
        r"\bbrowserautherror\b|\bclientautherror\b|\binteractionrequiredautherror\b|@azure/msal": "MSAL for JavaScript",
        r"\bmsal[a-z]*exception\b|microsoft\.identity\.client": "MSAL for .NET",
        r"\borg\.springframework\.security\b|\boauth2authenticationexception\b|\bclientauthorizationexception\b":
            "Spring Security",
        r"\bmicrosoft\.aspnetcore\b|\bmicrosoft\.identitymodel\b|\bremoteauthenticationhandler\b"
        r"|\bauthenticationfailureexception\b|\ban error was encountered while handling the remote login\b":
            "ASP.NET Core",
        r"\bnet\.openid\.appauth\b|\bauthorizationexception: \{": "AppAuth for Android",
        r"\borg\.openid\.appauth\b|\boiderror": "AppAuth for iOS",
        r"\bauth0[-.]spa-js\b|\bauth0[-/](?:react|angular|vue)\b|\bauth0(?:client|-spa-js[\w.]{0,40}|provider)\.[cm]?[jt]sx?\b"
        r"|\bauth0-(?:react|angular|vue)[\w.]{0,40}\.js\b": "Auth0's SDK for pages",
        r"\bnextjs-auth0\b": "Auth0's SDK for Next.js",
        r"\bauthpkcecodeverifiermissingerror\b|\bsupabaseclient\b": "supabase-js",
        r"\bauthfailure\b\W{0,3}invalid authentication via oauth2|\boauthproxy\.go\b|\boauth2[-_]proxy\b":
            "oauth2-proxy",
        r"\bjwt\.exceptions\.": "PyJWT",
        r"\bjose\.(?:exceptions|jwt)\.": "python-jose",
        r"\bsimple-oauth2\b": "simple-oauth2",
        r"\boidc: (?:issuer did not|failed to|id token|expected audience|malformed|token is expired|current time"
        r"|get keys|fetching|unexpected signature|source does not|invalid configuration|unsupported)": "go-oidc",
        r"\boauth2: (?:cannot (?:fetch|parse)|\"[a-z_]{3,60}\"|token expired|server response missing)": "Go's oauth2",
    }
)  # fmt: skip
"""By a pattern in lower case: whose message it is."""

_BOTH = (
    r"(?:mis-?match\w*|do(?:es)?(?:n't| not) (?:match|equal|agree)|did(?:n't| not) match|invalid|wrong|missing"
    r"|not equal|not found|unexpected|lost"
    r"|(?:could|can)(?: ?not|n't) (?:be )?(?:verif|decod|find|found|valid|unprotect)\w*"
    r"|failed)"
)
STORES = (
    r"(?:(?:local|session|browser|secure|async)[ _]?storage|storage|session|cookies?|cache|memory|keychain|database"
    r"|store)"
)
"""Where a client keeps what it needs after the redirect."""
GENERAL: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        rf"\b(?:pkce|code[ _-]?verifier)\b.{{0,40}}\b(?:cookie|session|storage)\b.{{0,30}}{_BOTH}",
        ("client-verifier-lost",),
    ),
    (rf"{_BOTH}.{{0,40}}\bcode[ _-]?verifier\b.{{0,30}}\b(?:cookie|session|storage)\b", ("client-verifier-lost",)),
    (rf"\bnonce\b.{{0,50}}{_BOTH}|{_BOTH}.{{0,20}}\bnonce\b", ("client-nonce-lost",)),
    (
        r"\bcsrf\b.{0,80}\bstate\b|\bstate\b.{0,80}\bcsrf\b|\bcsrf (?:detected|check failed|attack)",
        ("client-state-lost",),
    ),
    (rf"\b(?:oauth2? |auth )?state\b.{{0,60}}{_BOTH}|{_BOTH}.{{0,20}}\bstate\b", ("client-state-lost",)),
    (rf"\b(?:issuer|iss)\b.{{0,60}}{_BOTH}|{_BOTH}.{{0,20}}\b(?:issuer|iss)\b", ("client-issuer-differs",)),
    (rf"\b(?:audience|aud)\b.{{0,60}}{_BOTH}|{_BOTH}.{{0,20}}\b(?:audience|aud)\b", ("client-audience-differs",)),
    (
        r"\b(?:id[ _]?token|jwt|token)\b.{0,40}"
        r"\b(?:used too early|not yet (?:valid|active)|not (?:valid|active) yet|in the future)\b",
        ("client-clock-off",),
    ),
    (
        r"\b(?:id[ _]?token|jwt|token)\b.{0,40}\b(?:expired|not (?:valid|active))\b",
        ("client-clock",),
    ),
    (rf"\bsignature\b.{{0,40}}{_BOTH}|\b(?:no|unable to find).{{0,30}}\b(?:kid|jwks?|signing key)\b", ("client-keys",)),
    (r"\b(?:discovery|well-known|openid-configuration)\b", ("client-discovery",)),
    (r"\b(?:must|requires?|only)\b.{0,30}\bhttps\b", ("client-https-only",)),
    (r"\bno (?:code|authorization code) (?:in|found)|\bcode\b.{0,20}\bmissing\b", ("client-code-missing",)),
    (r"\b(?:no|missing)\b.{0,20}\baccess[ _]token\b", ("client-no-token", "wrong-endpoint")),
)
"""Patterns in lower case that count where a library speaks, each with its causes; the first counts."""

BEGINNINGS = frozenset(
    {
        "cross-origin request blocked: the same origin policy disallows reading the remote resource",
        "blocked by cors policy", "invalid id token", "invalid_id_token",
        "org.openid.appauth.general code=-15", "org.openid.appauth.general error -15",
    }
)  # fmt: skip
"""Texts that more exact ones follow: they count where none of those is there."""

HANDED_ON: Mapping[str, str] = MappingProxyType(
    {
        "passport": r"\b(?:token|authorization)error\b",
        "omniauth": r"\boauth2::error\b",
        "Ruby's oauth2": r"\boauth2::error\b",
        "oauthlib": r"\boauthlib\.oauth2\.\S{1,80}error: \(",
        "league/oauth2-client": r"\bidentityproviderexception\b",
        "openid-client": r"\b(?:op|responsebody)error\b",
        "ASP.NET Core": r"\boauth token endpoint failure\b",
        "Go's oauth2": r"\boauth2: (?:cannot fetch token|\")",
    }
)
"""By library: a pattern in lower case for errors whose words are what the server answered."""

_NOT_OF_A_CLIENT = r"^(?!.*\b(?:client[ _]?assertion|assertion|dpop|proof|request[ _]object)\b).*"
CHECKS_ID_TOKEN = (
    _NOT_OF_A_CLIENT + r"(?:\b(?:fail\w*|unable|could not|couldn't|cannot|can't|error)(?: while| when| to)?"
    r" (?:verify|validate|verifying|validating) (?:the |an? |your )?id[ _-]?token\b"
    r"|\bid[ _-]?token (?:signature )?(?:verification|validation) (?:has )?(?:failed|error)"
    r"|\b(?:invalid|wrong|bad) id[ _-]?token signature"
    r"|\bid[ _-]?token(?:'s)? (?:has an? )?(?:invalid|wrong|bad) signature"
    r"|\bsignature of (?:the |your )?id[ _-]?token\b.{0,40}(?:invalid|wrong|fail|verif|match))"
)
"""What says that an ID token was checked and refused: only clients check one as the answer to a login."""
AFTER_AN_ID_TOKEN = ("client-keys", "client-audience-differs", "client-issuer-differs", "client-clock")
"""Why a client refuses an ID token, if the message doesn't say more."""

_IS = r"(?:(?!\b(?:will|would|can|could|may|might|shall|should|must|exp\w{0,7})\b).)"
"""A character of what is said to be so, and not of what will be, or of a time of expiry."""
ANYWHERE: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        r"(?<![a-z])endpoint(?:'s)? (?:origin|host|domain)\b.{0,30}\b(?:does(?:n't| not) (?:match|equal)|differs?\b"
        r"|is different|is(?:n't| not) (?:the same|on|under|equal))\b.{0,30}"
        r"\b(?:issuer|authori[sz]ation server|authority)\b"
        r"|\bendpoint (?:is on a different host than|belongs to (?:a )?different) authority\b",
        ("endpoint-elsewhere",),
    ),
    (
        r"^\W*(?:error\W{1,3})?(?:(?:invalid|bad|wrong|incorrect|mismatch(?:ed|ing)) "
        r"(?:(?:oauth2?|oidc|openid|csrf) state(?: (?:parameter|value|token))?|state (?:parameter|value|param))"
        r"|(?:(?:oauth2?|oidc|openid) state(?: (?:parameter|value))?|state (?:parameter|value|param))"
        r"(?: is)? (?:invalid|mismatch|incorrect|wrong|does(?:n't| not) match))\W*$",
        ("client-state-lost",),
    ),
    (
        _NOT_OF_A_CLIENT + rf"(?:\b(?:iat|issued[ _-]?at){_IS}{{0,60}}\bin the future\b"
        rf"|\b(?:id[ _]?token|jwt|token)\b{_IS}{{0,40}}\b(?:iat|issued|nbf|not before|created|timestamp|date)"
        rf"{_IS}{{0,40}}"
        r"\bin the future\b|\b(?:id[ _]?token|jwt|token)(?: is| was| lies)? in the future\b"
        r"|(?<!\bbe )\bissued? (?:in the future|time ahead of)\b"
        r"|\btoken used (?:too early|before (?:it was )?issued)\b|\btoken (?:with \w{2,10} )?prior to\b"
        r"|\bbeforevalidexception\b"
        rf"|\b(?:id[ _]?token|jwt){_IS}{{0,30}}\bnot (?:yet (?:valid|active)|(?:valid|active) yet)\b"
        r"|\binvalidiaterror\b|\biaterror\b)",
        ("client-clock-off",),
    ),
    (
        _NOT_OF_A_CLIENT + r"\bid[ _-]?token (?:was |is )?(?:not )?issued by (?:an? |the )?"
        r"(?:other|another|different|wrong|correct|expected|right)\b",
        ("client-issuer-differs",),
    ),
    (
        _NOT_OF_A_CLIENT + r"\bunexpected (?:jwt |token |id[ _]token )?issuer: "
        r"|" + _NOT_OF_A_CLIENT + r"\b(?:iss|issuer)\b.{0,40}\bexpected\b.{0,300}"
        r"\b(?:got|found|received|actual|but was)\b",
        ("client-issuer-differs",),
    ),
)
"""Patterns in lower case that count whoever writes them, since many libraries do; not in a server's answer."""

NOTHING_GOT = (
    r"\b(?:got|found|received|from|actual|but was|but got|issuer(?=: ))\b:? ?"
    r"(?:\"\"|''|``|undefined|null|none|nil|<nil>|\(empty\)|$)(?:$|[\s.,;)])"
)
"""What stands after the expected issuer where the token has none."""

GENERAL_TEXTS = frozenset(
    {
        "at_hash mismatch", "developer_error", "error loading discovery document", "failed to validate jwt signature",
        "flow cancelled programmatically", "id_token issued in the future", "id_token not active yet",
        "invalid claim 'at_hash'", 'invalid claim "at_hash"', "invalid response content-type:", "invalidstateexception",
        "iss missing from the response", "jwt malformed", "jwt nonce verification failed", "missingsecret",
        "no authorization token was found", "no_secret", "state missing from the response", "the token has expired on",
        "wrong at_hash",
        "actioncontroller::invalidauthenticitytoken",
        "audience mismatch", "authentication_canceled", "authenticity error", "authstatemissing", "bad_signature:",
        "client_registration_not_found", "correlation failed",
        "expiredsignatureerror", "immaturesignatureerror", "invalidaudienceerror", "invalidissuererror",
        "invalidsignatureerror", "missing saved state", "no such client:", "response error: 400",
        "response error: 401", "response error: 403", "response error: 404", "response error: 500",
        "user canceled authentication", "could not find a valid jwks", "csrf detected",
        "csrf_detected", "expected code in response", "failed to obtain access token",
        "failed to parse json response:", "id token contains invalid nonce", "id token expired",
        "id token has expired", "iframe removed from dom", "insecure_transport", "invalid 'state' parameter",
        "invalid authorization request state", "invalid claim 'aud'", "invalid claim 'iss'",
        "invalid claim 'nonce'", "invalid code_verifier", "invalid discovery document", "invalid id token",
        "invalid_id_token", "invalid_nonce", "invalid_state_parameter", "invalid_token_response", "invalidcheck",
        "issuer mismatch", "json deserialization error", "jws token verification failed", "jwt expired",
        "jwt expired at", "jwt expired, now", "jwt not active yet", "jwt signature verification failed",
        "jwt used before",
        "mismatching or missing state in params", "missing access token parameter", "missing refresh token",
        "missing state value", "missing transaction", "missing_token: missing", "must be configured on the issuer",
        "network error", "no matching state found in storage", "no state in response",
        "nonce cookie was missing", "nonce mismatch", "nonce value could not be parsed", "nonce_mismatch",
        "oauth_timeout", "popup blocked by user", "popup closed by user", "post_request_failed",
        "preflight response is not successful", "state cookie was missing", "state could not be decoded",
        "state does not match", "state value could not be parsed", "state_mismatch", "state_not_found",
        "the aud claim is not valid", "the id token contains invalid claims", "the iss claim is not valid",
        "timed_out", "token_validation_error", "typeerror: failed to fetch", "typeerror: load failed",
        "unable to parse id token", "unable to verify authorization request state",
        "the specified alg value is not allowed", "unexpected issuer uri", "unexpected signature algorithm",
        "unexpected http response status code", "unexpected response content-type", "untrusted_authority",
        "user cancelled flow", "user_cancelled", "wrong audience:", "wrong issuer:", "wrong nonce:",
        'invalid claim "aud"', 'invalid claim "iss"', 'invalid claim "nonce"',
    }
)  # fmt: skip
"""Texts of the tables that other programs and servers write too: alone, they name no program."""
