"""How to load the secret into the variable CLIENT_SECRET in each shell, without a trace in its history."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class SecretSetting:
    """How one shell gets the secret.

    Attributes:
        before: the line to run before the command; "" if the value goes elsewhere.
        meaning: what the line does.
        after: the line that removes the value again; "" if there is none.
    """

    before: str
    meaning: str
    after: str = ""


POSIX = SecretSetting(
    before="IFS= read -rs CLIENT_SECRET",
    meaning="For bash and zsh. Run this line by itself, paste the client_secret, press Enter. Nothing is "
    "shown. In other shells, choose the prompt above.",
    after="unset CLIENT_SECRET",
)
SETTINGS = {
    "posix": POSIX,
    "httpie": POSIX,
    "powershell": SecretSetting(
        before="$env:CLIENT_SECRET = [System.Net.NetworkCredential]::new('', "
        "(Read-Host 'client_secret' -AsSecureString)).Password",
        meaning="Run this line by itself, paste the client_secret, press Enter. PowerShell shows asterisks.",
        after="Remove-Item Env:CLIENT_SECRET",
    ),
    "cmd": SecretSetting(
        before='set /p "CLIENT_SECRET=client_secret (shown as you type): "',
        meaning="Run this line by itself, paste the client_secret, press Enter. cmd.exe shows the secret, but its "
        "history keeps only this line.",
        after='set "CLIENT_SECRET="',
    ),
    "http": SecretSetting(
        before="",
        meaning="The HTTP client of your editor replaces what is in {{ }}. Put the value into its private environment, "
        "in a file that you don't commit.",
    ),
}
BASIC_PLACEHOLDER = (
    "The value is the client_id and client_secret, each percent-encoded, joined by a colon, all of it in base64."
)
