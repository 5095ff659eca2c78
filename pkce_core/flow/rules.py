"""The rules for how the messages of a flow fit together."""

from __future__ import annotations

from pkce_core.rule import define_rules

RULES = define_rules(
    "flow",
    (
        ("flow-type", "error", "", "The values of a flow are objects with texts, or the URLs that carry them."),
        ("flow-order", "error", "RFC 6749 §4.1",
         "Nothing follows the end of a flow: a new attempt starts again, with a new verifier and a new state."),
        ("flow-gap", "info", "RFC 6749 §4.1",
         "The known messages of a flow have no gap, so that each can be compared with the one before."),
        ("state-mismatch", "error pass", "RFC 6749 §10.12",
         "The state of the redirect is the state of the authorization request."),
        ("state-reused", "error", "RFC 6749 §10.12", "Each authorization request has a new state."),
        ("nonce-reused", "error", "OIDC Core §3.1.2.1", "Each authorization request has a new nonce."),
        ("iss-mismatch", "error pass", "RFC 9207 §2.4", "The iss of the redirect is the issuer of the metadata."),
        ("redirect-uri-differs", "error pass", "RFC 6749 §4.1.3",
         "The token request has the redirect_uri of the authorization request."),
        ("redirect-uri-missing", "error pass", "RFC 6749 §4.1.3",
         "The token request has a redirect_uri if the authorization request had one."),
        ("redirect-uri-unregistered", "error pass", "RFC 9700 §2.1",
         "The redirect_uri of the authorization request is the registered one."),
        ("verifier-missing", "error pass", "RFC 7636 §4.5, RFC 7636 §4.6",
         "The token request has a code_verifier if the authorization request had a code_challenge."),
        ("challenge-missing", "error pass", "RFC 9700 §4.8.2",
         "The authorization request has a code_challenge if the token request has a code_verifier."),
        ("verifier-malformed", "error pass", "RFC 7636 §4.1",
         "The code_verifier of the token request is well formed."),
        ("challenge-malformed", "error", "RFC 7636 §4.2",
         "The code_challenge of the authorization request has the form of an S256 challenge."),
        ("verifier-mismatch", "error pass", "RFC 7636 §4.6",
         "The code_challenge of the authorization request matches the code_verifier of the token request."),
        ("verifier-reused", "error", "RFC 7636 §4.1", "Each authorization request has a new code_verifier."),
        ("client-differs", "error pass", "RFC 6749 §4.1.3", "Both requests have the same client_id."),
        ("secret-missing", "warning pass", "RFC 6749 §2.3.1, RFC 6749 §3.2.1",
         "A confidential client authenticates with the token request."),
        ("secret-empty", "error", "RFC 6749 §2.3.1", "The client_secret of the token request is not empty."),
        ("secret-is-client-id", "error", "RFC 6749 §2.3.1", "The client_secret and the client_id are different texts."),
        ("secret-wrong", "error", "RFC 6749 §2.3.1", "The client_secret has no white space around it."),
        ("auth-twice", "error", "RFC 6749 §2.3",
         "The token request has a client_secret or a client_assertion, but not both."),
        ("code-differs", "error pass", "RFC 6749 §4.1.3", "The token request has the code of the redirect."),
        ("code-old", "error warning info pass", "RFC 6749 §4.1.2",
         "A code is redeemed at once: a server should accept it for 10 minutes at most, and many accept it for one."),
        ("code-reused", "error", "RFC 6749 §4.1.2", "A code is redeemed only once."),
        ("scope-not-granted", "warning pass", "RFC 6749 §5.1", "The server grants the requested scopes."),
        ("id-token-absent", "error", "OIDC Core §3.1.3.3",
         "The token response has an id_token if the request asked for the scope openid."),
    ),
)  # fmt: skip
"""Each rule by its slug. A row has the slug, the levels, the sections, and what the rule requires."""
