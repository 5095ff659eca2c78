"""Rules for the token response (RFC 6749 §5)."""

from __future__ import annotations

from pkce_core.rule import define_rules

RULES = define_rules(
    "token-response",
    (
        ("token-response-not-text", "error", "RFC 6749 §5.1", "The token response is text in UTF-8."),
        ("token-response-length", "error", "RFC 6749 §5.1",
         "The token response is no longer than any that servers send."),
        ("token-response-other-value", "error", "RFC 6749 §5.1",
         "The token response is not another value of the flow."),
        ("token-response-empty", "error", "RFC 6749 §5.1", "The token response has a body."),
        ("token-response-html", "error", "RFC 6749 §5.1", "The token response is not an HTML page."),
        ("token-response-web", "error", "RFC 6749 §5.1",
         "The token endpoint itself answers, not a framework, a proxy or a login page."),
        ("token-response-jwt", "error", "RFC 6749 §5.1", "The token response is whole, not a token alone."),
        ("token-response-unknown", "error", "RFC 6749 §5.1", "The body of the token response is JSON."),
        ("token-response-json", "error", "RFC 6749 §5.1", "The body is one JSON object, and no name appears twice."),
        ("token-response-form", "warning", "RFC 6749 §5.1", "The body is JSON, not form-encoded."),
        ("token-response-around", "warning info", "RFC 6749 §5.1",
         "Text around the JSON is ignored, and the report says so."),
        ("token-response-printed", "info", "",
         "A response that a program printed in another form is read, and the report says in which."),
        ("token-response-wrapped", "warning", "RFC 6749 §5.1",
         "The members are at the top level of the JSON, not inside another member."),
        ("token-response-second", "warning", "RFC 6749 §5.1",
         "The text has one JSON object; when there are more, the report says which one was read."),
        ("token-response-kind", "error warning info", "RFC 6749 §3.3, RFC 6749 §5.1",
         "Tokens and scope are text, and expires_in is a number."),
        ("token-response-request-shown", "warning", "RFC 6749 §5.1",
         "The request's Authorization header and cookies are not shown to anyone."),
        ("token-response-status", "warning", "RFC 6749 §5.1, RFC 6749 §5.2",
         "A response with tokens has status 200, and a response with an error has another status."),
        ("token-response-content-type", "warning", "RFC 6749 §5.1", "The Content-Type is application/json."),
        ("token-response-cache", "info", "RFC 6749 §5.1", "A response with tokens says Cache-Control: no-store."),
        ("token-response-error", "error", "RFC 6749 §5.2",
         "The response contains no error; an error is the text of one code."),
    ),
)  # fmt: skip
"""Each rule by its slug. A row has the slug, the levels, the sections, and what the rule requires."""
