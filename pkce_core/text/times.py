"""Moments and durations, read from text and written for people. Nothing here reads a clock."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime, timedelta

from pkce_core.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeGuard

_UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))
_YEAR_10000 = 253_402_300_800
_LARGEST = 10**15
"""In seconds; far beyond every date that can be written."""


def duration(seconds: float) -> str:
    """A duration in its two largest units: "45 seconds", "2 days and 5 hours"."""
    left = int(abs(seconds))
    parts: list[str] = []
    for size, unit in _UNITS:
        if left >= size and len(parts) < 2:
            number, left = divmod(left, size)
            parts.append(f"{number:,} {unit}" if number == 1 else f"{number:,} {unit}s")
    return " and ".join(parts) or "less than a second"


def moment(seconds: float) -> str:
    """A moment in UTC, as ISO 8601 writes it; outside the years 1970 to 9999, the number itself."""
    if not 0 <= seconds < _YEAR_10000:
        return f"{seconds:g}"
    return f"{datetime.fromtimestamp(math.floor(seconds), UTC).isoformat()[:19]}Z"


def is_moment(value: object) -> TypeGuard[float]:
    """True for a number that can be a NumericDate (RFC 7519 §2), which true, NaN and infinity cannot."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return -1e18 < value < 1e18  # which NaN and infinity are not


def seconds_of(now: datetime | float | None) -> float | None:
    """The moment in seconds since 1970; None stays None.

    Raises:
        UsageError: it is not a moment, or it is a datetime without a time zone.
    """
    if now is None:
        return None
    if isinstance(now, datetime):
        if now.tzinfo is None:
            raise UsageError("now has no time zone. Pass datetime.now(UTC), for example.")
        return _since_1970(now)
    if isinstance(now, bool) or not isinstance(now, int | float) or abs(now) > _LARGEST or not math.isfinite(now):
        raise UsageError("now must be a datetime with a time zone, or a number of seconds since 1970.")
    return float(now)


def parse_moment(text: str) -> tuple[float, bool] | None:
    """Read an ISO 8601 date with a time, or a number of seconds since 1970.

    Returns:
        Seconds since 1970, and whether the text named its time zone (without one, it is taken as UTC); None when the
        text is not a moment.
    """
    text = text.strip()
    if re.fullmatch(r"[0-9]{9,11}(\.[0-9]{1,9})?", text):
        return float(text), True
    if not re.match(r"[0-9]{4}-?[0-9]{2}-?[0-9]{2}[T ]", text) or len(text) > 60:
        return None
    try:
        read = datetime.fromisoformat(_six_digits(text))
    except ValueError:
        return None
    aware = read if read.tzinfo is not None else read.replace(tzinfo=UTC)
    return _since_1970(aware), read.tzinfo is not None


def _since_1970(moment: datetime) -> float:
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(seconds=1)


def _six_digits(text: str) -> str:
    """The text with at most six decimals: some servers write nanoseconds, which not every Python version reads."""
    return re.sub(r"([.,][0-9]{6})[0-9]+", r"\1", text)
