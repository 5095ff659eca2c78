"""How long the access token is valid."""

from __future__ import annotations

import pytest

from pkce_core.token.granted.lifetime import check_expires_at, check_expires_in

NOW = 1767225600.0


@pytest.mark.parametrize(
    ("lifetime", "level", "says"),
    [
        (3600, "pass", "valid for 1 hour"),
        (None, "info", "doesn't say how long"),
        ("soon", "error", "isn't a whole number"),
        (0, "warning", "has expired"),
        (1767229200, "warning", "a moment, 2026-01-01T01:00:00Z"),
        (1767229200000, "warning", "a moment, 2026-01-01T01:00:00Z"),
    ],
)
def test_expires_in(lifetime: int | str | None, level: str, says: str) -> None:
    """Seconds; a moment is named, in seconds or milliseconds."""
    (found,) = check_expires_in(lifetime)
    assert found.level.value == level
    assert says in found.message


@pytest.mark.parametrize(
    ("text", "now", "level", "says"),
    [
        ("2026-01-01T01:00:00Z", NOW, "pass", "for another 1 hour"),
        ("2026-01-01T01:00:00", NOW, "warning", "names no time zone"),
        ("2025-12-31T23:00:00Z", NOW, "warning", "1 hour ago"),
        ("2026-01-01T01:00:00Z", None, "pass", "wasn't computed"),
        ("tomorrow", NOW, "error", "isn't a date"),
    ],
)
def test_expires_at(text: str, now: float | None, level: str, says: str) -> None:
    """ISO 8601, with a zone."""
    (found,) = check_expires_at(text, now)
    assert found.level.value == level
    assert says in found.message


def test_absent() -> None:
    """RFC 6749 has no expires_at."""
    assert check_expires_at(None, NOW) == ()
