"""Moments and spans: when a token ends, and how long that is from now. No clock is read here."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from math import isfinite

from pkce_core.errors import UsageError

_LARGEST = 10**15
"""Seconds; far beyond every date that can be written."""


def seconds_of(now: datetime | float | None) -> float | None:
    """The moment in seconds since 1970; None stays None.

    Raises:
        UsageError: it is no moment, or a datetime without a time zone.
    """
    if now is None:
        return None
    if isinstance(now, datetime):
        if now.tzinfo is None:
            raise UsageError("now has no time zone, such as datetime.now(UTC) has.")
        return _since_1970(now)
    if isinstance(now, bool) or not isinstance(now, int | float) or abs(now) > _LARGEST or not isfinite(now):
        raise UsageError("now is a datetime with a time zone, or a number of seconds since 1970.")
    return float(now)


def parse_moment(text: str) -> tuple[float, bool] | None:
    """Read an ISO 8601 date with a time, or a number of seconds since 1970.

    Returns:
        Seconds since 1970, and whether the text said its time zone (else UTC is taken); None when it is no moment.
    """
    text = text.strip()
    if re.fullmatch(r"[0-9]{9,11}(\.[0-9]{1,9})?", text):
        return float(text), True
    if not re.match(r"[0-9]{4}-?[0-9]{2}-?[0-9]{2}[T ]", text) or len(text) > 60:
        return None
    try:
        moment = datetime.fromisoformat(_six_digits(text))
    except ValueError:
        return None
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return _since_1970(aware), moment.tzinfo is not None


def describe_span(seconds: float) -> str:
    """A span as people say it: "59 minutes and 30 seconds"."""
    left = int(abs(seconds))
    parts = []
    for size, name in ((86400, "day"), (3600, "hour"), (60, "minute"), (1, "second")):
        count, left = divmod(left, size)
        if count:
            parts.append(f"{count:,} {name}{'' if count == 1 else 's'}")
    return " and ".join(parts[:2]) or "less than a second"


def _since_1970(moment: datetime) -> float:
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(seconds=1)


def _six_digits(text: str) -> str:
    """Some servers write nanoseconds, which Python's reader does not take on every version."""
    return re.sub(r"([.,][0-9]{6})[0-9]+", r"\1", text)
