"""Rules for the redirect (RFC 6749 §4.1.2, RFC 9207)."""

from __future__ import annotations

from pkce_core.rule import define_rules

RULES = define_rules(
    "authorization-response",
    (
        ("response-not-text", "error", "RFC 6749 §4.1.2", "The response is text in UTF-8."),
        ("response-length", "error", "RFC 6749 §4.1.2", "The response is no longer than a redirect can be."),
        ("response-unknown", "error", "RFC 6749 §4.1.2", "The response contains code= or error=."),
        ("response-browser-page", "error", "RFC 6749 §4.1.2",
         "The response is the address that the browser was sent to, not the page that it shows instead."),
        ("response-repaired", "info", "", "What copying added to the address is removed, and the report says so."),
        ("response-fragment", "info", "",
         "The response is in the query, where the server of the redirect URI sees it."),
        ("response-encoding", "error", "RFC 6749 §4.1.2", "The parameters are percent-encoded UTF-8."),
        ("response-duplicate", "error", "RFC 6749 §3.1", "Each parameter appears in the response at most once."),
        ("response-jarm", "error", "JARM",
         "The signature of a signed response (JARM) is verified before anything in it is trusted."),
        ("response-iss-match", "pass", "RFC 9207 §2.4", "iss equals the issuer, character by character."),
        ("response-iss-mismatch", "error", "RFC 9207 §2.4", "A response whose iss is another issuer is rejected."),
        ("response-iss-missing", "error", "RFC 9207 §2.4",
         "A response without iss is rejected when the metadata promises iss."),
        ("response-iss-absent", "info pass", "RFC 9207 §2.4",
         "iss may be absent when the server does not promise it."),
        ("response-iss-not-promised", "warning", "RFC 9207 §2.4",
         "A server that sends iss promises it in its metadata."),
        ("response-iss-unchecked", "warning", "RFC 9207 §2.4",
         "If the response has iss, it is compared with the issuer of the metadata."),
        ("response-state-match", "pass", "RFC 6749 §10.12", "state is returned exactly as it was sent."),
        ("response-state-mismatch", "error", "RFC 6749 §10.12", "A response with another state is rejected."),
        ("response-state-missing", "error", "RFC 6749 §10.12", "A state that was sent is returned."),
        ("response-state-unexpected", "error", "RFC 6749 §10.12", "No state is returned when none was sent."),
        ("response-state-none", "info", "RFC 6749 §10.12",
         "A state is sent, so that you can recognize the response to your own request."),
        ("response-state-unchecked", "warning", "RFC 6749 §10.12",
         "The state in the response is compared with the state of the request."),
        ("response-redirect-uri", "error", "RFC 6749 §4.1.2",
         "The browser is sent to the redirect_uri of the request, including its query."),
        ("response-error", "error", "RFC 6749 §4.1.2.1", "The response contains no error."),
        ("response-code-and-error", "error", "RFC 6749 §4.1.2.1", "A response contains either a code or an error."),
        ("response-token", "error warning", "RFC 6749 §4.1.2, RFC 9700 §2.1.2", "The redirect contains no token."),
        ("response-code", "pass", "RFC 6749 §4.1.2", "There is a code; it is redeemed once, and soon."),
        ("response-code-grammar", "error", "RFC 6749 §4.1.2",
         "A code consists of printable ASCII characters and is not a placeholder."),
        ("response-code-untrusted", "info", "RFC 6749 §4.1.2", "A code is redeemed only when iss and state are right."),
        ("response-empty", "error", "RFC 6749 §4.1.2", "The response contains a code or an error."),
    ),
)  # fmt: skip
"""Each rule by its slug. A row has the slug, the levels, the sections, and what the rule requires."""
