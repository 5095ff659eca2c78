"""Moments and durations as a reader thinks of them."""

from __future__ import annotations

import math

_UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))
_YEAR_10000 = 253_402_300_800


def duration(seconds: float) -> str:
    """A length of time in its largest fitting unit: "45 seconds", "2 hours"."""
    whole = max(int(abs(seconds)), 1)
    size, unit = next((size, unit) for size, unit in _UNITS if whole >= 2 * size or size == 1)
    number = whole // size
    return f"{number:,} {unit}{'' if number == 1 else 's'}"


def moment(seconds: float) -> str:
    """A moment in UTC, as ISO 8601 writes it; the number itself when no calendar has it."""
    if not 0 <= seconds < _YEAR_10000:
        return f"{seconds:g}"
    from datetime import UTC, datetime  # here only: it loads a good deal

    return datetime.fromtimestamp(math.floor(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def is_moment(value: object) -> bool:
    """True for a number that can be a NumericDate (RFC 7519 §2): true, NaN and infinity are none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) < 1e18 and math.isfinite(value)
