"""`redact_har`: a HAR file to hand on, with the requests of the flow alone and none of their secrets.

Nothing is copied unless a list says so: what a file can hold besides is left out.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from pkce_core._version import __version__
from pkce_core.error_codes import ERROR_CODES
from pkce_core.har.entries import HarEntries
from pkce_core.har.exchange import object_in, pairs_in, read_exchange, text_in
from pkce_core.har.masking import (
    count,
    hide,
    mask_form,
    mask_name,
    mask_object,
    mask_parameter,
    mask_url,
    public_clients,
)
from pkce_core.har.sent import response_members
from pkce_core.text.times import moment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pkce_core.har.har_answer import HarAnswer

_TYPES = r"(?:application/(?:x-www-form-urlencoded|json|jwt|problem\+json)|text/(?:html|plain)|multipart/form-data)"
_HEADERS = {
    "accept": r"\*/\*|" + _TYPES,
    "access-control-allow-credentials": "true",
    "access-control-allow-headers": r"(?:\*|(?i:authorization|content-type|dpop|accept|,| )+)",
    "access-control-allow-methods": r"(?:\*|GET|POST|OPTIONS|HEAD|PUT|DELETE|PATCH|,| )+",
    "access-control-request-headers": r"(?i:authorization|content-type|dpop|accept|,| )+",
    "access-control-request-method": r"[A-Z]{3,7}",
    "cache-control": r"(?:no-store|no-cache|private|,| )+",
    "content-length": r"[0-9]{1,9}",
    "content-type": _TYPES + r"(?:; ?charset=(?i:utf-8))?",
    "pragma": "no-cache",
}
"""The headers that are kept when their values have this form; of another value, its length is."""
_URL_HEADERS = ("access-control-allow-origin", "location", "origin", "referer")
_LENGTH_HEADERS = ("authorization", "cookie", "dpop", "set-cookie")
_METHODS = ("GET", "POST", "OPTIONS", "HEAD", "PUT", "PATCH", "DELETE")


def redact_har(octets: bytes, answer: HarAnswer) -> Iterator[str]:
    """Write a HAR file without its secrets, in pieces: each secret is replaced by its length.

    Args:
        octets: the file that was explained.
        answer: what `explain_har` returned for it.
    """
    entries = HarEntries(octets)
    clients = public_clients(
        read_exchange(number, entries.read(entries.spans[number - 1]) or {}) for number in sorted(answer.numbers)
    )
    creator = {"name": "pkce-core", "version": __version__}
    left_out = answer.entries - len(answer.numbers)
    comment = f"Redacted: secrets are replaced by their lengths, and {left_out:,} other requests are left out."
    head = json.dumps({"version": "1.2", "creator": creator, "comment": comment})
    yield f'{{"log": {head[:-1]}, "entries": ['
    for place, number in enumerate(sorted(answer.numbers)):
        entry = entries.read(entries.spans[number - 1]) or {}
        yield ("," if place else "") + "\n" + json.dumps(_hidden(_entry(number, entry, clients), answer.secrets))
    yield "\n]}}\n"


def _hidden(value: object, secrets: tuple[str, ...]) -> object:
    """The value with every secret in its texts replaced."""
    if isinstance(value, str):
        return hide(value, secrets)
    if isinstance(value, list):
        return [_hidden(each, secrets) for each in value]
    return {name: _hidden(each, secrets) for name, each in value.items()} if isinstance(value, dict) else value


def _entry(number: int, entry: Mapping[str, object], clients: frozenset[str]) -> dict[str, object]:
    exchange = read_exchange(number, entry)
    request, response = object_in(entry, "request"), object_in(entry, "response")
    return {
        "startedDateTime": moment(exchange.started or 0),
        "time": _number(entry.get("time")),
        "request": {
            "method": exchange.method if exchange.method in _METHODS else count(exchange.method),
            "url": mask_url(exchange.url, clients),
            "httpVersion": "HTTP/1.1",
            "cookies": [],
            "headers": list(_headers(request, clients)),
            "queryString": [
                {"name": mask_name(name), "value": mask_parameter(name, value, clients)}
                for name, value in exchange.query.items()
            ],
            "headersSize": -1,
            "bodySize": -1,
            **_posted(exchange.body, text_in(object_in(request, "postData"), "mimeType"), clients),
        },
        "response": {
            "status": exchange.status,
            "statusText": "",
            "httpVersion": "HTTP/1.1",
            "cookies": [],
            "headers": list(_headers(response, clients)),
            "content": _content(object_in(response, "content"), response_members(exchange), clients),
            "redirectURL": _target(exchange.response_headers.get("location", ""), clients),
            "headersSize": -1,
            "bodySize": -1,
        },
        "cache": {},
        "timings": {"send": 0, "wait": _number(entry.get("time")), "receive": 0},
    }


def _number(value: object) -> float:
    return value if isinstance(value, int | float) and 0 <= value < 1e9 else 0


def _headers(message: Mapping[str, object], clients: frozenset[str]) -> Iterator[dict[str, str]]:
    for written, value in pairs_in(message, "headers"):
        name = written.lower()
        if name in _URL_HEADERS:
            yield {"name": name, "value": value if value in ("*", "null") else _target(value, clients)}
        elif name in _LENGTH_HEADERS:
            yield {"name": name, "value": count(value)}
        elif name == "www-authenticate":
            error = re.search(r'error="([a-z_]{1,40})"', value)
            known = f'error="{error[1]}", ' if error and error[1] in ERROR_CODES else ""
            yield {"name": name, "value": known + count(value)}
        elif name in _HEADERS:
            yield {"name": name, "value": value if re.fullmatch(_HEADERS[name], value) else count(value)}


def _target(url: str, clients: frozenset[str]) -> str:
    return mask_url(url, clients) if url else ""


def _posted(body: str | None, mime_type: str, clients: frozenset[str]) -> dict[str, object]:
    if not body:
        return {}
    members = "" if not body.startswith("{") else "(JSON) "
    text = members + count(body) if members else mask_form(body, clients)
    return {"postData": {"mimeType": mime_type if re.fullmatch(_TYPES, mime_type) else "", "params": [], "text": text}}


def _content(
    content: Mapping[str, object], members: Mapping[str, object], clients: frozenset[str]
) -> dict[str, object]:
    kind = text_in(content, "mimeType").partition(";")[0]
    shown: dict[str, object] = {
        "size": _number(content.get("size")),
        "mimeType": kind if re.fullmatch(_TYPES, kind) else "",
    }
    if members:
        shown["text"] = json.dumps(mask_object(members, clients))
    return shown
