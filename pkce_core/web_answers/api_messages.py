"""What APIs and sign-in pages of known vendors write, where the token endpoint has no part in it: rows, by vendor.

`explain` reads them beside the messages of authorization servers. A row is a part of a message in lower case, the slugs
of its causes, and where the row is from.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_GONE, _SCOPE, _PERMISSION, _UNSENT = ("token-expired",), ("token-scope",), ("api-permission",), ("token-not-sent",)
_AUDIENCE = ("token-audience",)
_AMAZON = "https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html"
_APPLE = "https://developer.apple.com/documentation/technotes/tn3107-resolving-sign-in-with-apple-response-errors"
_GITHUB = "https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api"
_GOOGLE = "https://developers.google.com/identity/protocols/oauth2/web-server"
_GRAPH = "https://learn.microsoft.com/graph/errors"

API_MESSAGES: Mapping[str, tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]] = MappingProxyType(
    {
        "google": (_GOOGLE, (
            ("request had insufficient authentication scopes", _SCOPE),
            ("access_token_scope_insufficient", _SCOPE),
            ("request had invalid authentication credentials", _GONE),
            ("request is missing required authentication credential", _UNSENT),
            ("this app's request is invalid", ("redirect-uri-unregistered", "parameter-missing")),
            ("register the redirect uri in the google cloud console", ("redirect-uri-unregistered",)),
            ("it hasn't been verified by google", ("testing-users",)),
            ("has not completed the google verification process", ("testing-users",)),
            ("is currently being tested, and can only be accessed by developer-approved testers", ("testing-users",)),
            ("the developer hasn't given you access to this app", ("testing-users",)),
            ("not a valid origin for the client", ("javascript-origin",)),
            ("the given origin is not allowed for the given client id", ("javascript-origin",)),
            ("register the javascript origin in the google cloud console", ("javascript-origin",)),
            ("reauth related error", ("reauthentication",)),
            ("invalid_rapt", ("reauthentication",)),
            ("must be a short-lived token (60 minutes) and in a reasonable timeframe", ("exchanged-token-refused",)),
        )),
        "microsoft": (_GRAPH, (
            ("access token validation failure. invalid audience", _AUDIENCE),
            ("access token has expired or is not yet valid", _GONE),
            ("lifetime validation failed, the token is expired", _GONE),
            ("compacttoken parsing failed", _GONE),
            ("access token is empty", _UNSENT),
            ("cross-origin token redemption is permitted only for", ("browser-origin",)),
            ("client-type may only be redeemed via cross-origin requests", ("spa-outside-page",)),
            ("insufficient privileges to complete the operation", _PERMISSION),
            ("access is denied. check credentials and try again", _PERMISSION),
        )),
        "github": (_GITHUB, (
            ("resource not accessible by integration", _PERMISSION),
            ("resource not accessible by personal access token", _PERMISSION),
        )),
        "amazon": (_AMAZON, (
            ("the incoming token has expired", _GONE),
            ("is not authorized to access this resource with an explicit deny", _PERMISSION),
            ("is not authorized to perform: execute-api:invoke", _PERMISSION),
            ("access token does not have required scopes", _SCOPE),
        )),
        "spotify": ("https://developer.spotify.com/documentation/web-api/concepts/api-calls", (
            ("insufficient client scope", _SCOPE),
            ("the access token expired", _GONE),
            ("user not registered in the developer dashboard", ("testing-users",)),
        )),
        "slack": ("https://api.slack.com/methods/auth.test", (
            ("not_authed", _UNSENT),
            ("token_revoked", _GONE),
            ("missing_scope", _SCOPE),
        )),
        "supabase": ("https://github.com/supabase/auth-js/issues/678", (
            ("both auth code and code verifier should be non-empty", ("client-verifier-lost", "parameter-missing")),
            ("no valid flow state found", ("code-reused", "code-old")),
            ("flow state has expired", ("code-old",)),
            ("code challenge does not match previously saved code verifier", ("verifier-mismatch",)),
            ("oauth callback with invalid state", ("login-session-lost",)),
            ("oauth state has expired", ("login-session-lost",)),
            ("oauth state not found or expired", ("login-session-lost",)),
        )),
        "keycloak": ("https://www.keycloak.org/server/reverseproxy", (
            ("https required", ("https-required",)),
            ("cookie not found. please make sure cookies are enabled", ("login-session-lost",)),
        )),
        "zoom": ("https://developers.zoom.us/docs/integrations/oauth/", (
            ("(4,700)", ("redirect-uri-unregistered",)),
        )),
        "apple": (_APPLE, (
            ("invalid client id or web redirect url", ("client-unknown", "redirect-uri-unregistered")),
            ("invalid web redirect url", ("redirect-uri-unregistered",)),
        )),
    }
)  # fmt: skip
"""By vendor: where its messages are documented, and each part of a message with the slugs of causes; none where the
message hides its reason."""
