"""The token request as plain HTTP/1.1: to read, to send with a socket, or to keep in an editor's .http file."""

from __future__ import annotations

import re

from pkce_core.text.form_encoding import build_form
from pkce_core.token.http_request import basic_credentials

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pkce_core.token.command.values import CommandValues

_AUTHORITY = r"(?i)https?:[/\\]*(?:[^/\\?#]*@)?([^/\\?#]*)([^#]*)"


def write_http(plan: CommandValues) -> str:
    """With the secret's value, or without a secret: the exact octets, lines ended by CR LF as RFC 9112 §2.2 wants them.

    With a placeholder: lines ended by LF, and no Content-Length, which the editor's client fills in.
    """
    match = re.fullmatch(_AUTHORITY, plan.endpoint)
    host, path = (match[1], match[2]) if match else ("", "")
    target = path if path.startswith("/") else f"/{path}"
    head = [f"POST {target} HTTP/1.1", f"Host: {host}", "Content-Type: application/x-www-form-urlencoded"]
    head.append("Accept: application/json")
    body = build_form(plan.pairs)
    if plan.source in ("env", "prompt"):
        # VS Code's REST Client and JetBrains' HTTP Client both fill in {{name}}.
        name = plan.variable or "client_secret"
        if plan.authentication == "client_secret_post":
            return "\n".join([*head, "", f"{body}&client_secret={{{{{name}}}}}"])
        return "\n".join([*head, "Authorization: Basic {{basic_credentials}}", "", body])
    if plan.source and plan.authentication == "client_secret_post":
        body = f"{body}&{build_form([('client_secret', plan.client_secret)])}"
    elif plan.source:
        head.append(f"Authorization: Basic {basic_credentials(plan.client_id, plan.client_secret)}")
    return "\r\n".join([*head, f"Content-Length: {len(body)}", "Connection: close", "", body])
