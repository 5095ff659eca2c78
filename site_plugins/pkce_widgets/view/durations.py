"""Lengths of time in words, and how far a moment is from now."""

from __future__ import annotations

UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))
FARTHEST = 100 * 365 * 86_400
"""Seconds: a moment further away isn't a date that a clock shows."""


def duration(seconds: float) -> str:
    """A length of time in its two largest units, in the words of `pkce_core`'s findings."""
    left, parts = int(abs(seconds)), []
    for size, unit in UNITS:
        number, left = divmod(left, size)
        if number:
            parts.append(f"{number:,} {unit}{'' if number == 1 else 's'}")
    return " and ".join(parts[:2]) or "less than a second"


def distance(moment: float, now: float) -> str:
    """How long ago a moment was, or how far ahead it is; "" when it is too far away to be meant as a date."""
    if not abs(moment - now) < FARTHEST:
        return ""
    if abs(moment - now) < 1:
        return "(now)"
    return f"({duration(now - moment)} ago)" if moment < now else f"(in {duration(moment - now)})"
