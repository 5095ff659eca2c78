"""A token command taken apart, in the lines that `pkce_core` writes: each option with what it does.

A line is recognized by its start. A line that isn't recognized joins the piece before it, so nothing is left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pkce_widgets.parts.token.http_pieces import explain_http
from pkce_widgets.view.parameter_meanings import TOKEN_REQUEST

if TYPE_CHECKING:
    from collections.abc import Iterator

ENCODED = ("--data-urlencode ", "--data ")
PIPE = "The secret goes through a pipe, so it appears neither in process lists nor in the history."
SENDS = (
    "curl sends the request: a POST, because it has data. It shows errors but no progress, and ends the output with a "
    "line break."
)
READS = f"{SENDS} It reads the secret from the pipe."
JSON = "Asks for a JSON response."
BASIC = "HTTP Basic: the client_id and the client_secret, each percent-encoded, joined by a colon."
SECRET = "client_secret"  # noqa: S105 -- a name
ENDPOINT = "token_endpoint"

STARTS: tuple[tuple[str, str, str], ...] = (
    ("curl --config -", "", READS),
    ("curl.exe --config -", "", READS),
    ("curl", "", SENDS),
    ("&& curl.exe", "", f"If you have typed something, {SENDS}"),
    ("http --ignore-stdin", ENDPOINT, "HTTPie sends a form to the token endpoint."),
    ("--url ", ENDPOINT, "The token endpoint, which exchanges codes for tokens. Browsers don't go there."),
    ("--header 'Accept", "", JSON),
    ('--header "Accept', "", JSON),
    ("Accept:", "", JSON),
    ("--user ", SECRET, BASIC),
    ("--auth ", SECRET, BASIC),
    ("--variable ", SECRET, "curl (8.3 or newer) reads the environment variable itself, so cmd.exe doesn't see it."),
    ("--expand-data ", SECRET, "The client_secret as a parameter, percent-encoded by curl (:url)."),
    ("--expand-user ", SECRET, f"{BASIC} curl fills in the secret (:url)."),
    ("client_secret=@/dev/stdin", SECRET, "The client_secret as a parameter, read from the pipe."),
    ("Authorization:@/dev/stdin", SECRET, "The Authorization header, read from the pipe."),
    (': "${', SECRET, "Stops with a message if the secret is empty, because servers answer that with invalid_client."),
    ("trap ", SECRET, "Asks for the client_secret without showing it."),
    ("form_encode() (", SECRET, "Percent-encodes the secret. HTTP Basic needs that here, and curl doesn't do it."),
    ("{ printf 'user", SECRET, f"Writes the client_id and the client_secret as an option for curl. {PIPE}"),
    ("printf 'user", SECRET, f"Writes the client_id and the encoded client_secret as an option for curl. {PIPE}"),
    ("{ printf 'Basic", SECRET, f"Writes the Authorization header. {PIPE}"),
    ("printf %s", SECRET, f"Passes the secret on. {PIPE}"),
    ("$typed = ", SECRET, "Asks for the client_secret without showing it."),
    ("if ($", SECRET, "Continues only if there is a secret, because servers answer an empty one with invalid_client."),
    ("'data = ", SECRET, f"Writes the client_secret as an option for curl, percent-encoded. {PIPE}"),
    ("'user = ", SECRET, f"Writes the client_id and the client_secret as an option for curl. {PIPE}"),
    ("} else {", "", "Shows a message if there is no secret."),
    ("set /p ", SECRET, "Asks for the client_secret. cmd.exe shows it as you type."),
    ('& set "', SECRET, "Removes the secret from the variable again."),
    ("(", "", "Opens a group, so that the shell reads all lines before it runs the first."),
    ("& {", "", "Opens a block, so that the shell reads all lines before it runs the first."),
)
"""How a line starts, the wire name of the value in it, and what it does. The first match counts."""
CLOSING = (")", "}")
CONTINUED = (" \\", " `", " ^")
"""What a shell needs at the end of a line that continues on the next."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """One piece of a command.

    Attributes:
        text: the piece itself; may contain a secret.
        name: the wire name of the value in it; "" for none.
        meaning: what it does.
    """

    text: str = field(repr=False)
    name: str
    meaning: str


def command_pieces(command: str, shell: str) -> list[Piece]:
    """Take a command of `pkce_core.build_command` apart."""
    if shell == "http":
        return [Piece(text=text, name=name, meaning=meaning) for text, name, meaning in explain_http(command)]
    pieces: list[Piece] = []
    for line in split_pipes(command.split("\n")):
        text = line.strip()
        if text in CLOSING and pieces:
            continue
        name, meaning = read_line(without_continuation(text))
        if meaning:
            pieces.append(Piece(text=without_continuation(text), name=name, meaning=meaning))
        elif pieces:
            last = pieces[-1]
            pieces[-1] = Piece(text=f"{last.text}\n{without_continuation(line)}", name=last.name, meaning=last.meaning)
    return pieces


def split_pipes(lines: list[str]) -> Iterator[str]:
    """The lines. One with a pipe becomes two: what writes the secret, and the program that reads it."""
    for line in lines:
        writes, pipe, reads = line.partition('" | ') if line.lstrip().startswith('printf %s "$') else (line, "", "")
        yield writes + pipe.rstrip()
        if reads:
            yield reads


def without_continuation(text: str) -> str:
    """A line without the sign that it continues on the next."""
    return text[:-2] if text.endswith(CONTINUED) else text


def read_line(text: str) -> tuple[str, str]:
    """The value in a line, and what the line does; both "" if it belongs to the line before it."""
    parameter = parameter_of(text)
    if parameter in TOKEN_REQUEST:
        return parameter, TOKEN_REQUEST[parameter]
    for start, name, meaning in STARTS:
        if text.startswith(start) and (len(start) > 1 or text == start):
            return name, meaning
    return "", ""


def parameter_of(text: str) -> str:
    """The parameter that a line sends; "" if it sends none."""
    for option in ENCODED:
        text = text.removeprefix(option)
    text = text.lstrip("'\"")
    # `client_secret@-` makes curl read the secret from the pipe
    name = text.partition("=")[0].partition("@")[0]
    return "" if text.startswith("client_secret=@/dev") else name
