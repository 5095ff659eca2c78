"""Rules for the response to a pushed authorization request (RFC 9126 §2.2)."""

from __future__ import annotations

from pkce_core.rule import define_rules

RULES = define_rules(
    "authorization-request",
    (
        ("pushed-endpoint", "error", "RFC 9126 §2.1",
         "The endpoint is an absolute https URL; http is for this machine."),
        ("pushed-parameter", "error", "RFC 9126 §2.1", "A pushed request has no request_uri in it."),
        ("pushed-sent", "error info pass", "RFC 9126 §2.1",
         "A pushed request is posted as a form, with the parameters of an authorization request."),
        ("pushed-response-form", "error", "RFC 9126 §2.2", "The response is JSON with a request_uri."),
        ("pushed-response-error", "error", "RFC 9126 §2.3", "The server accepts the pushed request."),
        ("pushed-response-status", "warning", "RFC 9126 §2.2", "The status of the response is 201."),
        ("pushed-response-request-uri", "error pass", "RFC 9126 §2.2", "The response has a request_uri."),
        ("pushed-response-expires-in", "warning info", "RFC 9126 §2.2",
         "The response says in expires_in for how many seconds the request_uri works."),
    ),
)  # fmt: skip
"""Each rule by its slug. A row has the slug, the levels, the sections, and what the rule requires."""
