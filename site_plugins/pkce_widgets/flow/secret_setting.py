"""How to load the secret into a variable of each shell, without a trace in its history, before the clock starts.

HTTP Basic needs the secret form-encoded (RFC 6749 §2.3.1), which curl's --user does not do. So the line for Basic
encodes it, into a variable of another name: a command never takes a secret that was loaded for another method.
"""

from __future__ import annotations

from dataclasses import dataclass

PLAIN, ENCODED = "CLIENT_SECRET", "CLIENT_SECRET_ENCODED"


@dataclass(frozen=True, kw_only=True, slots=True)
class SecretSetting:
    """How one shell gets the secret.

    Attributes:
        source: what `build_command` is told about it.
        before: the line to run before the command; "" if the value goes elsewhere.
        meaning: what the line does.
        after: the line that removes the value again; "" if there is none.
    """

    source: str
    before: str
    meaning: str
    after: str = ""


RUN = "Run this line by itself, paste the client_secret, press Enter."
_POSIX = f"For bash and zsh. {RUN} Nothing is shown, and it stays out of the history."
_FORM = "The line also encodes it for HTTP Basic. curl sends nothing for that."
_READ_POWERSHELL = "[System.Net.NetworkCredential]::new('', (Read-Host 'client_secret' -AsSecureString)).Password"
_CMD = SecretSetting(
    source=f"env:{PLAIN}",
    before=f'set /p "{PLAIN}=client_secret (shown as you type): "',
    meaning=f"{RUN} cmd.exe shows the secret, but its history keeps only this line.",
    after=f'set "{PLAIN}="',
)
_HTTP = (
    "The HTTP client of your editor replaces what is in {{ }}. Put the value into its private environment, "
    "in a file that you don't commit."
)
_HTTP_BASIC = (
    "The value is the client_id and client_secret, each percent-encoded, joined by a colon, all of it in base64."
)
_BODY = {
    "posix": SecretSetting(
        source=f"env:{PLAIN}", before=f"IFS= read -rs {PLAIN}", meaning=_POSIX, after=f"unset {PLAIN}"
    ),
    "powershell": SecretSetting(
        source=f"env:{PLAIN}",
        before=f"$env:{PLAIN} = {_READ_POWERSHELL}",
        meaning=f"{RUN} PowerShell shows asterisks.",
        after=f"Remove-Item Env:{PLAIN}",
    ),
    "cmd": _CMD,
    "http": SecretSetting(source=f"env:{PLAIN}", before="", meaning=_HTTP),
}
# curl refuses the protocol, so nothing is sent: it only writes the address, with the encoded text after the "?".
# Without its quotes, zsh would read =file as the path of a program.
_ENCODE = "curl -sGo /dev/null --proto '=file' -w '%{url_effective}' --data-urlencode @- x"
_BASIC = {
    "posix": SecretSetting(
        source=f"encoded-env:{ENCODED}",
        before=f'IFS= read -rs {ENCODED}; {ENCODED}=$(printf %s "${ENCODED}" | {_ENCODE}); '
        f"{ENCODED}=${{{ENCODED}#*\\?}}",
        meaning=f"{_POSIX} {_FORM}",
        after=f"unset {ENCODED}",
    ),
    "powershell": SecretSetting(
        source=f"encoded-env:{ENCODED}",
        before=f"$env:{ENCODED} = [uri]::EscapeDataString({_READ_POWERSHELL})",
        meaning=f"{RUN} PowerShell shows asterisks. The line also encodes the secret for HTTP Basic.",
        after=f"Remove-Item Env:{ENCODED}",
    ),
    "cmd": _CMD,  # there curl encodes it: cmd.exe can't
    "http": SecretSetting(source=f"env:{PLAIN}", before="", meaning=f"{_HTTP} {_HTTP_BASIC}"),
}


def secret_setting(shell: str, authentication: str) -> SecretSetting:
    """How a shell gets the secret.

    Args:
        shell: one of the shells of `build_command`; HTTPie runs in a POSIX shell.
        authentication: "client_secret_basic" or "client_secret_post".
    """
    settings = _BASIC if authentication == "client_secret_basic" else _BODY
    return settings["posix" if shell == "httpie" else shell]
