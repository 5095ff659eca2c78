"""Rules for a request that is pushed (RFC 9126) or signed (RFC 9101)."""

from __future__ import annotations

from pkce_core.rule import define_rules

RULES = define_rules(
    "authorization-request",
    (
        ("url-pushed", "info", "RFC 9126 §4, RFC 9101 §5",
         "A request that is in another place isn't judged by what the URL lacks."),
        ("request-object-twice", "error", "RFC 9101 §5", "The URL has request or request_uri, and not both."),
        ("url-request-uri", "warning", "RFC 9126 §2.2", "request_uri is a URI, as the server gave it."),
        ("request-object-form", "error info", "RFC 9101 §4", "The request object is a JWT that can be opened."),
        ("request-object-kind", "error warning", "RFC 9101 §10.8",
         "The request object was made for this purpose, and can't be taken for another JWT."),
        ("request-object-signed", "error warning", "RFC 9101 §4",
         "The request object is signed, and its signature has the form that its alg makes."),
        ("request-object-time", "error warning", "RFC 9101 §4",
         "exp, iat and nbf of the request object are in seconds; it hasn't ended, and has begun."),
        ("request-object-iss", "warning", "RFC 9101 §4", "The request object has an iss."),
        ("request-object-iss-differs", "warning", "OIDC Core §6.1",
         "iss of the request object is the client_id, unless another party signed it."),
        ("request-object-aud", "warning", "RFC 9101 §4", "aud of the request object is the issuer."),
        ("request-object-client-id", "error", "RFC 9101 §5",
         "client_id is the same in the URL and the request object."),
        ("request-object-nested", "error", "RFC 9101 §4", "The request object has no request or request_uri in it."),
        ("request-object-conflict", "warning", "RFC 9101 §6.3",
         "A parameter that is also in the URL has the same value there."),
        ("request-object-outside", "warning", "RFC 9101 §6.3", "Every parameter is in the request object."),
    ),
)  # fmt: skip
"""Each rule by its slug. A row has the slug, the levels, the sections, and what the rule requires."""
