"""How the variable CLIENT_SECRET gets its value in each shell without a line in the history."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Setting:
    """The way of one shell.

    Attributes:
        before: the line to run first; "" when the value goes elsewhere.
        meaning: what it does.
        after: the line that forgets the value again; "" when there is none.
    """

    before: str
    meaning: str
    after: str = ""


POSIX = Setting(
    before="IFS= read -rs CLIENT_SECRET",
    meaning="In bash and zsh. Run it alone, paste the client_secret, press Enter. Nothing is shown. In another shell, "
    "choose the prompt above.",
    after="unset CLIENT_SECRET",
)
SETTINGS = {
    "posix": POSIX,
    "httpie": POSIX,
    "powershell": Setting(
        before="$env:CLIENT_SECRET = [System.Net.NetworkCredential]::new('', "
        "(Read-Host 'client_secret' -AsSecureString)).Password",
        meaning="Run it alone, paste the client_secret, press Enter. PowerShell shows stars.",
        after="Remove-Item Env:CLIENT_SECRET",
    ),
    "cmd": Setting(
        before='set /p "CLIENT_SECRET=client_secret (shown as you type): "',
        meaning="Run it alone, paste the client_secret, press Enter. cmd.exe shows it, but keeps only this line in "
        "its history.",
        after='set "CLIENT_SECRET="',
    ),
    "http": Setting(
        before="",
        meaning="What stands in {{ }} is filled in by the HTTP client of your editor. Give it the value in its private "
        "environment, in a file that is not committed.",
    ),
}
BASIC_PLACEHOLDER = (
    "Its value is client_id and client_secret, each percent-encoded, with a colon between them, all of it in base64."
)
