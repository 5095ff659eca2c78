"""What each parameter of the two requests is for, in a sentence. Code is between backticks."""

from __future__ import annotations

from pkce_core import Spec

OAUTH, OIDC = "RFC 6749", "OIDC Core"
AUTHENTICATION_REQUEST = Spec(document=OIDC, section="3.1.2.1")

AUTHORIZATION_REQUEST: dict[str, tuple[str, Spec]] = {
    "authorization_endpoint": (
        "Where the provider receives the request. The browser goes there.",
        Spec(document=OAUTH, section="3.1"),
    ),
    "response_type": (
        "`code` asks for a code, which your client redeems in the second request.",
        Spec(document=OAUTH, section="4.1.1"),
    ),
    "client_id": ("Identifies your client. It isn't a secret.", Spec(document=OAUTH, section="2.2")),
    "redirect_uri": (
        "Where the provider sends the browser with its response. It must match the registered one exactly.",
        Spec(document="RFC 9700", section="2.1"),
    ),
    "scope": (
        "What you ask for. If it includes `openid`, you also get an ID token.",
        Spec(document=OAUTH, section="3.3"),
    ),
    "state": (
        "Comes back unchanged in the redirect, so your client knows that the response answers its own request.",
        Spec(document=OAUTH, section="10.12"),
    ),
    "code_challenge": (
        "The hash of your verifier. The verifier itself is sent only in the token request.",
        Spec(document="RFC 7636", section="4.2"),
    ),
    "code_challenge_method": (
        "How the challenge was made. If it is missing, servers assume `plain`.",
        Spec(document="RFC 7636", section="4.3"),
    ),
    "nonce": ("Comes back inside the ID token, and ties it to this request.", AUTHENTICATION_REQUEST),
    "prompt": ("Whether the provider asks the user to sign in or to consent again.", AUTHENTICATION_REQUEST),
    "max_age": ("How many seconds ago the user may have signed in at most.", AUTHENTICATION_REQUEST),
    "login_hint": ("Who is about to sign in, so that the provider can fill in the form.", AUTHENTICATION_REQUEST),
    "ui_locales": ("The languages for the sign-in page, the preferred one first.", AUTHENTICATION_REQUEST),
    "acr_values": ("How strongly the provider should authenticate the user.", AUTHENTICATION_REQUEST),
    "claims": ("The individual claims that you ask for, as JSON.", Spec(document=OIDC, section="5.5")),
    "response_mode": ("How the response comes back: in the query, a fragment or a form.", AUTHENTICATION_REQUEST),
    "display": ("How the provider should show the sign-in page.", AUTHENTICATION_REQUEST),
    "id_token_hint": ("An earlier ID token that says which user you expect.", AUTHENTICATION_REQUEST),
    "resource": (
        "The API that the token is for. It may be repeated.",
        Spec(document="RFC 8707", section="2"),
    ),
}
"""The parameters of the authorization URL and its endpoint, each with the section that defines it."""

TOKEN_REQUEST = {
    "grant_type": "What you exchange for the tokens: an authorization code, or a refresh token.",
    "code": "The authorization code from the redirect. It works once, and often expires within a minute.",
    "redirect_uri": "The same as in the authorization URL, character for character. Nothing is sent there now: the "
    "provider only compares the two.",
    "client_id": "Identifies your client.",
    "code_verifier": "The secret behind the challenge that you sent first. The provider hashes it and compares, so it "
    "knows that the client that asked for the code is redeeming it.",
    "refresh_token": "The refresh token. Many servers answer with a new one, and then this one no longer works.",
    "client_secret": "Proves that the request comes from your client.",
    "client_assertion_type": "The kind of proof that follows: a signed JWT.",
    "client_assertion": "The JWT that your client signed for this provider, instead of a client_secret.",
}
"""The parameters in the body of the token request."""
