"""Rules for the answer of an API (RFC 6750 §3, RFC 9470 §3, RFC 9449 §7)."""

from __future__ import annotations

from pkce_core.rule import define_rules

RULES = define_rules(
    "token-response",
    (
        ("api-url", "error", "RFC 6750 §5.3",
         "An access token is sent to an absolute https URL; http is for this machine."),
        ("api-form", "error", "RFC 6750 §3", "The answer of an API has a status, or a WWW-Authenticate header."),
        ("api-accepted", "pass", "RFC 6750 §2.1", "The API accepts the access token."),
        ("api-no-token", "error", "RFC 6750 §3.1", "A call to an API has an access token in its Authorization header."),
        ("api-invalid-token", "error", "RFC 6750 §3.1", "The access token is valid for this API."),
        ("api-scope", "error", "RFC 6750 §3.1", "The access token has the scope that the API requires."),
        ("api-sign-in", "error", "RFC 9470 §3", "The sign-in behind the token is strong and new enough."),
        ("api-dpop", "error info", "RFC 9449 §7.1, RFC 9449 §9",
         "A token that is bound to a key is sent with a DPoP proof."),
        ("api-request", "error", "RFC 6750 §3.1", "The call is well formed, with one token in one place."),
        ("api-refused", "error", "RFC 6750 §3", "The API allows the call."),
        ("api-not-about-token", "warning", "", "The answer is about the access token."),
        ("api-other-server", "info", "RFC 9728 §5.1", "The API names the document that says who issues its tokens."),
    ),
)  # fmt: skip
"""Each rule by its slug. A row has the slug, the levels, the sections, and what the rule requires."""
