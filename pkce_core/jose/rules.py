"""Rules for signed tokens, keys and signatures (RFC 7515 to 7518), as they apply to an ID token."""

from __future__ import annotations

from pkce_core.rule import define_rules

RULES = define_rules(
    "id-token",
    (
        ("id-token-not-text", "error", "RFC 7515 §7.1", "The ID token is ASCII text."),
        ("id-token-empty", "error", "RFC 7515 §7.1", "The ID token is not empty."),
        ("id-token-length", "error", "RFC 7515 §7.1", "The ID token has at most 262,144 characters."),
        ("id-token-is-json", "error", "RFC 7515 §7.1", "The ID token is given without the JSON around it."),
        ("id-token-other-value", "error", "RFC 7515 §7.1", "The ID token is not another value of the flow."),
        ("id-token-parts", "error", "RFC 7515 §7.1", "The ID token has three parts between dots."),
        ("id-token-encrypted", "error", "RFC 7516 §9", "An encrypted ID token is decrypted before it is checked."),
        ("id-token-header", "error", "RFC 7515 §5.2, RFC 7519 §7.2", "The header is a JSON object in base64url."),
        ("id-token-claims", "error", "RFC 7515 §5.2, RFC 7519 §7.2", "The claims are a JSON object in base64url."),
        ("id-token-signature", "error", "RFC 7515 §5.2", "The signature is base64url."),
        ("alg-missing", "error", "RFC 7515 §4.1", "The header names the algorithm in alg."),
        ("alg-none", "error", "RFC 8725 §3.2", "The token is signed: alg is not none."),
        ("alg-unexpected", "error", "OIDC Core §3.1.3.7", "alg is one that the client is registered for."),
        ("alg-unknown", "error", "RFC 7515 §4.1",
         "alg is a registered signature algorithm, in the right letter case."),
        ("alg-not-default", "info", "OIDC Core §3.1.3.7", "alg is RS256, or the client is registered for another."),
        ("alg-confusion", "error", "RFC 8725 §3.1",
         "A token with HS* is verified with the client_secret, never with a public key."),
        ("header-crit", "error", "RFC 7515 §4.1.11",
         "The header lists no extension in crit that its reader does not understand."),
        ("header-key", "warning", "OIDC Core §2", "The header does not name a key of its own."),
        ("kid-type", "error", "RFC 7515 §4.1.4", "kid in the header is text."),
        ("jwks-no-key", "error", "RFC 7515 §4.1.4, RFC 7517 §5",
         "One of the issuer's keys has the kid of the token and fits its alg."),
        ("jwks-ambiguous", "error", "OIDC Core §10.1, RFC 7517 §5", "Only one of the issuer's keys fits the token."),
        ("client-secret-short", "warning", "RFC 7518 §3.2",
         "A client_secret that signs tokens is at least as long as the hash."),
        ("signature-valid", "pass", "OIDC Core §3.1.3.7", "The signature was made with the expected key."),
        ("signature-invalid", "error", "OIDC Core §3.1.3.7",
         "A token is rejected when its signature was not made with the expected key."),
        ("signature-not-checked", "error", "OIDC Core §3.1.3.7",
         "The signature can be checked with the key that was given."),
        ("signature-unverified", "warning", "OIDC Core §3.1.3.7",
         "The signature is verified with the issuer's keys, or the token comes straight from the token endpoint."),
    ),
)  # fmt: skip
"""Each rule by its slug. A row has the slug, the levels, the sections, and what the rule requires."""
