"""How a text is written so that a shell hands it on unchanged, whatever it holds.

Only printable ASCII is ever written for curl. Anything else, and what a shell cannot quote the same way everywhere, is
percent-encoded before, by `curl_data`: no line break, no control character and no look-alike quote reaches a terminal.
"""

from __future__ import annotations

import re

from pkce_core._form import encode_form

_PRINTABLE = r"[ -~]*"
# Windows PowerShell and PowerShell 7 hand on double quotes, and backslashes before them, in different ways.
_POWERSHELL = r"[ !#-\[\]-~]*"
# Besides, cmd.exe reads ! when delayed expansion is on, and ^ in more places than one.
_CMD = r"[ #-\[\]_-~]*"

SAFE = {"posix": _PRINTABLE, "powershell": _POWERSHELL, "cmd": _CMD}
"""Which values each shell carries as they are."""


def quote_posix(text: str) -> str:
    """In single quotes, inside which a POSIX shell reads nothing but the closing quote (POSIX.1-2017, XCU 2.2.2)."""
    return "'" + text.replace("'", "'\\''") + "'"


def quote_powershell(text: str) -> str:
    """In single quotes, inside which PowerShell reads only a doubled quote (about_Quoting_Rules)."""
    return "'" + text.replace("'", "''") + "'"


def quote_cmd(text: str) -> str:
    """In double quotes, which cmd.exe and the C runtime's reader of arguments both understand.

    cmd.exe replaces %NAME% even inside quotes and cannot escape it there, so each percent sign stands outside, behind a
    caret. What is then between two of them is no variable's name, because it starts with a quote. This holds at the
    prompt; in a batch file percent signs are doubled instead.
    """
    return '"' + '"^%"'.join(text.split("%")) + '"'


QUOTE = {"posix": quote_posix, "powershell": quote_powershell, "cmd": quote_cmd}
_LINE_END = "\\n"
"""As curl reads it."""
CONTINUED = {"posix": " \\\n", "powershell": " `\n", "cmd": " ^\n"}
"""How a line goes on in the next one."""


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
