"""A call with an access token for each shell. The token comes from a variable, and no list of processes shows it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from pkce_core.token.command.curl import curl_program, join_options
from pkce_core.token.command.http import head_lines
from pkce_core.token.command.posix import in_subshell
from pkce_core.token.command.quoting import quote_posix, quote_powershell

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_PROOF = "DPOP_PROOF"


class Call(NamedTuple):
    """What a command must contain.

    Attributes:
        url: the address of the API.
        variable: the environment variable with the access token.
        scheme: "Bearer", or "DPoP", which has a proof in another variable.
    """

    url: str
    variable: str
    scheme: str

    @property
    def headers(self) -> tuple[tuple[str, str, str], ...]:
        """The start of each header, the variable with the rest of it, and what that is."""
        token = (f"Authorization: {self.scheme} ", self.variable, "access token")
        return (token, ("DPoP: ", _PROOF, "proof")) if self.scheme == "DPoP" else (token,)


def _program(call: Call, shell: str, *, reads_config: bool = False) -> str:
    return f"{curl_program(shell, call.url, reads_config=reads_config)} --include"


def _write_curl(call: Call) -> str:
    lines = [f"""printf 'header = "{start}%s"\\n' "${variable}\"""" for start, variable, _ in call.headers]
    pipe = lines[0] if len(lines) == 1 else f"{{ {'; '.join(lines)}; }}"
    command = join_options("posix", _program(call, "posix", reads_config=True), [("--url", call.url)], indent="    ")
    return in_subshell([header[1:] for header in call.headers], f"  {pipe} |\n    {command}\n")


def _write_powershell(call: Call) -> str:
    starts = [(quote_powershell(f'header = "{start}'), variable) for start, variable, _ in call.headers]
    lines = [f"""({start} + $env:{variable} + '"')""" for start, variable in starts]
    program = _program(call, "powershell", reads_config=True)
    command = join_options("powershell", program, [("--url", call.url)], indent="      ")
    there = " -and ".join(f"$env:{variable}" for _, variable, _ in call.headers)
    lacks = " or ".join(f"$env:{variable} contains no {what}" for _, variable, what in call.headers)
    missing = f"Write-Error {quote_powershell(f'{lacks}.')}"
    return f"& {{\n  if ({there}) {{\n    {', '.join(lines)} |\n      {command}\n  }} else {{ {missing} }}\n}}"


def _write_cmd(call: Call) -> str:
    command = join_options("cmd", _program(call, "cmd"), [("--url", call.url)])
    # As in the token command: one percent sign in a line, so that cmd.exe reads no variable.
    for start, variable, _ in call.headers:
        command += f' ^\n  --variable ^%{variable} ^\n  --expand-header "{start}{{{{{variable}}}}}"'
    return command


def _write_httpie(call: Call) -> str:
    """The token comes through a pipe; with a proof in another one, from the third descriptor."""
    program = f"http --ignore-stdin --print=hb GET {quote_posix(call.url)}"
    token = f"""printf '{call.scheme} %s' "${call.variable}" |"""
    command = f"  {token}\n    {program} \\\n    Authorization:@/dev/stdin\n"
    if call.scheme == "DPoP":
        proof = f"""printf %s "${_PROOF}" |"""
        headers = "Authorization:@/dev/fd/3 DPoP:@/dev/stdin"
        command = f"  {token} {{\n    {proof}\n      {program} \\\n      {headers}\n  }} 3<&0\n"
    return in_subshell([header[1:] for header in call.headers], command)


def _write_http(call: Call) -> str:
    """The request with placeholders, which the HTTP clients of editors fill in."""
    headers = [f"{start}{{{{{variable}}}}}" for start, variable, _ in call.headers]
    return "\n".join([*head_lines("GET", call.url), *headers, ""])


CALL_WRITERS: Mapping[str, Callable[[Call], str]] = MappingProxyType(
    {
        "posix": _write_curl,
        "powershell": _write_powershell,
        "cmd": _write_cmd,
        "httpie": _write_httpie,
        "http": _write_http,
    }
)
"""The same shells as for the token command."""
