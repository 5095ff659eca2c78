"""The token request for Windows: curl in PowerShell and in cmd.exe.

`curl` is another program in Windows PowerShell, so the text says `curl.exe`. In PowerShell the secret goes through a
pipe into curl's configuration. cmd.exe would read a secret's characters as its own, so curl takes the variable itself,
which needs curl 8.3 (2023).

PowerShell and cmd.exe are not run by the tests: they read these texts with tokenizers written after the documented
rules (about_Quoting_Rules; "How the command processor parses", and the C runtime's "Parsing C command-line arguments").
"""

from __future__ import annotations

from pkce_core.text.form_encoding import encode_form
from pkce_core.token.command.curl import curl_program, join_options, request_options, secret_options
from pkce_core.token.command.quoting import quote_powershell

TYPE_CHECKING = False

if TYPE_CHECKING:
    from pkce_core.token.command.values import CommandValues


def write_powershell(plan: CommandValues) -> str:
    options = request_options(plan, "powershell")
    if plan.source in ("", "value"):
        return join_options(
            "powershell", curl_program("powershell", plan.endpoint), options + secret_options(plan, "powershell")
        )
    program = curl_program("powershell", plan.endpoint, reads_config=True)
    command = join_options("powershell", program, options, indent="      ")
    secret = f"$env:{plan.variable}" if plan.source == "env" else "$secret"
    key = f'user = "{encode_form(plan.client_id)}:'
    if plan.authentication == "client_secret_post":
        key = 'data = "client_secret='
    line = f"""{quote_powershell(key)} + [uri]::EscapeDataString({secret}) + '"'"""
    missing = f"Write-Error {quote_powershell(f'{secret} holds no client_secret.')}"
    guarded = f"  if ({secret}) {{\n    {line} |\n      {command}\n  }} else {{ {missing} }}\n"
    return f"& {{\n{_ask() if plan.source == 'prompt' else ''}{guarded}}}"


def _ask() -> str:
    return (
        "  $typed = Read-Host 'client_secret' -AsSecureString\n"
        "  $secret = [System.Net.NetworkCredential]::new('', $typed).Password\n"
    )
