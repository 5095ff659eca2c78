"""Rules for the redirect (RFC 6749 §4.1.2, RFC 9207)."""

from __future__ import annotations

from pkce_core.rule import define_rules

RULES = define_rules(
    "authorization-response",
    (
        ("response-not-text", "error", "RFC 6749 §4.1.2", "The response is text in UTF-8."),
        ("response-length", "error", "RFC 6749 §4.1.2", "The response is no longer than a redirect can be."),
        ("response-unknown", "error", "RFC 6749 §4.1.2", "The response holds code= or error=."),
        ("response-browser-page", "error", "RFC 6749 §4.1.2",
         "The response is the address that the browser was sent to, and not the page that it shows in its place."),
        ("response-repaired", "info", "", "What copying added to the address is taken out, and said."),
        ("response-fragment", "info", "",
         "The response stands in the query, where the server of the redirect URI sees it."),
        ("response-encoding", "error", "RFC 6749 §4.1.2", "The parameters are percent-encoded UTF-8."),
        ("response-duplicate", "error", "RFC 6749 §3.1", "A parameter stands in the response once at most."),
        ("response-jarm", "error", "JARM", "A signed response (JARM) is verified before anything in it is believed."),
        ("response-iss-match", "pass", "RFC 9207 §2.4", "iss equals the issuer, character by character."),
        ("response-iss-mismatch", "error", "RFC 9207 §2.4", "A response whose iss is another issuer is rejected."),
        ("response-iss-missing", "error", "RFC 9207 §2.4",
         "A response without iss is rejected when the metadata promises iss."),
        ("response-iss-absent", "info pass", "RFC 9207 §2.4",
         "iss may be absent where the server does not promise it."),
        ("response-iss-not-promised", "warning", "RFC 9207 §2.4",
         "A server that sends iss promises it in its metadata."),
        ("response-iss-unchecked", "warning", "RFC 9207 §2.4",
         "An iss that is there is compared with the issuer of the metadata."),
        ("response-state-match", "pass", "RFC 6749 §10.12", "state comes back exactly as it was sent."),
        ("response-state-mismatch", "error", "RFC 6749 §10.12", "A response with another state is rejected."),
        ("response-state-missing", "error", "RFC 6749 §10.12", "A state that was sent comes back."),
        ("response-state-unexpected", "error", "RFC 6749 §10.12", "No state comes back when none was sent."),
        ("response-state-none", "info", "RFC 6749 §10.12",
         "A state is sent, so that the redirect can be told to be yours."),
        ("response-state-unchecked", "warning", "RFC 6749 §10.12",
         "The state that comes back is compared with the one sent."),
        ("response-redirect-uri", "error", "RFC 6749 §4.1.2",
         "The browser comes back to the redirect_uri of the request, with its query kept."),
        ("response-error", "error", "RFC 6749 §4.1.2.1", "The response brings no error."),
        ("response-code-and-error", "error", "RFC 6749 §4.1.2.1", "A response holds either a code or an error."),
        ("response-token", "error warning", "RFC 6749 §4.1.2, RFC 9700 §2.1.2", "No token stands in the redirect."),
        ("response-code", "pass", "RFC 6749 §4.1.2", "There is a code; it is redeemed once, and soon."),
        ("response-code-grammar", "error", "RFC 6749 §4.1.2",
         "A code is made of printable ASCII characters, and is no placeholder."),
        ("response-code-untrusted", "info", "RFC 6749 §4.1.2", "A code is redeemed only when iss and state are right."),
        ("response-empty", "error", "RFC 6749 §4.1.2", "The response holds a code or an error."),
    ),
)  # fmt: skip
"""Each by its slug. A row is the slug, the levels, the sections, and what the rule requires."""
