"""How a message shows a moment and a duration."""

from __future__ import annotations

import pytest

from pkce_core.text.times import duration, is_moment, moment


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
