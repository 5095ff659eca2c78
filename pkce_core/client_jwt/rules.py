"""Rules for a JWT that authenticates a client (RFC 7523 §3, OIDC Core §9)."""

from __future__ import annotations

from pkce_core.rule import define_rules

RULES = define_rules(
    "token-request",
    (
        ("client-jwt-form", "error", "RFC 7523 §3", "A JWT that authenticates the client can be opened."),
        ("client-jwt-kind", "error", "RFC 7523 §3",
         "It was made to authenticate the client, and is sent in the parameter for it."),
        ("client-jwt-alg", "error warning", "RFC 7523 §3", "It is signed, with an algorithm that the server takes."),
        ("client-jwt-signature", "error", "RFC 7518 §3.4", "Its signature has the form that its alg makes."),
        ("client-jwt-kid", "error warning", "RFC 7515 §4.1.4", "Its header says with which key it was signed."),
        ("client-jwt-exp", "error warning", "RFC 7523 §3",
         "It has an exp in seconds, in the future, and no later than the server takes."),
        ("client-jwt-iat", "error", "RFC 7523 §3", "Its iat and nbf are in seconds, and not in the future."),
        ("client-jwt-iss", "error warning", "RFC 7523 §3", "Its iss is the client_id; for Apple, the Team ID."),
        ("client-jwt-sub", "error", "RFC 7523 §3", "Its sub is the client_id."),
        ("client-jwt-aud", "error warning", "RFC 7523 §3", "Its aud is the issuer or the token endpoint."),
        ("client-jwt-jti", "warning", "OIDC Core §9", "It has a jti, and is sent once."),
        ("client-jwt-right", "pass", "RFC 7523 §3", "Its claims are as the server expects them, as far as known."),
    ),
)  # fmt: skip
"""Each rule by its slug. A row has the slug, the levels, the sections, and what the rule requires."""
