"""The token request for Windows: curl in PowerShell and in cmd.exe.

`curl` is another program in Windows PowerShell, so the text says `curl.exe`. In PowerShell the secret goes through a
pipe into curl's configuration. cmd.exe would read a secret's characters as its own, so curl takes the variable itself,
which needs curl 8.3 (2023).

PowerShell and cmd.exe are not run by the tests: they read these texts with tokenizers written after the documented
rules (about_Quoting_Rules; "How the command processor parses", and the C runtime's "Parsing C command-line arguments").
"""

from __future__ import annotations

from pkce_core._form import encode_form
from pkce_core._shells import curl_data, curl_program, join_options, quote_cmd, quote_powershell

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pkce_core._command_plan import Plan

_ACCEPT = ("--header", "Accept: application/json")


def write_powershell(plan: Plan) -> str:
    options = _options(plan, "powershell")
    if plan.source in ("", "value"):
        return join_options(
            "powershell", curl_program("powershell", plan.endpoint), options + _secret_value(plan, "powershell")
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


def write_cmd(plan: Plan) -> str:
    options, program = _options(plan, "cmd"), curl_program("cmd", plan.endpoint)
    if plan.source in ("", "value"):
        return join_options("cmd", program, options + _secret_value(plan, "cmd"))
    variable = plan.variable or "client_secret"
    command = join_options("cmd", program, options)
    # The percent sign stands alone on its line, so that no second one can make a variable's name of what is between.
    command += f" ^\n  --variable ^%{variable}"
    if plan.authentication == "client_secret_post":
        command += f' ^\n  --expand-data "client_secret={{{{{variable}:url}}}}"'
    else:
        command += f" ^\n  --expand-user {quote_cmd(f'{encode_form(plan.client_id)}:{{{{{variable}:url}}}}')}"
    if plan.source == "prompt":
        # set /p fails on an empty line, and then curl does not run.
        ask = 'set /p "client_secret=client_secret (shown as you type): "'
        return f'{ask} ^\n  && {command} ^\n  & set "client_secret="'
    return command


def _options(plan: Plan, shell: str) -> list[tuple[str, str]]:
    return [("--url", plan.endpoint), _ACCEPT, *(curl_data(name, value, shell) for name, value in plan.pairs)]


def _secret_value(plan: Plan, shell: str) -> list[tuple[str, str]]:
    if not plan.source:
        return []
    if plan.authentication == "client_secret_post":
        return [curl_data("client_secret", plan.client_secret, shell)]
    return [("--user", f"{encode_form(plan.client_id)}:{encode_form(plan.client_secret)}")]


def _ask() -> str:
    return (
        "  $typed = Read-Host 'client_secret' -AsSecureString\n"
        "  $secret = [System.Net.NetworkCredential]::new('', $typed).Password\n"
    )
