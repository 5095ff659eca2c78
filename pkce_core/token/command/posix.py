"""The token request for POSIX shells: curl and HTTPie.

What the text relies on is in POSIX and in every curl since 2008, so that bash, dash, zsh, ksh and busybox run it. A
secret goes through a pipe from `printf`, which is part of the shell, so that no list of processes shows it. All stands
in one pair of parentheses: pasted lines are read before the first one runs, and a missing secret ends the whole.
"""

from __future__ import annotations

from pkce_core.text.form_encoding import encode_form
from pkce_core.token.command.curl import ACCEPT, curl_data, curl_program, join_options, secret_value_posix
from pkce_core.token.command.quoting import quote_posix

TYPE_CHECKING = False

if TYPE_CHECKING:
    from pkce_core.token.command.values import CommandValues


_PROMPT = """\
  trap 'stty echo 2>/dev/null; exit 130' INT
  printf 'client_secret (not shown): ' >&2
  stty -echo 2>/dev/null
  IFS= read -r client_secret
  stty echo 2>/dev/null
  printf '\\n' >&2
"""

# RFC 6749 §2.3.1 wants id and secret form-encoded inside Basic credentials, which curl's --user does not do.
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


def write_curl(plan: CommandValues) -> str:
    options = [("--url", plan.endpoint), ACCEPT]
    options += [curl_data(name, value, "posix") for name, value in plan.pairs]
    program = curl_program("posix", plan.endpoint)
    if plan.source in ("", "value"):
        return join_options("posix", program, options + secret_value_posix(plan))
    if plan.authentication == "client_secret_post":
        command = join_options("posix", program, [*options, ("--data-urlencode", "client_secret@-")], indent="    ")
        return with_secret_in_subshell(plan, f'  printf %s "${shell_variable(plan)}" | {command}\n')
    command = join_options("posix", curl_program("posix", plan.endpoint, reads_config=True), options, indent="    ")
    identity = quote_posix(encode_form(plan.client_id))
    credentials = f"""printf 'user = "%s:' {identity}; form_encode "${shell_variable(plan)}"; printf '"\\n'"""
    return with_secret_in_subshell(plan, f"{FORM_ENCODE}  {{ {credentials}; }} |\n    {command}\n")


def with_secret_in_subshell(plan: CommandValues, command: str) -> str:
    prompt = _PROMPT if plan.source == "prompt" else ""
    return f'(\n{prompt}  : "${{{shell_variable(plan)}:?holds no client_secret}}"\n{command})'


def shell_variable(plan: CommandValues) -> str:
    return plan.variable or "client_secret"
