"""Rules for a DPoP proof (RFC 9449 §4.2, §4.3)."""

from __future__ import annotations

from pkce_core.rule import define_rules

RULES = define_rules(
    "token-request",
    (
        ("dpop-form", "error", "RFC 9449 §4.2", "A DPoP proof is a JWT that can be opened."),
        ("dpop-typ", "error", "RFC 9449 §4.2", "typ in its header is dpop+jwt."),
        ("dpop-alg", "error", "RFC 9449 §4.2", "It is signed with a private key: alg is neither none nor HS*."),
        ("dpop-signature", "error", "RFC 7518 §3.4", "Its signature has the form that its alg makes."),
        ("dpop-jwk", "error", "RFC 9449 §4.2", "Its header has the public key in jwk."),
        ("dpop-private-key", "error", "RFC 9449 §4.2", "jwk has no member of the private key."),
        ("dpop-jti", "error", "RFC 9449 §4.2", "It has a jti of its own, so that it can be sent once."),
        ("dpop-htm", "error", "RFC 9449 §4.2", "htm is the method of the request, in capitals."),
        ("dpop-htu", "error", "RFC 9449 §4.2", "htu is the URL of the request without query and fragment."),
        ("dpop-iat", "error", "RFC 9449 §4.2", "iat is the time at which it was made, in seconds."),
        ("dpop-nonce", "error", "RFC 9449 §8", "nonce is the last one that the server gave."),
        ("dpop-ath", "error info", "RFC 9449 §4.2", "With an access token, ath is its SHA-256 in base64url."),
        ("dpop-right", "pass", "RFC 9449 §4.3", "Its header and claims are as they should be, as far as known."),
    ),
)  # fmt: skip
"""Each rule by its slug. A row has the slug, the levels, the sections, and what the rule requires."""
