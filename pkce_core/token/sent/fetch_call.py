"""A call of `fetch`, as a browser's "Copy as fetch" writes it, or a program in JavaScript."""

from __future__ import annotations

import json
import re

from pkce_core.errors import JsonError
from pkce_core.text.json_object import parse_json_object
from pkce_core.token.sent.curl import read_basic
from pkce_core.token.sent.http_message import read_body
from pkce_core.token.sent.parameters import form_parameters
from pkce_core.token.sent.sent_request import SentRequest

_CALL = r"\bfetch\(\s*(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|`[^`]*`)"


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
    """The text of a string in JavaScript; its escapes are those of JSON."""
    inner = written[1:-1]
    try:
        value = json.loads('"' + inner.replace("\\'", "'").replace('"', '\\"').replace('\\\\"', '\\"') + '"')
    except ValueError:
        return inner
    return str(value)


def _object(text: str) -> dict[str, object]:
    """The object of options as far as it is JSON, as browsers write it; {} for a program's own words."""
    end = text.rfind("}")
    while end > 0:
        try:
            return parse_json_object(text[: end + 1])
        except JsonError:
            end = text.rfind("}", 0, end)
            if text.count("}", 0, end + 1) > 50:
                break
    method = re.search(r"method:\s*['\"](\w+)", text)
    return {"method": method[1]} if method else {}
