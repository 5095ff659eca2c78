"""The token request as a command to copy: curl for POSIX shells, PowerShell and cmd.exe, HTTPie, or plain HTTP.

Every value is quoted for its shell, and the program that sends it encodes it, so that no value can become a command or
a file name. client_secret stays out of the text, the shell's history and the list of processes: the command reads it
from an environment variable or a prompt, unless the caller asks for its value. An empty one is never sent.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.errors import UsageError
from pkce_core.token.command.cmd import write_cmd
from pkce_core.token.command.http import write_http
from pkce_core.token.command.httpie import write_httpie
from pkce_core.token.command.posix import write_curl
from pkce_core.token.command.powershell import write_powershell
from pkce_core.token.command.values import CommandValues
from pkce_core.token.endpoint import check_token_endpoint
from pkce_core.token.http_request import body_pairs
from pkce_core.token.request_checks import check_token_request

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pkce_core.text.form_encoding import Pairs
    from pkce_core.token.request import TokenRequest

_WRITERS: Mapping[str, Callable[[CommandValues], str]] = MappingProxyType(
    {
        "posix": write_curl,
        "powershell": write_powershell,
        "cmd": write_cmd,
        "httpie": write_httpie,
        "http": write_http,
    }
)
SHELLS = tuple(_WRITERS)
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
        request: the values. Its client_secret may be None when the command reads the secret as it runs.
        token_endpoint: an absolute URL; http only for this machine.
        shell: one of `SHELLS`. "httpie" is for a POSIX shell; "http" is the request itself, with a {{placeholder}}
            for a secret that it does not contain, as the HTTP clients of editors write it.
        client_secret_from: "env:NAME", "encoded-env:NAME" for a variable with the secret form-encoded, as Basic needs
            it, "prompt", or "value", which writes the secret into the command.

    Raises:
        ValidationError: `check_token_request` or `check_token_endpoint` finds an error.
        UsageError: the shell or the source of the secret is unknown, or the shell cannot take one of the values.
    """
    if shell not in SHELLS:
        raise UsageError(f"shell must be one of {', '.join(SHELLS)}.")
    source, _ = _parse_source(client_secret_from)
    report = check_token_request(request, secret_elsewhere=source != "value")
    (report + check_token_endpoint(token_endpoint)).raise_errors()
    return write_form_command(
        body_pairs(request), request, token_endpoint, shell=shell, client_secret_from=client_secret_from
    )


def write_form_command(
    pairs: Pairs, client: TokenRequest, endpoint: str, *, shell: str, client_secret_from: str
) -> str:
    """Write any form that a client posts as itself. Nothing is checked here.

    Args:
        pairs: the parameters of the body except client_secret.
        client: how the client authenticates.
        endpoint: where it is posted.
        shell: as for `build_command`, and `client_secret_from` likewise.

    Raises:
        UsageError: the shell or the source of the secret is unknown, or the shell cannot take one of the values.
    """
    if shell not in SHELLS:
        raise UsageError(f"shell must be one of {', '.join(SHELLS)}.")
    source, variable = _parse_source(client_secret_from)
    encoded = client_secret_from.startswith("encoded-")
    if encoded and client.authentication != "client_secret_basic":
        raise UsageError("Only client_secret_basic takes a secret that is form-encoded already.")
    needs_secret = client.authentication in ("client_secret_basic", "client_secret_post")
    values = CommandValues(
        endpoint=endpoint,
        pairs=pairs,
        authentication=client.authentication,
        client_id=client.client_id,
        source=source if needs_secret else "",
        variable=variable,
        encoded=encoded,
        client_secret=(client.client_secret or "") if source == "value" else "",
    )
    return _WRITERS[shell](values)


def _parse_source(text: object) -> tuple[str, str]:
    """Where the secret comes from, and the variable that contains it as the command runs."""
    if text == "value":
        return "value", ""
    if text == "prompt":
        return "prompt", "client_secret"
    variable = re.fullmatch(f"(?:encoded-)?env:({_VARIABLE})", text) if isinstance(text, str) else None
    if variable:
        return "env", variable[1]
    raise UsageError(
        'client_secret_from must be "env:NAME" or "encoded-env:NAME" with the name of a variable, "prompt" or "value".'
    )
