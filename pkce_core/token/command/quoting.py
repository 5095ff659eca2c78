"""How a text is written so that a shell hands it on unchanged, whatever it holds.

Only printable ASCII is ever written for curl. Anything else, and what a shell cannot quote the same way everywhere, is
percent-encoded before, by `curl_data`: no line break, no control character and no look-alike quote reaches a terminal.
"""

from __future__ import annotations

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


CONTINUED = {"posix": " \\\n", "powershell": " `\n", "cmd": " ^\n"}
"""How a line goes on in the next one."""
