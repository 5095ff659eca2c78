"""A message of the flow taken apart: each parameter on a line of its own, with what it is for beside it."""

from __future__ import annotations

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Mapping


PARAMETERS = {
    "grant_type": "What you hand in for the tokens: an authorization code.",
    "code": "The authorization code from the redirect. It works once, and often for a minute only.",
    "redirect_uri": "The same as in the authorization URL, character by character. No one is sent there now: the "
    "server compares the two.",
    "client_id": "Which client asks.",
    "code_verifier": "The secret behind the challenge that you sent first. The server hashes it and compares: so it "
    "knows that the code was asked for here.",
    "client_secret": "The client proves who it is.",
    "client_assertion_type": "The kind of proof that follows: a signed JWT.",
    "client_assertion": "The JWT that your client signed for this server, in place of a client_secret.",
}


PARAMETERS__url_parts: Mapping[str, tuple[str, str, str]] = {
    "authorization_endpoint": ("Where the server takes the request. The browser goes there.", "RFC 6749", "3.1"),
    "response_type": ("`code` asks for a code. Your client redeems it in the second request.", "RFC 6749", "4.1.1"),
    "client_id": ("Says which client asks. It is no secret.", "RFC 6749", "2.2"),
    "redirect_uri": (
        "Where the browser brings the answer. It has to be the registered one, character for character.",
        "RFC 9700",
        "2.1",
    ),
    "scope": ("What you ask for. With `openid` among it, an ID token comes back.", "RFC 6749", "3.3"),
    "state": (
        "Comes back unchanged in the redirect. So you know that the answer belongs to your own request.",
        "RFC 6749",
        "10.12",
    ),
    "code_challenge": (
        "The hash of your verifier, which itself waits for the token request.",
        "RFC 7636",
        "4.2",
    ),
    "code_challenge_method": ("How the challenge was made. Without it, servers read `plain`.", "RFC 7636", "4.3"),
    "nonce": ("Comes back inside the ID token, and ties it to this request.", "OIDC Core", "3.1.2.1"),
    "prompt": ("Whether the server asks for a sign-in or for consent again.", "OIDC Core", "3.1.2.1"),
    "max_age": ("How many seconds ago the sign-in may have been.", "OIDC Core", "3.1.2.1"),
    "login_hint": ("Who is about to sign in, to fill the form.", "OIDC Core", "3.1.2.1"),
    "ui_locales": ("The languages of the sign-in page, the preferred one first.", "OIDC Core", "3.1.2.1"),
    "acr_values": ("How strongly the person is to be authenticated.", "OIDC Core", "3.1.2.1"),
    "claims": ("The single claims that you ask for, as JSON.", "OIDC Core", "5.5"),
    "response_mode": ("How the answer comes back: in the query, a fragment or a form.", "OIDC Core", "3.1.2.1"),
    "display": ("How the sign-in page is to be shown.", "OIDC Core", "3.1.2.1"),
    "id_token_hint": ("An earlier ID token, to say who is expected.", "OIDC Core", "3.1.2.1"),
    "resource": ("The API that the token is for. It may stand more than once.", "RFC 8707", "2"),
}
"""What each parameter is for, with the section that says so. Code stands between backticks."""
