"""Rules for a recorded flow, and for the file that has it."""

from __future__ import annotations

from pkce_core.rule import define_rules

RULES = define_rules(
    "flow",
    (
        ("har-cut-off", "warning", "", "A HAR file is whole, so that its last requests are in it."),
        ("har-entry-unread", "warning", "", "Each entry of a HAR file is JSON of a size that a request has."),
        ("har-no-flow", "info", "", "The HAR file has a request of the flow in it."),
        ("har-elsewhere", "info", "", "The HAR file has every step of an attempt, so that each can be judged."),
        ("har-no-body", "info", "", "The HAR file has the body of each token request and of its response."),
        ("har-no-response", "warning", "", "The HAR file has the response to each request."),
        ("har-preflight", "error pass", "",
         "The token endpoint lets the page's origin read its responses (CORS), or a server calls it."),
        ("har-tokens", "info", "RFC 6749 §5.1", "The attempt ends with a token response that has an access token."),
        ("har-status", "warning", "", "UserInfo, revocation and the server's documents answer without an error."),
    ),
)  # fmt: skip
"""Each rule by its slug. A row has the slug, the levels, the sections, and what the rule requires."""
