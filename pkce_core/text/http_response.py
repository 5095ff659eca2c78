"""An HTTP response as a terminal shows it: `curl -i`, `curl -v`, HTTPie, or a body alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

LONGEST_RESPONSE = 500_000
"""Characters; far more than any token response, and little enough to look at once."""

_COLOUR = r"\x1b\[[0-9;]*m"
_STATUS = r"(?:< )?HTTP/[0-9.]+ ([0-9]{3})\b.*"
_NOISE = ("* ", "> ", "} [", "{ [", "  % Total", "  0 ", "100 ", "                                 Dload", "Note: Unn")
"""How lines of curl's own start, its progress meter included."""
_SECRET_HEADERS = ("> authorization:", "> cookie:")
_MOST_HEADS = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class HttpText:
    """A response taken apart.

    Attributes:
        status: the last status line's number; None when only a body was pasted.
        headers: names in lower case; the last of a name counts.
        body: what is left.
        has_request: True when the paste shows the request too, with its Authorization header or cookies.
    """

    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    body: str = field(default="", repr=False)
    has_request: bool = False


def parse_http_text(text: str) -> HttpText:
    """Take a pasted response apart; text that is none of the known forms is all body."""
    if text.startswith("{") and "HTTP/" not in text and "\x1b" not in text:
        return HttpText(body=_without_last_words(text))  # a body alone, as programs have it
    text = re.sub(_COLOUR, "", text.lstrip("\ufeff")).replace("\r\n", "\n").replace("\r", "\n")
    if re.search(r"(?m)^< HTTP/", text):
        return _parse_verbose(text)
    return _parse_plain(text.strip())


def _parse_verbose(text: str) -> HttpText:
    """`curl -v`: "> " is the request, "< " the response's head, "* " curl's own words, and the rest is the body."""
    status: int | None = None
    headers: dict[str, str] = {}
    body: list[str] = []
    has_request = False
    for line in text.split("\n"):
        if match := re.fullmatch(_STATUS, line):
            # The last response counts: 100 Continue, a proxy's and a redirect's come before it.
            status, headers, body = int(match[1]), {}, []
        elif line == "<" or line.startswith("< "):
            _add_header(headers, line[2:])
        elif line.startswith(_NOISE) or line in (">", "*"):
            has_request = has_request or line.lower().startswith(_SECRET_HEADERS)
        else:
            body.append(line)
    return HttpText(status=status, headers=headers, body=_without_last_words("\n".join(body)), has_request=has_request)


def _parse_plain(text: str) -> HttpText:
    """`curl -i` or HTTPie: heads, of which the last counts, each ended by an empty line."""
    status: int | None = None
    headers: dict[str, str] = {}
    has_request = False
    if start := re.search(r"(?m)^HTTP/[0-9.]+ [0-9]{3}\b", text):
        before, text = text[: start.start()], text[start.start() :]
        has_request = re.search(r"(?im)^(?:authorization|cookie):", before) is not None
    for _ in range(_MOST_HEADS):
        match = re.match(_STATUS, text)
        if match is None:
            break
        status = int(match[1])
        head, _, text = text.partition("\n\n")
        headers = {}
        for line in head.split("\n")[1:]:
            _add_header(headers, line)
        text = text.lstrip("\n")
    return HttpText(status=status, headers=headers, body=_without_last_words(text), has_request=has_request)


def _add_header(headers: dict[str, str], line: str) -> None:
    name, colon, value = line.partition(":")
    if colon:
        headers[name.strip().lower()] = value.strip()


def _without_last_words(body: str) -> str:
    """curl writes its last words right behind a body that has no line end."""
    for words in ("* Connection #", "* Closing connection"):
        at = body.rfind(words)
        if at >= 0 and "}" not in body[at:]:
            body = body[:at]
    return body.strip()
