"""Raw HTTP, and the request that `curl -v` shows on lines that start with ">"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.token.sent.curl import read_basic
from pkce_core.token.sent.parameters import form_parameters, json_parameters, parameter
from pkce_core.token.sent.sent_request import SentParameter, SentRequest

if TYPE_CHECKING:
    from collections.abc import Mapping

REQUEST_LINE = r"(?m)^(?:> )?(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) (\S+)(?: HTTP/[0-9.]+)?[ \t]*$"

_WRAPPED = r"[^\n]*(?:(?:(?<=&)\n|\n(?=&))[^\n]*)*"
"""The first line of a form, and the lines that go on with it."""


def read_http(text: str) -> SentRequest | None:
    """The first request in a text of HTTP, or of `curl -v`; None when there is none."""
    start = re.search(REQUEST_LINE, text)
    if start is None:
        return None
    traced = text[start.start()] == ">"
    lines = text[start.end() :].removeprefix("\n").split("\n") if not traced else _traced(text[start.end() :])
    head, _, body = "\n".join(["", *lines]).partition("\n\n")
    if traced:
        body = ""  # curl -v shows what was sent in the body on no line of its own
    headers = {
        name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in head.split("\n"))
    }
    target, _, query = start[2].partition("#")[0].partition("?")
    host = headers.get("host", "")
    client_id, secret, scheme = _authorization(headers)
    content_type = headers.get("content-type", "").lower()
    found, body_format = read_body(body.strip(), content_type)
    return SentRequest(
        written_as="curl -v" if traced else "HTTP",
        method=start[1],
        url=f"https://{host}{target}" if host and target.startswith("/") else target,
        query=form_parameters(query),
        body=found,
        body_format=body_format,
        client_id=client_id,
        client_secret=secret,
        authorization=scheme,
    )


def read_body(body: str, content_type: str) -> tuple[tuple[SentParameter, ...], str]:
    """The parameters of a body, and its format: what it is, not what its Content-Type says."""
    if not body:
        return (), ""
    if body.startswith("{"):
        return json_parameters(body), "json"
    if "multipart/" in content_type:
        names = re.findall(r'name="([^"]+)"[^\n]*\n(?:[^\n]+\n){0,5}\n([^\n]*)', body)
        return tuple(parameter(name, value, None) for name, value in names), "multipart"
    wrong = content_type and "x-www-form-urlencoded" not in content_type
    form = re.match(_WRAPPED, body)
    return form_parameters(form[0].replace("\n", "") if form else ""), "text" if wrong else "form"


def _traced(text: str) -> list[str]:
    lines = []
    for line in text.lstrip("\n").split("\n"):
        if line.startswith("> "):
            lines.append(line[2:])
        elif line.strip() == ">":
            break
    return lines


def _authorization(headers: Mapping[str, str]) -> tuple[SentParameter | None, SentParameter | None, str]:
    scheme, _, credentials = headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return None, None, scheme.lower()
    if re.search(r"[{<$*]|REDACTED", credentials):
        return None, SentParameter(name="client_secret", value=None, variable="the Authorization header"), "basic"
    return *read_basic(credentials), "basic"
