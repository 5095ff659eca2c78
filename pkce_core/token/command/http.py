"""The token request as plain HTTP/1.1: to read, to send through a socket, or to keep in an editor's .http file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.text.form_encoding import build_form
from pkce_core.token.http_request import basic_credentials

if TYPE_CHECKING:
    from pkce_core.token.command.values import CommandValues

_HOST_AND_TARGET = r"(?i)https?:[/\\]*(?:[^/\\?#]*@)?([^/\\?#]*)([^#]*)"


def write_http(values: CommandValues) -> str:
    """The request, complete or with a placeholder for the secret.

    Complete, it is the exact octets, with the line end CR LF that RFC 9112 §2.2 requires. With a placeholder, lines end
    in LF and there is no Content-Length, because the editor's HTTP client adds it.
    """
    head = [*head_lines("POST", values.endpoint), "Content-Type: application/x-www-form-urlencoded"]
    head.append("Accept: application/json")
    body = build_form(values.pairs)
    if values.reads_secret:
        # VS Code's REST Client and JetBrains' HTTP Client both fill in {{name}}.
        if values.authentication == "client_secret_post":
            return "\n".join([*head, "", f"{body}&client_secret={{{{{values.variable}}}}}"])
        return "\n".join([*head, "Authorization: Basic {{basic_credentials}}", "", body])
    if values.source and values.authentication == "client_secret_post":
        body = f"{body}&{build_form([('client_secret', values.client_secret)])}"
    elif values.source:
        head.append(f"Authorization: Basic {basic_credentials(values.client_id, values.client_secret)}")
    return "\r\n".join([*head, f"Content-Length: {len(body)}", "Connection: close", "", body])


def head_lines(method: str, url: str) -> list[str]:
    """The request line and the header Host.

    Args:
        method: such as "POST".
        url: where the request goes.
    """
    match = re.fullmatch(_HOST_AND_TARGET, url)
    host, path = (match[1], match[2]) if match else ("", "")
    target = path if path.startswith("/") else f"/{path}"
    return [f"{method} {target} HTTP/1.1", f"Host: {host}"]
