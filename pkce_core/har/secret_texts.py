"""Every text of a recorded request and its response that may be secret, each with the name of what it is.

`masking` decides which of them are: the values of public names stay.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.api.challenge import read_challenges
from pkce_core.errors import EncodingError, JsonError
from pkce_core.har.recorded.exchange import form_of, parts_of
from pkce_core.text.base64url import decode_base64url
from pkce_core.text.json_object import find_json_objects, parse_json_object
from pkce_core.token.sent.authorization_header import read_authorization

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pkce_core.har.recorded.exchange import Exchange

SHORTEST = 6
"""Characters; a shorter value is in a text by chance."""
PATH = "path"
"""The name of a part of a path, which may be a token."""
_MOST_PARTS = 20
_LONGEST = 20_000
"""Characters; of a longer text, no check shows more than its start."""
_MOST = 2_000
"""Of one request; far more than any has."""
_MOST_TITLES = 5
_PLAIN_TITLES = frozenset(
    {
        "", "bad gateway", "bad request", "error", "forbidden", "gateway time-out", "gateway timeout",
        "internal server error", "just a moment...", "method not allowed", "not found",
        "service temporarily unavailable", "service unavailable", "too many requests", "unauthorized",
    }
)  # fmt: skip
"""Titles of pages that say what went wrong, and nothing of a user."""
_PUBLIC_CLAIMS = frozenset({"aud", "azp", "client_id", "iss", "scope", "scp", "token_use", "typ"})
"""What a token says of the server, the client and the API, and not of its user."""


def texts_of(exchange: Exchange) -> Iterator[tuple[str, str]]:
    """The name and the text of each value that is long enough to be found again, also of those that are public.

    Args:
        exchange: the request, with its response.
    """
    for (name, value), _ in zip(_texts(exchange), range(_MOST), strict=False):
        if len(value) >= SHORTEST:
            yield name, value[:_LONGEST]


def _texts(exchange: Exchange) -> Iterator[tuple[str, str]]:
    headers, answered = exchange.headers, exchange.response_headers
    urls = (exchange.url, answered.get("location", ""), headers.get("referer", ""))
    for url in urls:
        yield from _of_url(url)
    for body in (exchange.body or "", exchange.response or ""):
        if not body.lstrip().startswith(("{", "[", "<")):
            yield from _of_form(body)
        for _, _, members in find_json_objects(body):
            yield from _of_members(members)
    yield from _of_authorization(headers.get("authorization", ""))
    yield "dpop", headers.get("dpop", "")
    for challenge in read_challenges(answered.get("www-authenticate", "")):
        yield from challenge.parameters.items()
    cookies = headers.get("cookie", "").split(";")
    cookies += [line.partition(";")[0] for line in answered.get("set-cookie", "").splitlines()]  # without attributes
    for part in cookies:
        yield "cookie", part.partition("=")[2].strip()
    for title in re.findall(r"(?i)<title>([^<]{1,1000})", exchange.response or "")[:_MOST_TITLES]:
        if title.strip().lower().lstrip("0123456789 ") not in _PLAIN_TITLES:
            yield "title", title.strip()
    shown = [value for name, value in {**exchange.query, **exchange.form}.items() if name == "redirect_uri"]
    for url in (*urls, *shown):
        path = re.sub(r"^[A-Za-z][A-Za-z0-9+.-]{0,40}:(?://[^/]*)?", "", parts_of(url)[0])
        for part in path.split("/")[:_MOST_PARTS]:
            yield PATH, part


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
        yield from _of_claims(value)
        decoded = next(iter(form_of(part).items()), None)
        if decoded is not None and decoded[1] != value:
            yield decoded
        if deep and decoded is not None and "://" in decoded[1]:
            for inner in parts_of(decoded[1])[1:]:
                yield from _of_form(inner, deep=False)


def _of_members(members: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for name, value in members.items():
        yield from _of_value(name, value)


def _of_value(name: str, value: object) -> Iterator[tuple[str, str]]:
    """The texts in a value of JSON, which is nested less deeply than what is read of JSON at all."""
    if isinstance(value, str):
        yield name, value
        yield from _of_claims(value)
        for _, _, members in find_json_objects(value) if value.lstrip().startswith(("{", "[")) else ():
            yield from _of_members(members)
    elif isinstance(value, list):
        for each in value:
            yield from _of_value(name, each)
    elif isinstance(value, dict):
        yield from _of_members(value)


def _of_claims(token: str) -> Iterator[tuple[str, str]]:
    """What a JWT says of its user, in the clear."""
    parts = token.split(".", 3) if token.startswith("ey") else []
    if len(parts) != 3:
        return
    try:
        claims = parse_json_object(decode_base64url(parts[1]))
    except (EncodingError, JsonError):
        return
    yield from _of_members({name: value for name, value in claims.items() if name not in _PUBLIC_CLAIMS})


def _of_authorization(header: str) -> Iterator[tuple[str, str]]:
    secret = read_authorization(header).client_secret
    if secret and secret.value:
        yield "client_secret", secret.value
    credentials = header.partition(" ")[2].strip()
    yield from _of_claims(credentials)
    yield "authorization", credentials or header
    yield "authorization", credentials.rpartition(":")[2]
