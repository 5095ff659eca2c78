"""What a JWT says: each known member with its value and its findings, the others by name alone."""

from __future__ import annotations

from pkce_core import check_client_jwt
from pkce_widgets.build.element_html import to_html
from pkce_widgets.parts.jwt.members import MOST_NAMED, about, members_view, opened
from tests.support.jwts import jwt


def test_members_and_findings() -> None:
    """A finding is in the row of its member; what has no row stays in the list."""
    text = jwt({"iss": "a", "sub": "a", "exp": 10**15, "jti": 7, "more": "MARK"}, {"alg": "ES256", "own": "MARK"})
    left = list(check_client_jwt(text))
    view = members_view(text, left, 1_000.0)
    assert view
    html = to_html(view)
    assert "milliseconds" in html
    assert "Not shown: own, more." in html
    assert "MARK" not in html
    assert [about(finding) for finding in left] == ["aud", "kid"]


def test_times() -> None:
    """A time says how far away it is, if it can be a date and the page has a clock."""
    view = members_view(jwt({"exp": 1_060, "iat": 10**400, "nbf": "x"}), [], 1_000.0)
    assert view
    assert to_html(view).count("(in 1 minute)") == 1
    still = members_view(jwt({"exp": 1_060}), [], None)
    assert still
    assert "(in" not in to_html(still)


def test_long_and_many() -> None:
    """A long value is cut, and many names aren't all listed."""
    view = members_view(jwt({"iss": "x" * 500, **{f"own{number}": 1 for number in range(MOST_NAMED + 5)}}), [], None)
    assert view
    html = to_html(view)
    assert "x" * 193 not in html
    assert "xx …" in html
    assert "own9 …." in html
    assert f"own{MOST_NAMED}" not in html


def test_what_cannot_be_opened() -> None:
    """There is nothing to show."""
    assert opened("x") == ({}, {})
    assert members_view("x", [], None) is None
