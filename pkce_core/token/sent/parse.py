"""`parse_token_command`: a token request read back from what its sender has, whatever form that has."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from pkce_core.errors import UsageError
from pkce_core.recognition.named_values import read_named_values
from pkce_core.text.printed_object import read_lines
from pkce_core.text.wording import join_lines
from pkce_core.token.sent.curl import read_curl, read_wget
from pkce_core.token.sent.http_message import REQUEST_LINE, TRACED_LINE, read_http
from pkce_core.token.sent.httpie import read_httpie
from pkce_core.token.sent.parameters import form_parameters, looks_like_form, parameter
from pkce_core.token.sent.program import read_program
from pkce_core.token.sent.sent_request import SentRequest
from pkce_core.token.sent.shell_words import LONGEST_COMMAND, Word, split_cmd, split_posix, split_powershell

if TYPE_CHECKING:
    from collections.abc import Callable

_CURL = r"(?:.{0,200}[/\\])?curl(?:\.exe)?"
_WGET = r"(?:.{0,200}[/\\])?wget(?:\.exe)?"
_HTTPIE = r"(?:.{0,200}[/\\])?(?:https?|xhs?)(?:\.exe)?"
_START = r"(?:^|[\s|;&(`'\"])"
_ANY_COMMAND = rf"(?m){_START}((?:[^\s|;&(`'\"]{{0,200}}[/\\])?(?:curl(?:\.exe)?|wget(?:\.exe)?|https?|xhs?)\s+\S)"
_ALIAS = r"(?i)\b(?:curl|wget)\b[^\n]{0,500}\s-(?:uri|method|body|contenttype|usebasicparsing)\b"
"""What curl and wget are in Windows PowerShell: other names of Invoke-WebRequest."""
_DPOP = r"(?i)\bdpop[\"']?\s*[:=]\s*[\"']?(eyJ[\w.-]{10,20000})"
"""A proof in a header or in the headers of a program."""
_DPOP_HEADER = r"(?i)\bdpop[\"']?[ \t]*[:=][ \t]*\S"
"""The header with anything, such as a variable."""
_MOST_LINES = 20
"""Commands that are read after one as lines that were meant to belong to it."""
_IN_FORM = r"[^\s\"'<>`]*"
_PARAMETERS = frozenset({"grant_type", "code", "redirect_uri", "client_id", "code_verifier", "refresh_token"})


def parse_token_command(text: str) -> SentRequest | None:
    """Read a token request back from a command, a trace or raw HTTP. Nothing is executed or evaluated.

    Args:
        text: a curl command for a POSIX shell, PowerShell or cmd.exe; a command of wget, HTTPie or xh; the output of
            `curl -v`; an HTTP request, also in a log; a call in a program, such as fetch, axios, requests or
            Invoke-RestMethod; a URL with its parameters; a form-encoded body; or lines of names and values.

    Returns:
        What is sent, as far as the text shows it; None when the text is none of these.

    Raises:
        UsageError: the argument is not text.
    """
    if not isinstance(text, str):
        raise UsageError("The token request is text.")
    text = text[:LONGEST_COMMAND].replace("\r\n", "\n").strip().removeprefix("$ ").removeprefix("PS> ")
    found, proof = _read(text), re.search(_DPOP, text)
    if found is None:
        return None
    is_hidden = proof is None and re.search(_DPOP_HEADER, text) is not None
    return replace(found, dpop=proof[1] if proof else "", has_hidden_dpop=is_hidden)


def _read(text: str) -> SentRequest | None:
    if re.match(REQUEST_LINE, text) or re.search(TRACED_LINE, text) or re.search(r"(?m)^> (?:GET|POST) ", text):
        return _traced(text)
    in_words = (_read_printed, read_program, _read_lines, _read_log)
    for read in (_read_form, _read_fetch, _read_command, _read_url, *in_words):
        if found := read(text):
            return found
    return None


def _traced(text: str) -> SentRequest | None:
    """A request in HTTP; beside a trace of curl, the command shows the body, and the trace what was sent."""
    traced = read_http(text)
    if traced is None or traced.written_as != "curl -v":
        return traced
    command = _read_command(text)
    if command is None:
        return traced
    if traced.client_secret is None or traced.client_secret.value is None:
        return command
    return replace(command, client_id=traced.client_id, client_secret=traced.client_secret)


def _read_form(text: str) -> SentRequest | None:
    plain = re.fullmatch(r"[A-Za-z_][\w.-]*=[^\s]*", text) and not re.match(r"\w+=\$\(", text)
    if not plain and not looks_like_form(text):
        return None
    return SentRequest(written_as="form", body=form_parameters(join_lines(text)), body_format="form")


def _read_fetch(text: str) -> SentRequest | None:
    return (
        read_program(text)
        if re.search(r"\bfetch\(|\b(?:invoke-(?:restmethod|webrequest)|irm|iwr)\s", text, re.IGNORECASE)
        else None
    )


def _read_url(text: str) -> SentRequest | None:
    if found := re.fullmatch(r"((?:https?://|localhost|[\w.-]+\.\w+(?=[/:]))[^\s?#]*)\?(\S+)", text):
        return SentRequest(written_as="URL", url=found[1], query=form_parameters(found[2]))
    return None


def _read_lines(text: str) -> SentRequest | None:
    """Names and values on lines of their own, as a browser's tools show the data of a form."""
    lines = read_lines(text, _PARAMETERS) or {}
    body = tuple(parameter(name, value, None) for name, value in lines.items() if isinstance(value, str))
    return SentRequest(written_as="text", body=body) if body else None


