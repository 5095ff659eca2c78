"""A call of `fetch`, as a browser's "Copy as fetch" writes it, or a program in JavaScript."""

from __future__ import annotations

import json
import re

from pkce_core.text.json_object import parse_json_object
from pkce_core.token.sent.curl import read_basic
from pkce_core.token.sent.http_message import read_body
from pkce_core.token.sent.parameters import form_parameters
from pkce_core.token.sent.sent_request import SentRequest

_CALL = r"\bfetch\(\s*(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|`[^`]*`)"
_ESCAPE = r"(?s)\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|(.))"
_LETTERS = {"n": "\n", "r": "\r", "t": "\t", "\n": ""}


def read_fetch(text: str) -> SentRequest | None:
    """The request of the first call of fetch whose URL is written out; None when there is none."""
    call = re.search(_CALL, text)
    if call is None:
        return None
    url, _, query = _string(call[1]).partition("#")[0].partition("?")
    rest = text[call.end() :].lstrip(" \t\r\n,")
    options = _object(rest)
    given = options.get("headers")
    headers = {str(name).lower(): str(value) for name, value in given.items()} if isinstance(given, dict) else {}
    sent = options.get("body")
    body, body_format = read_body(
        sent.strip() if isinstance(sent, str) else "", headers.get("content-type", "").lower()
    )
    scheme, _, credentials = headers.get("authorization", "").partition(" ")
    client_id, secret = read_basic(credentials) if scheme.lower() == "basic" else (None, None)
    return SentRequest(
        written_as="fetch",
        method=str(options.get("method") or "GET").upper(),
        url=url,
        query=form_parameters(query),
        body=body,
        body_format=body_format,
        client_id=client_id,
        client_secret=secret,
        authorization=scheme.lower(),
    )


def _string(written: str) -> str:
    """The text of a string in JavaScript."""
    return re.sub(_ESCAPE, _unescape, written[1:-1])


def _unescape(escape: re.Match[str]) -> str:
    number = escape[1] or escape[2]
    return chr(int(number, 16)) if number else _LETTERS.get(escape[3], escape[3])


def _object(text: str) -> dict[str, object]:
    """The object of options as far as it is JSON, as browsers write it; {} for a program's own words."""
    try:
        _, end = json.JSONDecoder().raw_decode(text)
        return parse_json_object(text[:end])
    except (ValueError, RecursionError):
        pass
    method = re.search(r"method:\s*['\"](\w+)", text)
    return {"method": method[1]} if method else {}
