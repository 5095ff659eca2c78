"""`check_pushed_response`: whether a server took a pushed request, and for how long (RFC 9126 §2.2, §2.3)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.error_codes import ERROR_CODES
from pkce_core.findings import Report
from pkce_core.pushed.response_parsing import parse_pushed_response
from pkce_core.pushed.rules import RULES
from pkce_core.text.quoting import its_words, quoted, visible
from pkce_core.text.times import duration
from pkce_core.token.error_shapes import ErrorShape, read_error_shape
from pkce_core.web_answers.describe import describe_web_text
from pkce_core.web_answers.unknown_text import describe_object, describe_unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.findings import Finding
    from pkce_core.pushed.response_parsing import PushedResponse

_AUTHENTICATION = (
    "The client authenticates here as at the token endpoint: compare client_id, the secret or the assertion, and how "
    "they are sent, with the registration."
)
_NO_BODY = "Run curl -i to see the status and the headers, or check the server's log."
_RIGHT_ENDPOINT = (
    "Compare the address with pushed_authorization_request_endpoint in the server's metadata. If it is the right one, "
    "the server's log says more."
)
_RIGHT = "The server's metadata has the right one, as pushed_authorization_request_endpoint."


def check_pushed_response(text: str | bytes) -> Report:
    """Judge the response to a pushed request.

    Args:
        text: the JSON body, or everything that `curl -i` printed.
    """
    response = parse_pushed_response(text)
    if not response.request_uri and (web := describe_web_text(text, right=_RIGHT)):
        return Report(findings=(RULES["pushed-response-form"].error(web.what, web.hint),))
    return Report(findings=tuple(_check(response)))


def _check(response: PushedResponse) -> Iterator[Finding]:
    members, status, body = response
    shown = f" The status is {status}." if status is not None else ""
    if members is None:
        what = f"is {describe_unknown(body)}, and not JSON" if body else "has no body"
        message = f"The response to the pushed request {what}.{shown}"
        yield RULES["pushed-response-form"].error(message, _RIGHT_ENDPOINT if body else _NO_BODY)
        return
    shape = None if response.request_uri else read_error_shape(members)
    if shape or members.get("error"):
        yield _refused(shape or ErrorShape("", ""), shown)
        return
    if not response.request_uri:
        what = "a token response" if "access_token" in members else describe_object(members)
        message = f"The response to the pushed request has no request_uri: it's {what}.{shown}"
        yield RULES["pushed-response-request-uri"].error(message, _RIGHT_ENDPOINT)
        return
    yield RULES["pushed-response-request-uri"].passed("The server took the pushed request.")
    if status is not None and status != 201:
        # RFC 9126 §2.2: the server answers with the status 201
        yield RULES["pushed-response-status"].warning(f"The status is {status} instead of 201.")
    lifetime = members.get("expires_in")
    rule = RULES["pushed-response-expires-in"]
    if isinstance(lifetime, int) and not isinstance(lifetime, bool) and 0 < lifetime < 10**9:
        yield rule.info(f"The request_uri is for one use, within {duration(lifetime)}.", "Open the URL at once.")
    else:
        shown = f"is {quoted(lifetime)}" if "expires_in" in members else "is missing"
        yield rule.warning(f"expires_in {shown}; expected a number of seconds.", "Open the URL at once.")


def _refused(shape: ErrorShape, shown: str) -> Finding:
    """RFC 9126 §2.3: the error of a token request, or of an authorization request."""
    code, words = shape
    definition = ERROR_CODES.get(code)
    said = f" {its_words(words, 400)}" if words else ""
    meaning = f" {definition.definition}" if definition else ""
    named = visible(code, 60) if code else "an error without a code"
    message = f"The server refused the pushed request: {named}.{said}{meaning}{shown}"
    # RFC 9126 §2.1: the client authenticates at this endpoint as at the token endpoint
    if code == "invalid_client" or re.search(r"(?i)authenticat|client (?:secret|credential|assertion)", words):
        return RULES["pushed-response-error"].error(message, _AUTHENTICATION)
    hint = f"`pkce explain {code}` lists the causes." if definition else "Look it up in the server's documentation."
    return RULES["pushed-response-error"].error(message, hint)