def _read_printed(text: str) -> SentRequest | None:
    """The parameters as Spring prints them: {grant_type=[authorization_code], code=[...]}."""
    if not re.search(r"\bgrant_type=\[", text):
        return None
    found = read_named_values(text, _PARAMETERS | {"client_secret"}) or {}
    body = tuple(parameter(name, value, None) for name, value in found.items())
    return SentRequest(written_as="text", body=body) if body else None


def _read_log(text: str) -> SentRequest | None:
    """A request or a form inside another text, such as a log or a message."""
    logged = read_http(text)
    if logged is not None and logged.parameters:
        return logged
    found = re.search(rf"\bgrant_type={_IN_FORM}", text)
    if found is None:
        return None
    before = re.match(_IN_FORM, text[: found.start()][::-1])
    form = text[found.start() - (before.end() if before else 0) : found.end()]
    return SentRequest(written_as="text", body=form_parameters(form.partition("?")[2] or form))


def _read_command(text: str) -> SentRequest | None:
    found = re.search(_ANY_COMMAND, text)
    if found is None:
        return None
    if re.search(_ALIAS, text):
        return read_program(re.sub(r"(?i)\b(?:curl|wget)\b", "irm", text))
    inner = text[found.start(1) :] if "$(" in text[: found.start(1)] else ""
    requests = _commands(text) or _commands(inner)
    with_grant = (each for each in requests if any("grant" in name.name for name in each.parameters))
    return next(with_grant, requests[0] if requests else None)


def _commands(text: str) -> list[SentRequest]:
    """The requests of a text's commands."""
    commands = _split(text)(text)
    found: list[SentRequest] = []
    place = 0
    while place < len(commands):
        command, after = commands[place], commands[place + 1 : place + 1 + _MOST_LINES]
        place += 1
        for at, word in enumerate(command):
            reader = read_curl if re.fullmatch(_CURL, word.text) else None
            reader = reader or (read_wget if re.fullmatch(_WGET, word.text) else None)
            if at == 0 and re.fullmatch(_HTTPIE, word.text) and len(command) > 1:
                reader = read_httpie
            if reader:
                following = list(takewhile(lambda one: one[0].text.startswith("-"), after))
                words = [*command[at + 1 :], *(word for each in following for word in each)]
                cut_off = (following[0][0].text,) if following else _cut_off(after)
                found.append(replace(reader(words), cut_off=cut_off))
                place += len(following)
                break
    return found


def _cut_off(commands: list[list[Word]]) -> tuple[str, ...]:
    """The names in commands that are no commands: what follows an & outside quotes."""
    names = []
    for command in commands:
        name, equals, _ = command[0].text.partition("=")
        if not equals or name not in _PARAMETERS | {"client_secret", "scope", "state"}:
            break
        names.append(name)
    return tuple(names)


def _split(text: str) -> Callable[[str], list[list[Word]]]:
    """Which shell a command is written for: told by how it continues a line or escapes a quote."""
    if re.search(r"\^[\n\"%&]", text):
        return split_cmd
    on_windows = re.search(r"(?i)\bcurl\.exe\b", text) is not None
    if re.search(r"`\n|`\"|\$env:|(?m:^[ \t]*&[ \t]*\{)", text) or (on_windows and ("''" in text or "$" in text)):
        return split_powershell
    return split_cmd if on_windows and "'" not in text else split_posix
