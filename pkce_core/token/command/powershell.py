"""The token request with curl in PowerShell. The secret goes through a pipe into curl's configuration.

The tests do not run PowerShell: they read the command with a tokenizer written after PowerShell's documentation
(about_Quoting_Rules).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.text.form_encoding import encode_form
from pkce_core.token.command.curl import curl_program, join_options, request_options, secret_options
from pkce_core.token.command.quoting import quote_powershell

if TYPE_CHECKING:
    from pkce_core.token.command.values import CommandValues

_PROMPT = """\
  $typed = Read-Host 'client_secret' -AsSecureString
  $secret = [System.Net.NetworkCredential]::new('', $typed).Password
"""


def write_powershell(values: CommandValues) -> str:
    """The command, with the secret's value in it or read when it runs."""
    options = request_options(values, "powershell")
    program = curl_program("powershell", values.endpoint, reads_config=values.reads_secret)
    if not values.reads_secret:
        return join_options("powershell", program, options + secret_options(values, "powershell"))
    command = join_options("powershell", program, options, indent="      ")
    prompt, secret = (_PROMPT, "$secret") if values.source == "prompt" else ("", f"$env:{values.variable}")
    key = f'user = "{encode_form(values.client_id)}:'
    if values.authentication == "client_secret_post":
        key = 'data = "client_secret='
    value = secret if values.encoded else f"[uri]::EscapeDataString({secret})"
    line = f"""{quote_powershell(key)} + {value} + '"'"""
    missing = f"Write-Error {quote_powershell(f'{secret} contains no client_secret.')}"
    return f"& {{\n{prompt}  if ({secret}) {{\n    {line} |\n      {command}\n  }} else {{ {missing} }}\n}}"
