"""Rules for the members of a token response that grants something (RFC 6749 §5.1)."""

from __future__ import annotations

from pkce_core.rule import define_rules
from pkce_core.specifications import Spec

SUCCESS_SPEC = Spec(document="RFC 6749", section="5.1")

RULES = define_rules(
    "token-response",
    (
        ("token-response-access-token", "error warning pass", "RFC 6749 §5.1",
         "There is an access_token of printable ASCII characters."),
        ("token-response-encrypted", "warning", "RFC 7516 §3.1",
         "The access_token is encrypted only for a server that has the key."),
        ("token-response-jwt-claims", "warning info", "RFC 9068 §2.2",
         "An access_token that is a JWT is for the API that you call, and hasn't expired."),
        ("token-response-token-type", "error warning pass", "RFC 6749 §5.1, RFC 6749 §7.1, RFC 9449 §7.1",
         "There is a token_type that the client knows, such as Bearer."),
        ("token-response-expires-in", "error warning info pass", "RFC 6749 §5.1",
         "expires_in is a whole number of seconds above zero."),
        ("token-response-expires-at", "error warning pass", "RFC 6749 §5.1",
         "expires_at, which some servers send, is a date with a time and a zone, and is in the future."),
        ("token-response-scope", "warning info pass", "RFC 6749 §3.3, RFC 6749 §5.1",
         "scope is sent when other scopes were granted than requested."),
        ("token-response-scope-missing", "warning info", "RFC 6749 §3.3", "Every requested scope is granted."),
        ("token-response-scope-more", "info", "RFC 6749 §3.3", "No scope is granted that was not requested."),
        ("token-response-id-token", "error warning info", "OIDC Core §3.1.3.3",
         "There is an id_token when openid was granted, and it is not the access_token."),
        ("token-response-refresh-token", "warning", "OIDC Core §11",
         "There is a refresh_token when offline_access was granted."),
    ),
)  # fmt: skip
"""Each rule by its slug. A row has the slug, the levels, the sections, and what the rule requires."""
