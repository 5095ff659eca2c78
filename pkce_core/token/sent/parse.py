"""`parse_token_command`: a token request read back from what its sender has, whatever form that has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.errors import UsageError
from pkce_core.token.sent.curl import read_curl
from pkce_core.token.sent.fetch_call import read_fetch
from pkce_core.token.sent.http_message import REQUEST_LINE, read_http
from pkce_core.token.sent.httpie import read_httpie
from pkce_core.token.sent.parameters import form_parameters
from pkce_core.token.sent.sent_request import SentRequest
from pkce_core.token.sent.shell_words import LONGEST_COMMAND, Word, split_cmd, split_posix, split_powershell

if TYPE_CHECKING:
    from collections.abc import Callable

_CURL = r"(?:.{0,200}[/\\])?curl(?:\.exe)?"
_HTTPIE = r"(?:.{0,200}[/\\])?(?:https?|xhs?)(?:\.exe)?"
_ANY_COMMAND = r"(?m)(?:^|[\s|;&(`'\"])(?:[^\s|;&(`'\"]{0,200}[/\\])?(?:curl(?:\.exe)?|https?|xhs?)\s+\S"


def parse_token_command(text: str) -> SentRequest | None:
    """Read a token request back from a command, a trace or raw HTTP. Nothing is executed or evaluated.

    Args:
        text: a curl command for a POSIX shell, PowerShell or cmd.exe, an HTTPie command, the output of `curl -v`, an
            HTTP request, a call of fetch, a URL with its parameters, or a form-encoded body.

    Returns:
        What is sent, as far as the text shows it; None when the text is none of these.

    Raises:
        UsageError: the argument is not text.
    """
    if not isinstance(text, str):
        raise UsageError("The token request is text.")
    text = text[:LONGEST_COMMAND].replace("\r\n", "\n").strip().removeprefix("$ ").removeprefix("PS> ")
    if re.match(REQUEST_LINE, text) or re.search(r"(?m)^> (?:GET|POST) ", text):
        traced = read_http(text)
        command = _read_command(text) if traced is not None and traced.written_as == "curl -v" else None
        return command or traced
    if re.search(r"\bfetch\(", text) and (called := read_fetch(text)):
        return called
    if command := _read_command(text):
        return command
    if found := re.fullmatch(r"(https?://[^\s?#]+)\?(\S+)", text):
        return SentRequest(written_as="URL", url=found[1], query=form_parameters(found[2]))
    if re.fullmatch(r"[A-Za-z_][\w.-]*=[^\n]*", text):
        return SentRequest(written_as="form", body=form_parameters(text), body_format="form")
    return None


def _read_command(text: str) -> SentRequest | None:
    if re.search(_ANY_COMMAND, text) is None:
        return None
    for command in _split(text)(text):
        for at, word in enumerate(command):
            if re.fullmatch(_CURL, word.text):
                return read_curl(command[at + 1 :])
            if at == 0 and re.fullmatch(_HTTPIE, word.text) and len(command) > 1:
                return read_httpie(command[1:])
    return None


def _split(text: str) -> Callable[[str], list[list[Word]]]:
    """Which shell a command is written for: told by how it continues a line or escapes a quote."""
    if re.search(r"\^\n|\^\"|\^%", text):
        return split_cmd
    on_windows = re.search(r"(?i)\bcurl\.exe\b", text) is not None
    if re.search(r"`\n|`\"|\$env:|(?m:^[ \t]*&[ \t]*\{)", text) or (on_windows and ("''" in text or "$" in text)):
        return split_powershell
    return split_cmd if on_windows and "'" not in text else split_posix
