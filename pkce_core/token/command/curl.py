"""curl's options for a token request, the same in every shell but for the quoting."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.text.form_encoding import encode_form
from pkce_core.token.command.quoting import CONTINUED, QUOTE, SAFE
from pkce_core.token.http_request import basic_user_pass

if TYPE_CHECKING:
    from pkce_core.token.command.values import CommandValues

    Options = list[tuple[str, str]]

_LINE_END = "\\n"  # the shell passes on a backslash and an n, and curl writes a line end for them


def curl_program(shell: str, endpoint: str, *, reads_config: bool = False) -> str:
    """curl, with the options that are not about the request.

    It shows errors but no progress. It adds a line end to the response, which servers leave out, so that the prompt
    starts on a new line.

    Args:
        shell: "posix", "powershell" or "cmd".
        endpoint: where the request goes; without --globoff, curl would read brackets in it as a range.
        reads_config: whether curl reads more options from standard input.
    """
    words = ["curl" if shell == "posix" else "curl.exe"]  # `curl` is another program in Windows PowerShell
    words += ["--config -"] if reads_config else []
    words.append(f"--silent --show-error --write-out {QUOTE[shell](_LINE_END)}")
    words += ["--globoff"] if "[" in endpoint else []
    return " ".join(words)


def request_options(values: CommandValues, shell: str) -> Options:
    """The options that make the request, without client_secret."""
    return [
        ("--url", values.endpoint),
        ("--header", "Accept: application/json"),
        *(curl_data(name, value, shell) for name, value in values.pairs),
    ]


def secret_options(values: CommandValues, shell: str) -> Options:
    """The option that contains client_secret itself; none when the method needs no secret."""
    if not values.source:
        return []
    if values.authentication == "client_secret_post":
        return [curl_data("client_secret", values.client_secret, shell)]
    return [("--user", basic_user_pass(values.client_id, values.client_secret))]


def curl_data(name: str, value: str, shell: str) -> tuple[str, str]:
    """The option that sends one parameter, and its argument.

    curl encodes what follows the first "=" of --data-urlencode. For a name with "@" before the "=" it would read a
    file, so the name is always encoded here.
    """
    encoded = encode_form(name, space="%20")
    if re.fullmatch(SAFE[shell], value):
        return "--data-urlencode", f"{encoded}={value}"
    return "--data", f"{encoded}={encode_form(value, space='%20')}"


def join_options(shell: str, program: str, options: Options, *, indent: str = "  ") -> str:
    """The command with one option a line and every argument quoted."""
    quote = QUOTE[shell]
    return (CONTINUED[shell] + indent).join([program, *(f"{option} {quote(argument)}" for option, argument in options)])
