"""The token request with curl in cmd.exe.

cmd.exe would interpret characters of the secret, so curl reads the variable itself. That needs curl 8.3 (2023).

The tests do not run cmd.exe: they read the command with tokenizers written after "How the command processor parses" and
the C runtime's "Parsing C command-line arguments".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.text.form_encoding import encode_form
from pkce_core.token.command.curl import curl_program, join_options, request_options, secret_options
from pkce_core.token.command.quoting import quote_cmd

if TYPE_CHECKING:
    from pkce_core.token.command.values import CommandValues


def write_cmd(values: CommandValues) -> str:
    """The command, with the secret's value in it or read when it runs."""
    options, program = request_options(values, "cmd"), curl_program("cmd", values.endpoint)
    if not values.reads_secret:
        return join_options("cmd", program, options + secret_options(values, "cmd"))
    command = join_options("cmd", program, options)
    # The line contains no second percent sign, so cmd.exe cannot read the text between two of them as a variable.
    command += f" ^\n  --variable ^%{values.variable}"
    secret = f"{{{{{values.variable}}}}}" if values.encoded else f"{{{{{values.variable}:url}}}}"
    if values.authentication == "client_secret_post":
        command += f' ^\n  --expand-data "client_secret={secret}"'
    else:
        command += f" ^\n  --expand-user {quote_cmd(f'{encode_form(values.client_id)}:{secret}')}"
    if values.source == "env":
        return command
    # set /p fails on an empty line, and then curl does not run.
    ask = 'set /p "client_secret=client_secret (shown as you type): "'
    return f'{ask} ^\n  && {command} ^\n  & set "client_secret="'
