"""The token request with HTTPie in a POSIX shell. HTTPie reads the secret, or the Basic credentials, from a pipe."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.errors import UsageError
from pkce_core.text.form_encoding import encode_form
from pkce_core.token.command.posix import FORM_ENCODE, with_secret_in_subshell
from pkce_core.token.command.quoting import quote_posix
from pkce_core.token.http_request import basic_user_pass

if TYPE_CHECKING:
    from pkce_core.token.command.values import CommandValues

_ESCAPED = r"\\\1"


def write_httpie(values: CommandValues) -> str:
    """The command, with the secret's value in it or read when it runs.

    Raises:
        UsageError: a value contains a control character or a backslash, which HTTPie cannot take as an argument.
    """
    items = [quote_posix(_item(name, value)) for name, value in values.pairs]
    program = f"http --ignore-stdin --form POST {quote_posix(values.endpoint)}"
    head = [program, "Accept:application/json", *items]
    if not values.reads_secret:
        return " \\\n  ".join(head + _secret_arguments(values))
    if values.authentication == "client_secret_post":
        command = " \\\n    ".join([*head, "client_secret=@/dev/stdin"])
        return with_secret_in_subshell(values, f'  printf %s "${values.variable}" | {command}\n')
    command = " \\\n    ".join([*head, "Authorization:@/dev/stdin"])
    client_id = quote_posix(encode_form(values.client_id))
    if values.encoded:
        user_pass = f"""printf %s:%s {client_id} "${values.variable}\""""
        credentials = f"printf 'Basic '; {user_pass} | base64 | tr -d '\\n'"
        return with_secret_in_subshell(values, f"  {{ {credentials}; }} |\n    {command}\n")
    user_pass = f"""printf %s: {client_id}; form_encode "${values.variable}\""""
    credentials = f"printf 'Basic '; {{ {user_pass}; }} | base64 | tr -d '\\n'"
    return with_secret_in_subshell(values, f"{FORM_ENCODE}  {{ {credentials}; }} |\n    {command}\n")


def _secret_arguments(values: CommandValues) -> list[str]:
    if not values.source:
        return []
    if values.authentication == "client_secret_post":
        return [quote_posix(_item("client_secret", values.client_secret))]
    return [f"--auth {quote_posix(basic_user_pass(values.client_id, values.client_secret))}"]


def _item(name: str, value: str) -> str:
    """One field of a form, as HTTPie 3 reads it.

    HTTPie splits name and value at the first and longest of its separators, such as `=`, `==`, `=@` and `:=`. A
    backslash escapes the character of a separator, so those in the name and at the start of the value are escaped. A
    backslash of the value's own cannot be written: HTTPie drops it before such a character and keeps it elsewhere.
    """
    if not (name + value).isprintable() or "\\" in name + value or name.startswith("-"):
        raise UsageError("HTTPie can't take a value with a control character or a backslash. Choose another shell.")
    escaped = re.sub(r"([=:;@])", _ESCAPED, name)
    return f"{escaped}={re.sub(r'^([=:;@])', _ESCAPED, value)}"
