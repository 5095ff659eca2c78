"""`check_pushed_response`: whether a server took a pushed request, and for how long (RFC 9126 §2.2, §2.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.findings import Report
from pkce_core.pushed.response_parsing import parse_pushed_response
from pkce_core.pushed.rules import RULES
from pkce_core.text.quoting import quoted, visible
from pkce_core.text.times import duration
from pkce_core.web_answers.describe import describe_web_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.findings import Finding
    from pkce_core.pushed.response_parsing import PushedResponse

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
    members, status = response
    if members is None:
        yield RULES["pushed-response-form"].error("The response to the pushed request isn't a JSON object.")
        return
    if error := members.get("error"):
        shown = visible(error, 60) if isinstance(error, str) else "an error"
        yield RULES["pushed-response-error"].error(f"The server refused the pushed request: {shown}.")
        return
    if not response.request_uri:
        message = "The response to the pushed request has no request_uri."
        yield RULES["pushed-response-request-uri"].error(message)
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
