"""The exit status of `pkce`."""

from __future__ import annotations


class ExitCode(int):
    """What `pkce` returns to the shell. Not an enum: loading `enum` takes longer than the rest of `pkce challenge`."""

    OK: ExitCode
    FOUND_ERROR: ExitCode
    USAGE: ExitCode
    INTERRUPTED: ExitCode


ExitCode.OK = ExitCode(0)
ExitCode.FOUND_ERROR = ExitCode(1)
ExitCode.USAGE = ExitCode(2)
ExitCode.INTERRUPTED = ExitCode(130)
