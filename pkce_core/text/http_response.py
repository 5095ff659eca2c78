"""An HTTP response as a terminal prints it: `curl -i`, `curl -v`, HTTPie, or only a body."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

LONGEST_RESPONSE = 500_000
"""In characters: far more than any token response has, and few enough to check at once."""

_COLOR = r"(?:\x1b|\^\[)\[[0-9;]*[mK]"
_COLOR_WITHOUT_ESCAPE = r"\[[0-9;]{1,12}m"
"""What is left of a color where the escape character was lost."""
_STATUS = r"(?:< )?HTTP/[0-9.]+ ([0-9]{3})\b.*"
_NOISE = ("* ", "> ", "} [", "{ [", "  % Total", "  0 ", "100 ", "                                 Dload", "Note: Unn")
"""The starts of lines that curl itself prints, its progress meter included."""
_SECRET_HEADERS = ("> authorization:", "> cookie:")
_MOST_HEADS = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class HttpText:
    """The parts of a response.

    Attributes:
        status: the number of the last status line; None when only a body was pasted.
        headers: by name in lower case; of several with one name, the last.
        body: everything else.
        has_request: True when the paste includes the request with its Authorization header or cookies.
        has_colors: True when the paste had the escape codes of a terminal's colors.
    """

    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    body: str = field(default="", repr=False)
    has_request: bool = False
    has_colors: bool = False


def parse_http_text(text: str) -> HttpText:
    """Split a pasted response into its parts; text in no known form is all body."""
    if text.startswith("{") and "HTTP/" not in text and "\x1b" not in text and "^[[" not in text:
        return HttpText(body=_without_closing_lines(text))  # only a body, as programs have it
    text, colors = re.subn(_COLOR, "", text.lstrip("\ufeff"))
    if re.match(_COLOR_WITHOUT_ESCAPE, text.lstrip()):
        text, colors = re.subn(_COLOR_WITHOUT_ESCAPE, "", text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = _parse_verbose(text) if re.search(r"(?m)^< HTTP/", text) else _parse_plain(text.strip())
    return replace(found, has_colors=True) if colors else found


def _parse_verbose(text: str) -> HttpText:
    """`curl -v`: "> " is the request, "< " the response's head, "* " a remark of curl, and the rest is the body."""
    status: int | None = None
    headers: dict[str, str] = {}
    body: list[str] = []
    has_request = False
    for line in text.split("\n"):
        if match := re.fullmatch(_STATUS, line):
            # Only the last response counts; 100 Continue, a proxy's answer and redirects come before it.
            status, headers, body = int(match[1]), {}, []
        elif line == "<" or line.startswith("< "):
            _add_header(headers, line[2:])
        elif line.startswith(_NOISE) or line in (">", "*"):
            has_request = has_request or line.lower().startswith(_SECRET_HEADERS)
        else:
            body.append(line)
    return HttpText(
        status=status, headers=headers, body=_without_closing_lines("\n".join(body)), has_request=has_request
    )


def _parse_plain(text: str) -> HttpText:
    """`curl -i` or HTTPie: heads that each end with an empty line; only the last head counts."""
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
    return HttpText(status=status, headers=headers, body=_without_closing_lines(text), has_request=has_request)


def _add_header(headers: dict[str, str], line: str) -> None:
    name, colon, value = line.partition(":")
    if colon:
        headers[name.strip().lower()] = value.strip()


def _without_closing_lines(body: str) -> str:
    """The body without curl's closing remark, which follows on the same line when the body has no line end."""
    for remark in ("* Connection #", "* Closing connection"):
        at = body.rfind(remark)
        if at >= 0 and "}" not in body[at:]:
            body = body[:at]
    return body.strip()
