"""The token request as a command to copy: curl for POSIX shells, PowerShell and cmd.exe, HTTPie, or plain HTTP.

Rules. Every value is quoted for its shell and encoded by the program that sends it, so that no value can become a
command or a file name. A client_secret stays out of the text, out of the shell's history and out of the list of
processes: it comes from an environment variable or a prompt, unless its value is asked for. An empty one is never sent.
"""

from __future__ import annotations

import re

from pkce_core.errors import UsageError
from pkce_core.findings import ValidationError
from pkce_core.token.command.values import CommandValues
from pkce_core.token.endpoint import check_token_endpoint
from pkce_core.token.http_request import body_pairs
from pkce_core.token.request_checks import check_token_request

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable

    from pkce_core.token.request import TokenRequest


SHELLS = ("posix", "powershell", "cmd", "httpie", "http")
"""What a command can be written for."""


_VARIABLE = r"[A-Za-z_][A-Za-z0-9_]{0,99}"


def build_command(
    request: TokenRequest,
    token_endpoint: str,
    *,
    shell: str = "posix",
    client_secret_from: str = "env:CLIENT_SECRET",  # noqa: S107
) -> str:
    """Write the request as a command to run.

    Args:
        request: the values. Its client_secret may be None when the secret comes from elsewhere.
        token_endpoint: an absolute URL; http only for this machine.
        shell: one of `SHELLS`. "httpie" is for a POSIX shell; "http" is the request itself, where a secret from
            elsewhere is a {{placeholder}} as HTTP clients of editors write it.
        client_secret_from: "env:NAME", "prompt", or "value", which writes the secret into the command.

    Raises:
        ValidationError: `check_token_request` or `check_token_endpoint` finds an error.
        UsageError: the shell or the source is unknown, or the shell cannot carry a value.
    """
    if shell not in SHELLS:
        raise UsageError(f"shell is one of {', '.join(SHELLS)}.")
    source, variable = _parse_source(client_secret_from)
    report = check_token_request(request, secret_elsewhere=source != "value") + check_token_endpoint(token_endpoint)
    if not report.ok:
        raise ValidationError(report)
    needs_secret = request.authentication in ("client_secret_basic", "client_secret_post")
    plan = CommandValues(
        endpoint=token_endpoint,
        pairs=body_pairs(request),
        authentication=request.authentication,
        client_id=request.client_id,
        source=source if needs_secret else "",
        variable=variable,
        client_secret=(request.client_secret or "") if source == "value" else "",
    )
    return _writer(shell)(plan)


def _parse_source(text: object) -> tuple[str, str]:
    if text in ("prompt", "value"):
        return str(text), ""
    if isinstance(text, str) and text.startswith("env:") and re.fullmatch(_VARIABLE, text[4:]):
        return "env", text[4:]
    raise UsageError('client_secret_from is "env:NAME" with the name of a variable, "prompt" or "value".')


def _writer(shell: str) -> Callable[[CommandValues], str]:
    if shell == "posix":
        from pkce_core.token.command.posix import write_curl

        return write_curl
    if shell == "httpie":
        from pkce_core.token.command.httpie import write_httpie

        return write_httpie
    if shell == "http":
        from pkce_core.token.command.http import write_http

        return write_http
    from pkce_core.token.command.cmd import write_cmd
    from pkce_core.token.command.powershell import write_powershell

    return write_cmd if shell == "cmd" else write_powershell
