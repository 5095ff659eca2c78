"""The parameters of the token request, each in a sentence (RFC 6749 §4.1.3, RFC 7636 §4.5, RFC 7523 §2.2)."""

from __future__ import annotations

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
