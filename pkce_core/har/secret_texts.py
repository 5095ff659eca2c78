"""Every text of a recorded request and its response that may be secret, each with the name of what it is.

`masking` decides which of them are: the values of public names stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.har.recorded.exchange import form_of, parts_of
from pkce_core.text.json_object import find_json_objects
from pkce_core.token.sent.authorization_header import read_authorization

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pkce_core.har.recorded.exchange import Exchange

SHORTEST = 6
"""Characters; a shorter value is in a text by chance."""
_LONGEST = 20_000
_MOST = 2_000
"""Of one request; far more than any has."""
_COOKIES = ("cookie", "set-cookie")


def texts_of(exchange: Exchange) -> Iterator[tuple[str, str]]:
    """The name and the text of each value that is long enough to be found again, also of those that are public.

    Args:
        exchange: the request, with its response.
    """
    for (name, value), _ in zip(_texts(exchange), range(_MOST), strict=False):
        if SHORTEST <= len(value) <= _LONGEST:
            yield name, value


def _texts(exchange: Exchange) -> Iterator[tuple[str, str]]:
    headers, answered = exchange.headers, exchange.response_headers
    for url in (exchange.url, answered.get("location", ""), headers.get("referer", "")):
        yield from _of_url(url)
    for body in (exchange.body or "", exchange.response or ""):
        if exchange.body is body and not body.startswith(("{", "[")):
            yield from _of_form(body)
        for _, _, members in find_json_objects(body):
            yield from _of_members(members)
    yield from _of_authorization(headers.get("authorization", ""))
    yield "dpop", headers.get("dpop", "")
    for name in _COOKIES:
        for part in (headers.get(name) or answered.get(name, "")).split(";"):
            yield "cookie", part.partition("=")[2].strip()


def _of_url(url: str) -> Iterator[tuple[str, str]]:
    address, query, fragment = parts_of(url)
    user, at, _ = address.partition("://")[2].partition("/")[0].rpartition("@")
    if at:
        yield "user", user
        yield "password", user.partition(":")[2]
    yield from _of_form(query)
    yield from _of_form(fragment)


def _of_form(text: str, *, deep: bool = True) -> Iterator[tuple[str, str]]:
    """The values as they are written, which may not be decodable, and decoded; and those of addresses among them."""
    for part in text.split("&"):
        name, _, value = part.partition("=")
        yield name, value
        decoded = next(iter(form_of(part).items()), None)
        if decoded is not None and decoded[1] != value:
            yield decoded
        if deep and decoded is not None and "://" in decoded[1]:
            for inner in parts_of(decoded[1])[1:]:
                yield from _of_form(inner, deep=False)


def _of_members(members: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for name, value in members.items():
        if isinstance(value, str):
            yield name, value
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                yield from _of_members(each)


def _of_authorization(header: str) -> Iterator[tuple[str, str]]:
    secret = read_authorization(header).client_secret
    if secret and secret.value:
        yield "client_secret", secret.value
    credentials = header.partition(" ")[2].strip()
    yield "authorization", credentials or header
    yield "authorization", credentials.rpartition(":")[2]
