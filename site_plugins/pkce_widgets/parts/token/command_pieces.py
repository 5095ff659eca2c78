"""A token command taken apart: each option with what it does, as the writers of pkce_core set the lines.

The lines are read as they begin, so a piece that is not known joins the one before it and nothing is left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pkce_widgets.parts.token.http_pieces import explain_http
from pkce_widgets.view.parameter_meanings import PARAMETERS

if TYPE_CHECKING:
    from collections.abc import Iterator

ENCODED = ("--data-urlencode ", "--data ")
PIPE = "It goes through a pipe, so that no list of processes and no history shows it."
SENDS = (
    "curl sends the request: a POST, because it has data. It shows errors, but no progress, and ends the answer with a "
    "line break."
)
READS = f"{SENDS} It reads the secret from the pipe."
JSON = "Asks for the answer as JSON."
BASIC = "HTTP Basic: client_id and client_secret, percent-encoded, with a colon between them."
SECRET = "client_secret"  # noqa: S105 -- a name
ENDPOINT = "token_endpoint"

# How a line begins -> the value it carries, and what it does. The first that fits counts.
BEGINNINGS: tuple[tuple[str, str, str], ...] = (
    ("curl --config -", "", READS),
    ("curl.exe --config -", "", READS),
    ("curl", "", SENDS),
    ("&& curl.exe", "", f"When you have typed something, {SENDS}"),
    ("http --ignore-stdin", ENDPOINT, "HTTPie sends a form to the token endpoint."),
    ("--url ", ENDPOINT, "The token endpoint. It exchanges codes for tokens, and no browser goes there."),
    ("--header 'Accept", "", JSON),
    ('--header "Accept', "", JSON),
    ("Accept:", "", JSON),
    ("--user ", SECRET, BASIC),
    ("--auth ", SECRET, BASIC),
    ("--variable ", SECRET, "curl reads the environment variable itself (8.3 or newer): cmd.exe sees nothing of it."),
    ("--expand-data ", SECRET, "The client_secret as a parameter, percent-encoded by curl (:url)."),
    ("--expand-user ", SECRET, f"{BASIC} curl fills the secret in (:url)."),
    ("client_secret=@/dev/stdin", SECRET, "The client_secret as a parameter, read from the pipe."),
    ("Authorization:@/dev/stdin", SECRET, "The Authorization header, read from the pipe."),
    (': "${', SECRET, "Stops with a message when the secret is empty: servers answer that with invalid_client."),
    ("trap ", SECRET, "Asks for the client_secret without showing it."),
    ("form_encode() (", SECRET, "Percent-encodes the secret. HTTP Basic needs that here, and curl does not do it."),
    ("{ printf 'user", SECRET, f"Writes client_id and client_secret as an option for curl. {PIPE}"),
    ("{ printf 'Basic", SECRET, f"Writes the Authorization header. {PIPE}"),
    ("printf %s", SECRET, f"Hands on the secret. {PIPE}"),
    ("$typed = ", SECRET, "Asks for the client_secret without showing it."),
    ("if ($", SECRET, "Goes on only when there is a secret: servers answer an empty one with invalid_client."),
    ("'data = ", SECRET, f"Writes the client_secret as an option for curl, percent-encoded. {PIPE}"),
    ("'user = ", SECRET, f"Writes client_id and client_secret as an option for curl. {PIPE}"),
    ("} else {", "", "Says so when there is no secret."),
    ("set /p ", SECRET, "Asks for the client_secret. cmd.exe shows it as you type."),
    ('& set "', SECRET, "Forgets the secret again."),
    ("(", "", "One pair of parentheses: all lines are read before the first one runs."),
    ("& {", "", "One block: all lines are read before the first one runs."),
)
CLOSING = (")", "}")
CONTINUED = (" \\", " `", " ^")


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """One piece of a command.

    Attributes:
        text: what stands there; may hold a secret.
        name: the wire name of the value it carries; "" for none.
        meaning: what it does.
    """

    text: str = field(repr=False)
    name: str
    meaning: str


def command_pieces(command: str, shell: str) -> list[Piece]:
    """Take a command of `pkce_core.build_command` apart, in its order."""
    if shell == "http":
        return [Piece(text=text, name=name, meaning=meaning) for text, name, meaning in explain_http(command)]
    pieces: list[Piece] = []
    for line in halved(command.split("\n")):
        text = line.strip()
        if text in CLOSING and pieces:
            continue
        name, meaning = read_line(uncontinued(text))
        if meaning:
            pieces.append(Piece(text=uncontinued(text), name=name, meaning=meaning))
        elif pieces:
            last = pieces[-1]
            pieces[-1] = Piece(text=f"{last.text}\n{uncontinued(line)}", name=last.name, meaning=last.meaning)
    return pieces


def halved(lines: list[str]) -> Iterator[str]:
    """The lines, those with a pipe in two: what writes the secret, and the program that reads it."""
    for line in lines:
        writes, pipe, reads = line.partition('" | ') if line.lstrip().startswith('printf %s "$') else (line, "", "")
        yield writes + pipe.rstrip()
        if reads:
            yield reads


def uncontinued(text: str) -> str:
    """A line without the mark that the next one belongs to it."""
    return text[:-2] if text.endswith(CONTINUED) else text


def read_line(text: str) -> tuple[str, str]:
    """The value that a line carries and what it does; both "" when the line belongs to the one before it."""
    parameter = parameter_of(text)
    if parameter in PARAMETERS:
        return parameter, PARAMETERS[parameter]
    for beginning, name, meaning in BEGINNINGS:
        if text.startswith(beginning) and (len(beginning) > 1 or text == beginning):
            return name, meaning
    return "", ""


def parameter_of(text: str) -> str:
    """The parameter that a line sends; "" when it sends none."""
    for option in ENCODED:
        text = text.removeprefix(option)
    text = text.lstrip("'\"")
    # `client_secret@-` is curl's way to read it from the pipe
    name = text.partition("=")[0].partition("@")[0]
    return "" if text.startswith("client_secret=@/dev") else name
