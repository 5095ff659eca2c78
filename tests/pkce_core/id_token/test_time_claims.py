"""The times in an ID token: exp, iat, nbf and auth_time."""

from __future__ import annotations

from typing import Any

import pytest

from pkce_core import Level
from tests.support.id_tokens import NOW, assert_broken, check, rules, token
from tests.support.reports import hint, slugs


@pytest.mark.parametrize(
    ("changes", "rule", "says"),
    [
        ({"exp": ...}, "exp-missing", "no exp"),
        ({"iat": ...}, "iat-missing", "no iat"),
        ({"exp": "1"}, "exp-type", 'The exp is "1"; expected a number of seconds'),
        ({"exp": True}, "exp-type", "The exp is true"),
        ({"exp": 10**400}, "exp-type", "very many digits"),
        ({"iat": None}, "iat-type", "The iat is null"),
        ({"nbf": "x"}, "nbf-type", "The nbf"),
        ({"auth_time": "x"}, "auth-time-type", "The auth_time"),
        # RFC 7519 §2 and §4.1: seconds, not before nbf, before exp.
        ({"exp": NOW * 1000}, "exp-milliseconds", "is in milliseconds"),
        ({"iat": NOW * 1000}, "iat-milliseconds", "is in milliseconds"),
        ({"exp": NOW}, "exp-passed", "at this very second"),
        ({"exp": NOW - 1}, "exp-passed", "1 second before now"),
        ({"exp": NOW - 200_000}, "exp-passed", "2 days and 7 hours before now"),
        ({"exp": -1e17}, "exp-passed", "at -1e+17"),
        ({"nbf": NOW + 1}, "nbf-future", "1 second after now"),
    ],
)
def test_a_broken_time(changes: dict[str, object], rule: str, says: str) -> None:
    """RFC 7519 §2, §4.1: one error for one broken time, with what is there and what was expected."""
    assert_broken(changes, rule, says)


@pytest.mark.parametrize(
    ("changes", "expected", "rule", "there"),
    [
        ({"exp": 100_000_000_000}, {}, "exp-milliseconds", False),
        ({"exp": 100_000_000_001}, {}, "exp-milliseconds", True),
        ({"exp": NOW}, {"clock_skew": 1}, "exp-within-skew", True),
        ({"iat": 100_000_000_000}, {}, "iat-milliseconds", False),
        ({"iat": NOW + 10}, {"clock_skew": 10}, "iat-future", False),
        ({"iat": NOW + 11}, {"clock_skew": 10}, "iat-future", True),
        ({"nbf": NOW + 10}, {"clock_skew": 10}, "nbf-future", False),
        ({"nbf": NOW + 11}, {"clock_skew": 10}, "nbf-future", True),
        ({"iat": True}, {}, "iat-type", True),
        ({"nbf": True}, {}, "nbf-type", True),
        ({"nbf": 1e18}, {}, "nbf-type", True),
    ],
)
def test_edges_of_times(changes: dict[str, Any], expected: dict[str, Any], rule: str, there: bool) -> None:
    """RFC 7519 §4.1.4 and §4.1.5: on the edge, one beyond, and with the clock difference."""
    assert (rule in slugs(check(token(**changes), **expected))) is there


def test_the_clock_may_be_off() -> None:
    """RFC 7519 §4.1.4, §4.1.5: the clock difference moves exp and nbf, and an iat in the future is a warning."""
    late = token(exp=NOW - 5, nbf=NOW + 3, iat=NOW + 3)
    assert rules(check(late), Level.ERROR) == ["exp-passed", "nbf-future"]
    assert rules(check(late), Level.WARNING) == ["iat-future"]
    report = check(late, clock_skew=6)
    assert report.ok
    assert rules(report, Level.INFO) == ["alg-not-default", "exp-within-skew"]
    assert rules(check(late, clock_skew=5), Level.ERROR) == ["exp-passed"]
    assert "Get a new token" in check(token(exp=NOW - 900)).errors[0].hint


@pytest.mark.parametrize(("late", "word"), [(600, "your clock"), (601, "Get a new token.")])
def test_how_late_a_clock_may_be_to_blame(late: int, word: str) -> None:
    """RFC 7519 §4.1.4 speaks of a small leeway: up to ten minutes the hint names the clocks, beyond it the token."""
    assert word in hint(check(token(exp=NOW - late)), "exp-passed")


@pytest.mark.parametrize(("nbf", "word"), [(NOW + 9_000, "Your clock is behind"), (NOW * 1_000, "in milliseconds")])
def test_a_token_that_begins_later(nbf: int, word: str) -> None:
    """RFC 7519 §4.1.5: a new token has the same nbf against this clock, so the hint is never to get one."""
    assert word in hint(check(token(nbf=nbf)), "nbf-future")


def test_max_age() -> None:
    """OIDC Core §2, §3.1.3.7: with max_age, auth_time is required and may not be too old."""
    assert rules(check(token(), max_age=60), Level.ERROR) == ["auth-time-missing"]
    assert rules(check(token(auth_time=NOW - 70), max_age=60), Level.ERROR) == ["auth-time-old"]
    assert "auth-time" in rules(check(token(auth_time=NOW - 70), max_age=60, clock_skew=10), Level.PASS)
    assert check(token(auth_time=NOW - 70)).ok
