"""Rules for the token request (RFC 6749 §4.1.3) and its endpoint."""

from __future__ import annotations

from pkce_core.rule import define_rules

RULES = define_rules(
    "token-request",
    (
        ("token-endpoint-length", "error", "RFC 6749 §3.2", "The token endpoint is no longer than a URL can be."),
        ("token-endpoint-not-absolute", "error", "RFC 6749 §3.2",
         "The token endpoint is an absolute http or https URL."),
        ("token-endpoint-fragment", "error", "RFC 6749 §3.2", "The token endpoint has no fragment."),
        ("token-endpoint-character", "error", "RFC 6749 §3.2",
         "The token endpoint contains only characters that a URL can contain."),
        ("token-endpoint-not-encrypted", "error", "RFC 6749 §3.2",
         "The token endpoint uses https; http is for this machine."),
        ("token-request-length", "error", "RFC 6749 §4.1.3",
         "The values in total are no longer than a server reads."),
        ("token-request-text", "error", "RFC 6749 §4.1.3",
         "Each value consists of whole characters, which have octets to send."),
        ("token-request-client-id", "error", "RFC 6749 §4.1.3", "client_id is sent."),
        ("token-request-grant-type", "error", "RFC 6749 §4.1.3", "grant_type is authorization_code or refresh_token."),
        ("token-request-refresh-token", "error", "RFC 6749 §6", "A refresh sends the refresh_token."),
        ("token-request-refresh-token-space", "warning", "RFC 6749 §6", "refresh_token has no white space around it."),
        ("token-request-not-of-grant", "error", "RFC 6749 §6",
         "A refresh has no code, redirect_uri or code_verifier, and only a refresh has a refresh_token."),
        ("token-request-scope", "warning", "RFC 6749 §3.3", "scope is a list of words with one space between them."),
        ("token-request-code", "error", "RFC 6749 §4.1.3", "The code of the redirect is sent."),
        ("token-request-code-escaped", "warning", "RFC 6749 §4.1.3", "code is percent-decoded once before it is sent."),
        ("token-request-code-more", "warning", "RFC 6749 §4.1.3",
         "code is the code alone, without what follows it in the address."),
        ("token-request-code-space", "warning", "RFC 6749 §4.1.3", "code has no white space around it."),
        ("token-request-redirect-uri", "warning", "RFC 6749 §4.1.3",
         "redirect_uri is sent when the authorization request had one."),
        ("token-request-redirect-uri-space", "warning", "RFC 6749 §4.1.3",
         "redirect_uri has no white space around it."),
        ("token-request-verifier", "error", "RFC 7636 §4.5", "code_verifier is sent."),
        ("token-request-auth-method", "error", "RFC 6749 §2.3",
         "token_endpoint_auth_method is one that this package supports."),
        ("token-request-assertion", "error", "RFC 6749 §2.3", "private_key_jwt is used with a client_assertion."),
        ("token-request-assertion-form", "error", "RFC 7523 §3", "The client_assertion is a signed JWT."),
        ("token-request-two-methods", "error", "RFC 6749 §2.3", "The client authenticates in one way only."),
        ("token-request-secret-empty", "error", "RFC 6749 §2.3.1",
         "client_secret is omitted or has a value; it is never empty."),
        ("token-request-secret-missing", "error", "RFC 6749 §2.3.1",
         "Authentication with a secret has a client_secret."),
        ("token-request-client-secret-space", "warning", "RFC 6749 §4.1.3",
         "client_secret has no white space around it."),
        ("token-request-extra", "error", "RFC 6749 §3.2", "Each further parameter has a name."),
        ("token-request-duplicate", "error", "RFC 6749 §3.2", "Each parameter is sent at most once."),
    ),
)  # fmt: skip
"""Each rule by its slug. A row has the slug, the levels, the sections, and what the rule requires."""
