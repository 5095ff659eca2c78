"""The rules that only a page checks: what the reader typed beside the flow, or did in it before.

Every other rule is in the catalog of `pkce_core`.
"""

from __future__ import annotations

from pkce_core import Level, Rule, Spec

CLIENT_ID, SECRET = Spec(document="RFC 6749", section="2.2"), Spec(document="RFC 6749", section="2.3.1")
CLIENT_ID_CHARACTERS = Spec(document="RFC 6749", section="Appendix A.1")
SECRET_CHARACTERS = Spec(document="RFC 6749", section="Appendix A.2")
PARAMETERS = Spec(document="RFC 6749", section="3.1")
# RFC 7636 §4.1: "The client first creates a code verifier, "code_verifier", for each OAuth 2.0 Authorization Request"
ONE_REQUEST = Spec(document="RFC 7636", section="4.1")

ROWS = (
    ("client_id-character", Level.ERROR, "authorization-request", CLIENT_ID_CHARACTERS,
     "The client_id consists of printable ASCII characters and spaces."),
    ("client_id-space", Level.WARNING, "authorization-request", CLIENT_ID_CHARACTERS,
     "The client_id contains no space, which is allowed but very unusual."),
    ("client_id-kind", Level.WARNING, "authorization-request", CLIENT_ID,
     "The client_id identifies the client: it isn't an email address or a URL with a path."),
    ("challenge-reused", Level.ERROR, "authorization-request", ONE_REQUEST,
     "Each authorization request has a new code_challenge."),
    ("more-form", Level.ERROR, "authorization-request", PARAMETERS, "A further parameter is written name=value."),
    ("more-own", Level.ERROR, "authorization-request", PARAMETERS,
     "A parameter that has its own field is entered there."),
    ("more-twice", Level.ERROR, "authorization-request", PARAMETERS, "A further parameter appears only once."),
    ("request-other", Level.INFO, "authorization-response", None,
     "The redirect answers the request that was opened here."),
    ("request-changed", Level.WARNING, "authorization-response", None,
     "The values of the request stay the same until its redirect arrives."),
    ("response-other-attempt", Level.WARNING, "authorization-response", None,
     "The redirect answers the URL of the present attempt."),
    ("response-state-used", Level.ERROR, "authorization-response", None,
     "The redirect answers a request that isn't finished."),
    ("client_secret-character", Level.ERROR, "token-request", SECRET_CHARACTERS,
     "The client_secret consists of printable ASCII characters and spaces."),
    ("client_secret-space", Level.WARNING, "token-request", SECRET_CHARACTERS,
     "The client_secret contains no space, which is allowed but very unusual."),
    ("client_secret-same", Level.ERROR, "token-request", SECRET,
     "The client_secret and the client_id are different texts."),
    ("client_secret-short", Level.WARNING, "token-request", SECRET,
     "The client_secret has at least 16 characters, as those that servers generate do."),
    ("client_secret-swapped", Level.WARNING, "token-request", SECRET,
     "The client_secret and the client_id are each in their own field."),
    ("client-secret-in-command", Level.WARNING, "token-request", SECRET,
     "A command to copy doesn't contain the client_secret."),
    ("command-unwritable", Level.ERROR, "token-request", None,
     "The values of the token request can be written as a command."),
    ("jwt_server-form", Level.ERROR, "token-request", None, "The issuer and the token endpoint are URLs."),
    ("dpop_request-form", Level.ERROR, "token-request", None, "A request is written as its method and its URL."),
    ("jwks-unread", Level.ERROR, "id-token", None, "The issuer's keys can be read."),
    ("clock_skew-unread", Level.ERROR, "id-token", None, "The clock difference is a whole number of seconds."),
)  # fmt: skip
"""A row has the slug, the level, the step, the section, and what the rule requires."""

PAGE_RULES = {
    slug: Rule(slug=slug, text=text, step=step, levels=(level,), specs=(spec,) if spec else ())
    for slug, level, step, spec, text in ROWS
}
"""Each rule by its slug."""
