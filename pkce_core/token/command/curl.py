"""How a text is written so that a shell hands it on unchanged, whatever it holds.

Only printable ASCII is ever written for curl. Anything else, and what a shell cannot quote the same way everywhere, is
percent-encoded before, by `curl_data`: no line break, no control character and no look-alike quote reaches a terminal.
"""

from __future__ import annotations

import re

from pkce_core.text.form_encoding import encode_form
from pkce_core.token.command.quoting import CONTINUED, QUOTE, SAFE

TYPE_CHECKING = False

if TYPE_CHECKING:
    from pkce_core.token.command.values import CommandValues


_LINE_END = "\\n"
"""As curl reads it."""


def curl_program(shell: str, endpoint: str, *, reads_config: bool = False) -> str:
    """curl with the options that are about its manners and not about the request.

    No progress, but every error; and a line end behind the answer, which servers leave out, so that the prompt does not
    stand in the same line. A shell hands on the backslash and the n, and curl makes the line end of them.

    Args:
        shell: "posix", "powershell" or "cmd".
        endpoint: where the request goes; curl reads brackets in it as a range, unless it is told not to.
        reads_config: whether options come from standard input.
    """
    words = ["curl" if shell == "posix" else "curl.exe"]
    words += ["--config -"] if reads_config else []
    words.append(f"--silent --show-error --write-out {QUOTE[shell](_LINE_END)}")
    words += ["--globoff"] if "[" in endpoint else []
    return " ".join(words)


def curl_data(name: str, value: str, shell: str) -> tuple[str, str]:
    """The curl option and its argument that send one parameter.

    curl encodes what follows the first "=" of --data-urlencode. It would read a file for a name with "@" before the
    "=", so the name is always encoded here.
    """
    encoded = encode_form(name, space="%20")
    if re.fullmatch(SAFE[shell], value):
        return "--data-urlencode", f"{encoded}={value}"
    return "--data", f"{encoded}={encode_form(value, space='%20')}"


def join_options(shell: str, program: str, options: list[tuple[str, str]], *, indent: str = "  ") -> str:
    """One option a line, every argument quoted."""
    quote = QUOTE[shell]
    return (CONTINUED[shell] + indent).join([program, *(f"{option} {quote(argument)}" for option, argument in options)])


ACCEPT = ("--header", "Accept: application/json")


def secret_value_posix(plan: CommandValues) -> list[tuple[str, str]]:
    if not plan.source:
        return []
    if plan.authentication == "client_secret_post":
        return [curl_data("client_secret", plan.client_secret, "posix")]
    return [("--user", f"{encode_form(plan.client_id)}:{encode_form(plan.client_secret)}")]


_ACCEPT = ("--header", "Accept: application/json")


def request_options(plan: CommandValues, shell: str) -> list[tuple[str, str]]:
    return [("--url", plan.endpoint), _ACCEPT, *(curl_data(name, value, shell) for name, value in plan.pairs)]


def secret_options(plan: CommandValues, shell: str) -> list[tuple[str, str]]:
    if not plan.source:
        return []
    if plan.authentication == "client_secret_post":
        return [curl_data("client_secret", plan.client_secret, shell)]
    return [("--user", f"{encode_form(plan.client_id)}:{encode_form(plan.client_secret)}")]
