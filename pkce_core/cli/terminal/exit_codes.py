"""The exit status of the command."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """The exit status of `pkce`."""

    OK = 0
    FOUND_ERROR = 1
    USAGE = 2
    INTERRUPTED = 130
