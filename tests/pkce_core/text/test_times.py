"""Moments and lengths of time, read and written."""

from __future__ import annotations

from pkce_core.text.times import duration, parse_moment, seconds_of


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
