"""`Exchange`: a request and its response, as an entry of a HAR file has them."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from pkce_core.errors import FormError
from pkce_core.text.form_encoding import build_form, parse_form
from pkce_core.text.times import parse_moment

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_PAIRS = 100
"""Headers and parameters that are read of a request; more than any has."""
_LONGEST_URL = 100_000
_HEADERS = frozenset(
    {
        "access-control-allow-headers", "access-control-allow-methods", "access-control-allow-origin",
        "access-control-request-headers", "access-control-request-method", "authorization", "cache-control",
        "content-length", "content-type", "cookie", "dpop", "location", "origin", "referer", "sec-fetch-mode",
        "set-cookie", "www-authenticate",
    }
)  # fmt: skip
"""The headers that say something of the flow."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Exchange:
    """A request and its response. The repr shows no text of either.

    Attributes:
        number: its place in the file, from 1.
        started: when the request was sent, in seconds since 1970; None when the file doesn't say.
        ended: when the response was complete, in the same seconds.
        method: in upper case.
        url: with its query and its fragment.
        headers: of the request that matter here, by their names in lower case.
        body: of the request, "" when it has none; None when the file doesn't have it.
        status: of the response; 0 when the browser got none, or kept it from the page.
        response_headers: as `headers`.
        response: the body of the response; None when the file doesn't have it.
    """

    number: int
    started: float | None = None
    ended: float | None = None
    method: str = "GET"
    url: str = field(default="", repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: str | None = field(default="", repr=False)
    status: int = 0
    response_headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    response: str | None = field(default=None, repr=False)

    @property
    def address(self) -> str:
        """The URL without its query and its fragment."""
        return parts_of(self.url)[0]

    @property
    def length(self) -> int:
        """How many characters of it are kept."""
        texts = [self.url, self.body or "", self.response or "", *self.headers.values()]
        return sum(map(len, [*texts, *self.response_headers.values()]))

    @property
    def query(self) -> dict[str, str]:
        """The parameters of the URL."""
        return form_of(parts_of(self.url)[1])

    @property
    def form(self) -> dict[str, str]:
        """The parameters of the body, if it can be a form."""
        body = self.body or ""
        return {} if body.startswith(("{", "[")) else form_of(body)


def form_of(text: str) -> dict[str, str]:
    """The parameters of a form, the first of each name; none when it can't be decoded."""
    try:
        pairs = parse_form(text)[:MOST_PAIRS]
    except FormError:
        return {}
    found: dict[str, str] = {}
    for name, value in pairs:
        found.setdefault(name, value)
    return found


def parts_of(url: str) -> tuple[str, str, str]:
    """The address, the query and the fragment of a URL."""
    address, _, fragment = url.partition("#")
    address, _, query = address.partition("?")
    return address, query, fragment


def read_exchange(number: int, entry: Mapping[str, object]) -> Exchange:
    """The exchange of an entry. A member of a wrong type counts as absent."""
    request, response = object_in(entry, "request"), object_in(entry, "response")
    started = parse_moment(text_in(entry, "startedDateTime"))
    took = entry.get("time")
    seconds = took / 1000 if isinstance(took, int | float) and 0 <= took < 1e9 else None
    at = started[0] if started else None
    status = response.get("status")
    url = text_in(request, "url")[:_LONGEST_URL]
    answered = _headers(response)
    if target := answered.get("location") or text_in(response, "redirectURL"):
        answered["location"] = _whole(url, target[:_LONGEST_URL])
    return Exchange(
        number=number,
        started=at,
        ended=None if at is None or seconds is None else at + seconds,
        method=text_in(request, "method").upper()[:20],
        url=url,
        headers=_headers(request),
        body=_body(request),
        status=status if isinstance(status, int) and 0 <= status < 1000 else 0,
        response_headers=answered,
        response=_response(object_in(response, "content")),
    )


def object_in(members: Mapping[str, object], name: str) -> dict[str, object]:
    """A member that is an object; an empty one when it isn't."""
    value = members.get(name)
    return value if isinstance(value, dict) else {}


def text_in(members: Mapping[str, object], name: str) -> str:
    """A member that is text; "" when it isn't."""
    value = members.get(name)
    return value if isinstance(value, str) else ""


def pairs_in(members: Mapping[str, object], name: str) -> list[tuple[str, str]]:
    """A list of objects with name and value, as pairs of texts."""
    values = members.get(name)
    objects = values[:MOST_PAIRS] if isinstance(values, list) else []
    return [(text_in(each, "name"), text_in(each, "value")) for each in objects if isinstance(each, dict)]


def _headers(message: Mapping[str, object]) -> dict[str, str]:
    return {name.lower(): value for name, value in pairs_in(message, "headers") if name.lower() in _HEADERS}


def _whole(url: str, target: str) -> str:
    """A Location header as an address: it may leave out what it has in common with the URL (RFC 9110 §10.2.2)."""
    try:
        return urljoin(url, target)
    except ValueError:
        return target


def _body(request: Mapping[str, object]) -> str | None:
    posted = object_in(request, "postData")
    if text := text_in(posted, "text"):
        return text
    if pairs := pairs_in(posted, "params"):
        try:
            return build_form(pairs)
        except FormError:
            return None
    without = text_in(request, "method").upper() in ("GET", "HEAD", "OPTIONS") or request.get("bodySize") == 0
    return "" if without or _headers(request).get("content-length") == "0" else None


def _response(content: Mapping[str, object]) -> str | None:
    text = text_in(content, "text")
    if not text:
        return "" if content.get("size") == 0 else None
    if text_in(content, "encoding").lower() != "base64":
        return text
    try:
        return b64decode(text).decode("utf-8-sig")
    except ValueError:
        return None  # an image, or no base64
