"""The response to a pushed request, read from a body or from everything that curl printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pkce_core.errors import JsonError
from pkce_core.text.http_response import LONGEST_RESPONSE, parse_http_text
from pkce_core.text.json_object import parse_json_object

if TYPE_CHECKING:
    from collections.abc import Mapping


class PushedResponse(NamedTuple):
    """The members, None when it isn't a JSON object; the HTTP status, if it was pasted; and the body."""

    members: Mapping[str, object] | None
    status: int | None
    body: str

    @property
    def request_uri(self) -> str:
        """The request_uri; "" without one."""
        value = (self.members or {}).get("request_uri")
        return value if isinstance(value, str) else ""


def parse_pushed_response(text: str | bytes) -> PushedResponse:
    """Read the response.

    Args:
        text: the JSON body, or everything that `curl -i` printed; 500,000 characters are read.
    """
    decoded = text if isinstance(text, str) else text.decode("utf-8", "replace")
    http = parse_http_text(decoded[:LONGEST_RESPONSE])
    try:
        return PushedResponse(parse_json_object(http.body), http.status, http.body)
    except JsonError:
        return PushedResponse(None, http.status, http.body)
