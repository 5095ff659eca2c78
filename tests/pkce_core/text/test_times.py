"""Moments and lengths of time, read and written."""

from __future__ import annotations

import pytest

from pkce_core.text.times import duration, is_moment, moment, parse_moment, seconds_of


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "less than a second"), (1.9, "1 second"), (-2, "2 seconds"),
        (119, "1 minute and 59 seconds"), (120, "2 minutes"),
        (7199, "1 hour and 59 minutes"), (7200, "2 hours"),
        (200_000, "2 days and 7 hours"), (10**9, "11,574 days and 1 hour"),
    ],
)  # fmt: skip
def test_durations(seconds: float, words: str) -> None:
    """The two largest units."""
    assert duration(seconds) == words


def test_moments() -> None:
    """RFC 7519 §2: seconds since 1970, as a date; what no calendar has stays a number."""
    assert moment(1_300_819_380) == "2011-03-22T18:43:00Z"
    assert moment(0.9) == "1970-01-01T00:00:00Z"
    assert moment(-1) == "-1"
    assert moment(253_402_300_799) == "9999-12-31T23:59:59Z"
    assert moment(253_402_300_800) == "2.53402e+11"
    accepted = [
        value for value in (0, -1.5, 1e17, True, "1", None, 1e18, float("nan"), float("inf")) if is_moment(value)
    ]
    assert accepted == [0, -1.5, 1e17]


def test_spans_and_moments() -> None:
    """A span is said in its two largest units; a moment is a date with a time, or seconds."""
    assert duration(0.5) == "less than a second"
    assert duration(-61) == "1 minute and 1 second"
    assert duration(2 * 86400 + 5 * 3600 + 7) == "2 days and 5 hours"
    assert parse_moment("1769864400.5") == (1769864400.5, True)
    assert parse_moment("20260131T130000Z") == (1769864400.0, True)
    assert parse_moment("2026-01-31") is None
    assert parse_moment("2026-01-31T13:00:00Z" + " " * 100 + "x") is None
    assert seconds_of(None) is None
