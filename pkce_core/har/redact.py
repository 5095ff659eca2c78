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
from pkce_core.har.masking import Masking, count, mask_name
from pkce_core.har.recorded.exchange import object_in, pairs_in, read_exchange, text_in
from pkce_core.har.recorded.sent import response_members
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
    entries, masking = HarEntries(octets), answer.masking
    creator = {"name": "pkce-core", "version": __version__}
    left_out = answer.entries - len(answer.numbers)
    comment = f"Redacted: secrets are replaced by their lengths, and {left_out:,} other requests are left out."
    head = json.dumps({"version": "1.2", "creator": creator, "comment": comment})
    yield f'{{"log": {head[:-1]}, "entries": ['
    for place, number in enumerate(sorted(answer.numbers)):
        entry = entries.read(entries.spans[number - 1]) or {}
        shown = _Writer(number, entry, masking).entry()
        yield ("," if place else "") + "\n" + json.dumps(_hidden(shown, masking))
    yield "\n]}}\n"


def _hidden(value: object, masking: Masking) -> object:
    """The value with every secret in its texts replaced."""
    if isinstance(value, str):
        return masking.hide(value)
    if isinstance(value, list):
        return [_hidden(each, masking) for each in value]
    return {name: _hidden(each, masking) for name, each in value.items()} if isinstance(value, dict) else value


class _Writer:
    """What of one entry is handed on."""

    def __init__(self, number: int, entry: Mapping[str, object], masking: Masking) -> None:
        self.exchange = read_exchange(number, entry)
        self.request, self.response = object_in(entry, "request"), object_in(entry, "response")
        self.took, self.masking = _number(entry.get("time")), masking

    def entry(self) -> dict[str, object]:
        exchange, url = self.exchange, self.masking.url
        started = {} if exchange.started is None else {"startedDateTime": moment(exchange.started)}
        return {
            **started,
            "time": self.took,
            "request": {
                "method": exchange.method if exchange.method in _METHODS else count(exchange.method),
                "url": url(exchange.url),
                "httpVersion": "HTTP/1.1",
                "cookies": [],
                "headers": list(self.headers(self.request)),
                "queryString": [
                    {"name": mask_name(name, value), "value": self.masking.parameter(name, value)}
                    for name, value in exchange.query.items()
                ],
                "headersSize": -1,
                "bodySize": -1,
                **self.posted(),
            },
            "response": {
                "status": exchange.status,
                "statusText": "",
                "httpVersion": "HTTP/1.1",
                "cookies": [],
                "headers": list(self.headers(self.response)),
                "content": self.content(),
                "redirectURL": url(exchange.response_headers.get("location", "")),
                "headersSize": -1,
                "bodySize": -1,
            },
            "cache": {},
            "timings": {"send": 0, "wait": self.took, "receive": 0},
        }

    def headers(self, message: Mapping[str, object]) -> Iterator[dict[str, str]]:
        for written, value in pairs_in(message, "headers"):
            name = written.lower()
            if name in _URL_HEADERS:
                yield {"name": name, "value": value if value in ("*", "null") else self.masking.url(value)}
            elif name in _LENGTH_HEADERS:
                yield {"name": name, "value": count(value)}
            elif name == "www-authenticate":
                error = re.search(r'error="([a-z_]{1,40})"', value)
                known = f'error="{error[1]}", ' if error and error[1] in ERROR_CODES else ""
                yield {"name": name, "value": known + count(value)}
            elif name in _HEADERS:
                yield {"name": name, "value": value if re.fullmatch(_HEADERS[name], value) else count(value)}

    def posted(self) -> dict[str, object]:
        body = self.exchange.body
        if not body:
            return {}
        kind = text_in(object_in(self.request, "postData"), "mimeType").partition(";")[0]
        text = f"(JSON) {count(body)}" if body.startswith(("{", "[")) else self.masking.form(body)
        return {"postData": {"mimeType": kind if re.fullmatch(_TYPES, kind) else "", "params": [], "text": text}}

    def content(self) -> dict[str, object]:
        content = object_in(self.response, "content")
        kind = text_in(content, "mimeType").partition(";")[0]
        shown = {"size": _number(content.get("size")), "mimeType": kind if re.fullmatch(_TYPES, kind) else ""}
        members = response_members(self.exchange)
        return {**shown, "text": json.dumps(self.masking.members(members))} if members else shown


def _number(value: object) -> float:
    return value if isinstance(value, int | float) and 0 <= value < 1e9 else 0
