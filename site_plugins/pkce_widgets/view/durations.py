"""How far a moment is from now, in words."""

from __future__ import annotations

UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))
FAR = 100 * 365 * 86_400


def length(seconds: float) -> str:
    """A length of time in its two largest units."""
    left, parts = int(abs(seconds)), []
    for size, unit in UNITS:
        number, left = divmod(left, size)
        if number:
            parts.append(f"{number:,} {unit}{'' if number == 1 else 's'}")
    return " and ".join(parts[:2]) or "less than a second"


def when(moment: float, now: float) -> str:
    """How long ago a moment was, or how far ahead it is; "" for one that no clock means."""
    if not abs(moment - now) < FAR:
        return ""
    if abs(moment - now) < 1:
        return "(now)"
    return f"({length(now - moment)} ago)" if moment < now else f"(in {length(moment - now)})"
