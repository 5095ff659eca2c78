"""What an answer rests on."""

from __future__ import annotations

from enum import StrEnum

UNCHANGED = "This is so if you ran the command unchanged."
"""What qualifies an answer that rests on a command, which may have been edited."""


class Status(StrEnum):
    """What an answer rests on."""

    EMPTY = "empty"
    RIGHT = "right"
    WARNING = "warning"
    PROVED = "proved"
    LIKELY = "likely"
    UNKNOWN = "unknown"
