"""The token request for POSIX shells: curl and HTTPie.

What the text relies on is in POSIX and in every curl since 2008, so that bash, dash, zsh, ksh and busybox run it. A
secret goes through a pipe from `printf`, which is part of the shell, so that no list of processes shows it. All stands
in one pair of parentheses: pasted lines are read before the first one runs, and a missing secret ends the whole.
"""

from __future__ import annotations

import re

from pkce_core.errors import UsageError
from pkce_core.text.form_encoding import encode_form
from pkce_core.token.command.posix import FORM_ENCODE, shell_variable, with_secret_in_subshell
from pkce_core.token.command.quoting import quote_posix

TYPE_CHECKING = False

if TYPE_CHECKING:
    from pkce_core.token.command.values import CommandValues


_HIDE = r"\\\1"


def write_httpie(plan: CommandValues) -> str:
    """For HTTPie, whose arguments may name files; see `_item`.

    Raises:
        UsageError: a value holds a control character or a backslash, which HTTPie's arguments cannot carry.
    """
    items = [quote_posix(_item(name, value)) for name, value in plan.pairs]
    program = f"http --ignore-stdin --form POST {quote_posix(plan.endpoint)}"
    head = [program, "Accept:application/json", *items]
    if plan.source in ("", "value"):
        return " \\\n  ".join(head + _httpie_secret_value(plan))
    if plan.authentication == "client_secret_post":
        command = " \\\n    ".join([*head, "client_secret=@/dev/stdin"])
        return with_secret_in_subshell(plan, f'  printf %s "${shell_variable(plan)}" | {command}\n')
    command = " \\\n    ".join([*head, "Authorization:@/dev/stdin"])
    identity = quote_posix(encode_form(plan.client_id))
    pair = f"""printf %s: {identity}; form_encode "${shell_variable(plan)}\""""
    credentials = f"printf 'Basic '; {{ {pair}; }} | base64 | tr -d '\\n'"
    return with_secret_in_subshell(plan, f"{FORM_ENCODE}  {{ {credentials}; }} |\n    {command}\n")


def _httpie_secret_value(plan: CommandValues) -> list[str]:
    if not plan.source:
        return []
    if plan.authentication == "client_secret_post":
        return [quote_posix(_item("client_secret", plan.client_secret))]
    return [f"--auth {quote_posix(f'{encode_form(plan.client_id)}:{encode_form(plan.client_secret)}')}"]


def _item(name: str, value: str) -> str:
    """One field of a form, as HTTPie 3 reads it.

    A separator is `=`, `==`, `=@`, `:=` and more, the first and longest one counts, and a backslash before one of their
    characters hides it. So these characters are hidden in the name and at the start of the value, and what holds a
    backslash itself is refused, because HTTPie drops it before such a character and keeps it elsewhere.
    """
    if not (name + value).isprintable() or "\\" in name + value or name.startswith("-"):
        raise UsageError("HTTPie cannot carry a value with a control character or a backslash. Choose another shell.")
    escaped = re.sub(r"([=:;@])", _HIDE, name)
    return f"{escaped}={re.sub(r'^([=:;@])', _HIDE, value)}"
