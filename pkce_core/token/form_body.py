"""A form-encoded body of a token response, which some servers send instead of JSON."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.errors import FormError
from pkce_core.text.form_encoding import find_duplicates, parse_form
from pkce_core.token.response_rules import RULES

if TYPE_CHECKING:
    from pkce_core.findings import Findings

_FORM_STARTS = r"(?:access_token|error|token_type|scope|expires(?:_in)?|refresh_token)="


def read_form(body: str) -> tuple[dict[str, object], Findings, bool] | None:
    """A form-encoded body, which some servers send; None when it is something else."""
    body = body.removeprefix("?")
    if not re.match(_FORM_STARTS, body) or re.search(r"\s", body):  # a form has no white space
        return None
    try:
        pairs = parse_form(body)
    except FormError:
        return None
    if find_duplicates(pairs):
        return None
    # RFC 6749 §5.1: "The parameters are included in the entity-body of the HTTP response using the
    # "application/json" media type"
    message = "The body is form-encoded, but RFC 6749 requires JSON. This server may need Accept: application/json."
    return dict(pairs), (RULES["token-response-form"].warning(message),), False
