"""The token request for POSIX shells: curl and HTTPie.

What the text relies on is in POSIX and in every curl since 2008, so that bash, dash, zsh, ksh and busybox run it. A
secret goes through a pipe from `printf`, which is part of the shell, so that no list of processes shows it. All stands
in one pair of parentheses: pasted lines are read before the first one runs, and a missing secret ends the whole.
"""

from __future__ import annotations

import re

from pkce_core._form import encode_form
from pkce_core._shells import curl_data, curl_program, join_options, quote_posix
from pkce_core.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pkce_core._command_plan import Plan

_PROMPT = """\
  trap 'stty echo 2>/dev/null; exit 130' INT
  printf 'client_secret (not shown): ' >&2
  stty -echo 2>/dev/null
  IFS= read -r client_secret
  stty echo 2>/dev/null
  printf '\\n' >&2
"""

# RFC 6749 §2.3.1 wants id and secret form-encoded inside Basic credentials, which curl's --user does not do.
_FORM_ENCODE = """\
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

_HIDE = r"\\\1"
_ACCEPT = ("--header", "Accept: application/json")


def write_curl(plan: Plan) -> str:
    options = [("--url", plan.endpoint), _ACCEPT]
    options += [curl_data(name, value, "posix") for name, value in plan.pairs]
    program = curl_program("posix", plan.endpoint)
    if plan.source in ("", "value"):
        return join_options("posix", program, options + _secret_value(plan))
    if plan.authentication == "client_secret_post":
        command = join_options("posix", program, [*options, ("--data-urlencode", "client_secret@-")], indent="    ")
        return _wrap(plan, f'  printf %s "${_variable(plan)}" | {command}\n')
    command = join_options("posix", curl_program("posix", plan.endpoint, reads_config=True), options, indent="    ")
    identity = quote_posix(encode_form(plan.client_id))
    credentials = f"""printf 'user = "%s:' {identity}; form_encode "${_variable(plan)}"; printf '"\\n'"""
    return _wrap(plan, f"{_FORM_ENCODE}  {{ {credentials}; }} |\n    {command}\n")


def write_httpie(plan: Plan) -> str:
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
        return _wrap(plan, f'  printf %s "${_variable(plan)}" | {command}\n')
    command = " \\\n    ".join([*head, "Authorization:@/dev/stdin"])
    identity = quote_posix(encode_form(plan.client_id))
    pair = f"""printf %s: {identity}; form_encode "${_variable(plan)}\""""
    credentials = f"printf 'Basic '; {{ {pair}; }} | base64 | tr -d '\\n'"
    return _wrap(plan, f"{_FORM_ENCODE}  {{ {credentials}; }} |\n    {command}\n")


def _wrap(plan: Plan, command: str) -> str:
    prompt = _PROMPT if plan.source == "prompt" else ""
    return f'(\n{prompt}  : "${{{_variable(plan)}:?holds no client_secret}}"\n{command})'


def _variable(plan: Plan) -> str:
    return plan.variable or "client_secret"


def _secret_value(plan: Plan) -> list[tuple[str, str]]:
    if not plan.source:
        return []
    if plan.authentication == "client_secret_post":
        return [curl_data("client_secret", plan.client_secret, "posix")]
    return [("--user", f"{encode_form(plan.client_id)}:{encode_form(plan.client_secret)}")]


def _httpie_secret_value(plan: Plan) -> list[str]:
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
