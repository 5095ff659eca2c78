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
from pkce_core.token.command.quoting import quote_cmd

TYPE_CHECKING = False

if TYPE_CHECKING:
    from pkce_core.token.command.values import CommandValues


def write_cmd(plan: CommandValues) -> str:
    options, program = request_options(plan, "cmd"), curl_program("cmd", plan.endpoint)
    if plan.source in ("", "value"):
        return join_options("cmd", program, options + secret_options(plan, "cmd"))
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
