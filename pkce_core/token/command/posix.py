"""The token request with curl for POSIX shells, and how a POSIX shell gets the secret to a program.

The command uses only what POSIX defines and what every curl since 2008 has, so bash, dash, zsh, ksh and busybox run it.
The secret goes through a pipe from `printf`, which is part of the shell, so it appears in no list of processes. The
whole command is inside one pair of parentheses: the shell reads all pasted lines before it runs the first one, and a
missing secret stops all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.text.form_encoding import encode_form
from pkce_core.token.command.curl import curl_program, join_options, request_options, secret_options
from pkce_core.token.command.quoting import quote_posix

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pkce_core.token.command.values import CommandValues

_PROMPT = """\
  trap 'stty echo 2>/dev/null; exit 130' INT
  printf 'client_secret (not shown): ' >&2
  stty -echo 2>/dev/null
  IFS= read -r client_secret
  stty echo 2>/dev/null
  printf '\\n' >&2
"""

# RFC 6749 §2.3.1 requires form-encoding of id and secret inside Basic credentials, which curl's --user does not do.
FORM_ENCODE = """\
  form_encode() (
    LC_ALL=C
    rest=$1
    while [ -n "$rest" ]; do
      octet=${rest%"${rest#?}"}
      rest=${rest#?}
      case $octet in
        [A-Za-z0-9._~-]) printf %s "$octet" ;;
        *) printf %%; printf %s "$octet" | od -An -v -tx1 | tr -d ' \\n' ;;
      esac
    done
  )
"""


def write_curl(values: CommandValues) -> str:
    """The command, with the secret's value in it or read when it runs."""
    options = request_options(values, "posix")
    program = curl_program("posix", values.endpoint)
    if not values.reads_secret:
        return join_options("posix", program, options + secret_options(values, "posix"))
    if values.authentication == "client_secret_post":
        command = join_options("posix", program, [*options, ("--data-urlencode", "client_secret@-")], indent="    ")
        return with_secret_in_subshell(values, f'  printf %s "${values.variable}" | {command}\n')
    command = join_options("posix", curl_program("posix", values.endpoint, reads_config=True), options, indent="    ")
    client_id = quote_posix(encode_form(values.client_id))
    if values.encoded:
        credentials = f"""printf 'user = "%s:%s"\\n' {client_id} "${values.variable}\""""
        return with_secret_in_subshell(values, f"  {credentials} |\n    {command}\n")
    credentials = f"""printf 'user = "%s:' {client_id}; form_encode "${values.variable}"; printf '"\\n'"""
    return with_secret_in_subshell(values, f"{FORM_ENCODE}  {{ {credentials}; }} |\n    {command}\n")


def with_secret_in_subshell(values: CommandValues, command: str) -> str:
    """The command in a subshell that stops when the variable with the secret is empty, after a prompt if one is due."""
    prompt = _PROMPT if values.source == "prompt" else ""
    return in_subshell([(values.variable, "client_secret")], command, before=prompt)


def in_subshell(needed: Iterable[tuple[str, str]], command: str, *, before: str = "") -> str:
    """The command in a subshell that stops when a variable is empty.

    Args:
        needed: each variable, and what it must contain.
        command: what runs if all are there, in whole lines.
        before: what fills the variables.
    """
    checks = "".join(f'  : "${{{variable}:?contains no {what}}}"\n' for variable, what in needed)
    return f"(\n{before}{checks}{command})"
