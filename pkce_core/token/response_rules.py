"""Rules for the token response (RFC 6749 §5)."""

from __future__ import annotations

from pkce_core.rule import define_rules
from pkce_core.specifications import Spec

SUCCESS_SPEC = Spec(document="RFC 6749", section="5.1")

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
        ("token-response-around", "info", "RFC 6749 §5.1", "Text around the JSON is ignored, and the report says so."),
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
        ("token-response-access-token", "error warning pass", "RFC 6749 §5.1",
         "There is an access_token of printable ASCII characters."),
        ("token-response-token-type", "error warning pass", "RFC 6749 §5.1, RFC 6749 §7.1",
         "There is a token_type that the client knows, such as Bearer."),
        ("token-response-expires-in", "error warning info pass", "RFC 6749 §5.1",
         "expires_in is a whole number of seconds above zero."),
        ("token-response-expires-at", "error warning pass", "RFC 6749 §5.1",
         "expires_at, which some servers send, is a date with a time and a zone, and is in the future."),
        ("token-response-scope", "info pass", "RFC 6749 §3.3, RFC 6749 §5.1",
         "scope is sent when other scopes were granted than requested."),
        ("token-response-scope-missing", "warning", "RFC 6749 §3.3", "Every requested scope is granted."),
        ("token-response-scope-more", "info", "RFC 6749 §3.3", "No scope is granted that was not requested."),
        ("token-response-id-token", "error warning info", "OIDC Core §3.1.3.3",
         "There is an id_token when openid was granted, and it is not the access_token."),
        ("token-response-refresh-token", "warning", "OIDC Core §11",
         "There is a refresh_token when offline_access was granted."),
    ),
)  # fmt: skip
"""Each rule by its slug. A row has the slug, the levels, the sections, and what the rule requires."""
