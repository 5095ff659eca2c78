"""How to write a text so that a shell passes it on unchanged, whatever it contains.

Commands with curl are printable ASCII only. `curl_data` percent-encodes everything else, and whatever a shell cannot
quote in the same way everywhere, so no line break, control character or look-alike quotation mark reaches a terminal.
"""

from __future__ import annotations

_PRINTABLE = r"[ -~]*"
# Windows PowerShell and PowerShell 7 pass on double quotes, and backslashes before them, in different ways.
_POWERSHELL = r"[ !#-\[\]-~]*"
# cmd.exe also interprets ! when delayed expansion is on, and ^ in several places.
_CMD = r"[ #-\[\]_-~]*"

SAFE = {"posix": _PRINTABLE, "powershell": _POWERSHELL, "cmd": _CMD}
"""Which values each shell passes on unchanged once they are quoted."""
CONTINUED = {"posix": " \\\n", "powershell": " `\n", "cmd": " ^\n"}
"""How a command continues on the next line."""


def quote_posix(text: str) -> str:
    """In single quotes, where a POSIX shell interprets only the closing quote (POSIX.1-2017, XCU 2.2.2)."""
    return "'" + text.replace("'", "'\\''") + "'"


def quote_powershell(text: str) -> str:
    """In single quotes, where PowerShell interprets only a doubled quote (about_Quoting_Rules)."""
    return "'" + text.replace("'", "''") + "'"


def quote_cmd(text: str) -> str:
    """In double quotes, which both cmd.exe and the C runtime's parser of arguments understand.

    cmd.exe replaces %NAME% even inside quotes and has no escape for it there. So each percent sign is outside the
    quotes, after a caret, and the text between two of them starts with a quote, which makes it the name of no variable.
    This works at the prompt; in a batch file, percent signs are doubled instead.
    """
    return '"' + '"^%"'.join(text.split("%")) + '"'


QUOTE = {"posix": quote_posix, "powershell": quote_powershell, "cmd": quote_cmd}
