"""Raw HTTP, the request that `curl -v` shows on lines that start with ">", and the same in a log or a trace."""

from __future__ import annotations

import re
from textwrap import dedent
from typing import TYPE_CHECKING

from pkce_core.text.printed_object import read_lines
from pkce_core.text.wording import join_lines
from pkce_core.token.sent.authorization_header import Authorization, is_misnamed, read_authorization
from pkce_core.token.sent.parameters import form_or_text, form_parameters, json_parameters, parameter
from pkce_core.token.sent.sent_request import SentParameter, SentRequest

if TYPE_CHECKING:
    from collections.abc import Mapping

REQUEST_LINE = r"(?m)^(?:> )?(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)[ \t]+(?://[ \t]*)?(\S+)(?: HTTP/[0-9.]+)?[ \t]*$"
LOGGED_LINE = r"\b(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) (\S+) HTTP/[0-9.]+\"?[ \t]*$"

TRACED_LINE = r"(?m)^0000: (?:GET|POST) "
"""The first line of a request in the output of curl --trace-ascii."""

_NAMES = frozenset({"grant_type", "code", "refresh_token"})
_WRAPPED = r"[^\n]*(?:(?:(?<=&)\n|\n(?=[ \t]*&))[^\n]*)*"
"""The first line of a form, and the lines that go on with it."""
_WITHOUT_AND = (
    r"(?:\n[ \t]*(?:grant_type|code|redirect_uri|client_id|client_secret|code_verifier|refresh_token)=[^\n]*)+"
)
"""Lines that go on with a form without an & between."""
_OFFSET = r"(?m)^[0-9a-f]{4}: ?"
"""What curl --trace-ascii writes before each line."""
_BODY_START = r"\n(?=[A-Za-z_]\w{0,40}=|\{)"
"""Where a body starts when no empty line is before it."""


def read_http(text: str) -> SentRequest | None:
    """The first request in a text of HTTP, of `curl -v`, or of a log; None when there is none."""
    text = dedent(re.sub(r"(?m)^(?:=>|<=|==) .*\n", "", re.sub(_OFFSET, "", text)))
    start = re.search(REQUEST_LINE, text) or re.search("(?m)" + LOGGED_LINE, text)
    if start is None:
        return None
    traced = text[start.start()] == ">"
    lines = text[start.end() :].removeprefix("\n").split("\n") if not traced else _traced(text[start.end() :])
    head, body = _parts("\n".join(["", *lines]))
    if traced:
        body = ""  # curl -v shows what was sent in the body on no line of its own
    headers = {
        name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in head.split("\n"))
    }
    target, _, query = start[2].partition("#")[0].partition("?")
    host = headers.get("host", "")
    header = headers.get("authorization")
    given = Authorization() if header is None else read_authorization(header)
    if listed := re.search(r"\n[ \t]*(?:request body|form data):?\s*\n", text, re.IGNORECASE):
        body = "&".join(f"{name}={value}" for name, value in (read_lines(text[listed.end() :], _NAMES) or {}).items())
    found, body_format = read_body(body.strip(), headers.get("content-type", "").lower())
    if traced and "multipart/" in headers.get("content-type", ""):
        body_format = "multipart"
    return SentRequest(
        written_as="curl -v" if traced else "HTTP",
        method=start[1],
        url=f"https://{host}{target}" if host and target.startswith("/") else target,
        query=form_parameters(query),
        body=found or _unseen(start[1], headers, query),
        body_format=body_format,
        client_id=given.client_id,
        client_secret=given.client_secret,
        authorization=given.scheme,
        basic_mistake=given.mistake,
        misnamed_header=next((name for name, value in headers.items() if is_misnamed(name, value)), ""),
    )


def _parts(text: str) -> tuple[str, str]:
    """Headers and body; in a log the body is the rest of a later line."""
    head, _, body = text.partition("\n\n")
    if early := re.search(_BODY_START, head):
        return head[: early.start()], f"{head[early.end() :]}\n\n{body}"
    if body and not re.match(r"\s*(?:[\w.%\-]+=|\{|--)", body) and (later := re.search(r"\bgrant_type=\S+", body)):
        body = later[0]
    return head, body


def _unseen(method: str, headers: Mapping[str, str], query: str) -> tuple[SentParameter, ...]:
    """A body that was sent and isn't in the text: a parameter without a name or a value."""
    if method == "GET" or query or headers.get("content-length") == "0":
        return ()
    return (SentParameter(name="", value=None, variable="a body that this text doesn't show"),)


def read_body(body: str, content_type: str) -> tuple[tuple[SentParameter, ...], str]:
    """The parameters of a body, and its format: what it is, not what its Content-Type says."""
    if not body:
        return (), ""
    if body.startswith("{"):
        return json_parameters(body), "json"
    if "multipart/" in content_type:
        names = re.findall(r'name="([^"\n]{1,200})"[^\n]{0,200}\n(?:[^\n]+\n){0,5}\n([^\n]*)', body)
        return tuple(parameter(name, value, None) for name, value in names), "multipart"
    form = re.match(_WRAPPED, body)
    text = form[0] if form else ""
    if more := re.match(_WITHOUT_AND, body[len(text) :]):
        # Beside an &, a line without one ends the value before it; without any, the lines are a list for a reader.
        text += more[0] if "&" in text else re.sub(r"\n[ \t]*", "&", more[0])
    return form_parameters(join_lines(text)), form_or_text(content_type)


def _traced(text: str) -> list[str]:
    lines = []
    for line in text.lstrip("\n").split("\n"):
        if line.startswith("> "):
            lines.append(line[2:])
        elif line.strip() == ">":
            break
    return lines
