"""What a command can be written for, in words."""

from __future__ import annotations

SHELLS = (
    ("posix", "POSIX shell (bash, zsh, dash)"),
    ("powershell", "PowerShell"),
    ("cmd", "cmd.exe"),
    ("httpie", "HTTPie, in a POSIX shell"),
    ("http", "Raw HTTP request"),
)
"""Each shell of `build_command` with its label."""
