"""The token response: each member by its rule, and errors."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from pkce_core import (
    Level,
    Report,
    TokenErrorResponse,
    UsageError,
    ValidationError,
    check_token_response,
    parse_token_response,
)
from tests.support.reports import levels
from tests.support.token_responses import EXAMPLE, RIGHT

NOW = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)


def _rules(report: Report) -> dict[str, Level]:
    return levels(report, "token-response-")


def _check(changes: dict[str, Any], **arguments: Any) -> Report:
    members = {name: value for name, value in {**RIGHT, **changes}.items() if value is not ...}
    return check_token_response(json.dumps(members), **arguments)


ERROR, WARNING, INFO = Level.ERROR, Level.WARNING, Level.INFO


@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        ({}, {}),
        ({"token_type": "bearer"}, {}),  # RFC 6749 §5.1: case insensitive
        ({"token_type": "DPoP"}, {"token-type": WARNING}),  # RFC 6749 §7.1
        ({"token_type": "mac"}, {"token-type": ERROR}),
        ({"token_type": ...}, {"token-type": ERROR}),
        ({"token_type": 7}, {"token-type": ERROR}),
        ({"access_token": ...}, {"access-token": ERROR}),
        ({"access_token": ""}, {"access-token": ERROR}),
        ({"access_token": ..., "accessToken": "x"}, {"access-token": ERROR}),
        ({"access_token": "a b"}, {"access-token": ERROR}),  # RFC 6749 Appendix A.12
        ({"expires_in": "3600"}, {"kind": INFO}),
        ({"expires_in": 3600.0}, {}),
        ({"expires_in": ...}, {"expires-in": INFO}),
        ({"expires_in": ..., "expires_at": "2026-01-31T13:00:00Z"}, {}),
        ({"expires_in": 0}, {"expires-in": WARNING}),
        ({"expires_in": -1}, {"expires-in": WARNING}),
        ({"expires_in": True}, {"expires-in": ERROR}),
        ({"expires_in": "1h"}, {"expires-in": ERROR}),
        ({"expires_in": "³"}, {"expires-in": ERROR}),
        ({"expires_in": 10**400}, {"expires-in": ERROR}),
        ({"expires_in": [1]}, {"expires-in": ERROR}),
        ({"expires_at": "2026-01-31T11:59:00Z"}, {"expires-at": WARNING}),
        ({"expires_at": "2026-01-31T13:00:00"}, {"expires-at": WARNING}),
        ({"expires_at": "soon"}, {"expires-at": ERROR}),
        ({"expires_at": "2026-13-31T13:00:00Z"}, {"expires-at": ERROR}),
        ({"expires_at": 1769864400}, {}),
        ({"expires_at": True}, {}),
        ({"expires_at": {}}, {}),
        ({"scope": ["a", "b"]}, {"kind": WARNING}),
        ({"scope": 7}, {"kind": ERROR}),
        ({"id_token": RIGHT["access_token"]}, {"id-token": WARNING}),
        ({"error": {"code": 1}}, {}),
    ],
)
def test_each_member(changes: dict[str, Any], rules: dict[str, Level]) -> None:
    """RFC 6749 §5.1: each member by its rule, at a moment that was given."""
    assert _rules(_check(changes, now=NOW)) == rules


def test_what_is_left_of_the_lifetime() -> None:
    """expires_at is an ISO date, and what is left is computed from now, whatever the time zones."""
    changes = {"expires_at": "2026-01-31T14:00:00.123456789+01:00"}
    for now in (NOW, NOW.timestamp(), NOW.astimezone(timezone(timedelta(hours=-5)))):
        finding = _check(changes, now=now).findings[-1]
        assert "for another 1 hour" in finding.message
    assert "expired" in _check(changes, now=NOW + timedelta(hours=2)).findings[-1].message
    assert "wasn't computed" in _check(changes).findings[-1].message
    assert "names no time zone" in _check({"expires_at": "2026-01-31 13:00:00"}, now=NOW).findings[-1].message


@pytest.mark.parametrize(
    ("granted", "requested", "rules"),
    [
        ("a b", "b a", {}),
        ("a", "a b c", {"scope-missing": WARNING}),
        ("a b", "a", {"scope-more": INFO}),
        ("a c", "a b", {"scope-missing": WARNING, "scope-more": INFO}),
        (..., "a", {"scope": INFO}),
        ("a", None, {}),
        ("openid", "openid", {"id-token": ERROR}),  # OIDC Core §3.1.3.3
        (..., "openid", {"scope": INFO, "id-token": ERROR}),
        ("offline_access", "offline_access", {"refresh-token": WARNING}),  # OIDC Core §11
        (" ".join(map(str, range(20))), "x", {"scope-missing": WARNING, "scope-more": INFO}),
    ],
)
def test_scopes(granted: Any, requested: str | None, rules: dict[str, Level]) -> None:
    """RFC 6749 §5.1: scope is required when it differs; what was not granted and what was added are two things."""
    assert _rules(_check({"scope": granted}, requested_scope=requested)) == rules
    if "offline_access" in (requested or ""):
        assert _rules(_check({"scope": granted, "refresh_token": "x"}, requested_scope=requested)) == {}


@pytest.mark.parametrize(
    ("text", "rules", "says"),
    [
        ('{"error": "invalid_grant"}', {"error": ERROR}, "invalid, expired, already used"),  # RFC 6749 §5.2
        ('{"error": "custom", "error_description": "why\\u001b[31m"}', {"error": ERROR}, r"why\x1b[31m"),
        ('{"error": {"code": 1}}', {"error": ERROR}, "not in the form of RFC 6749"),
        (
            'HTTP/1.1 401 Unauthorized\n\n{"error": "invalid_client"}',
            {"error": ERROR},
            "could not authenticate the client",
        ),
        (
            'HTTP/1.1 200 OK\n\n{"error": "invalid_client"}',
            {"error": ERROR, "status": WARNING},
            "could not authenticate the client",
        ),
        ("error=bad_verification_code", {"error": ERROR, "form": WARNING}, "bad_verification_code"),
    ],
)
def test_errors(text: str, rules: dict[str, Level], says: str) -> None:
    """RFC 6749 §5.2: a known code is put into words, and a server's own text does not drive the terminal."""
    report = check_token_response(text)
    assert _rules(report) == rules
    assert says in report.errors[-1].message
    parsed = parse_token_response(text)
    assert isinstance(parsed, TokenErrorResponse)
    assert check_token_response(parsed).errors == report.errors


def test_validation() -> None:
    """What is right passes, what is wrong raises with the report, and no token is in the text."""
    check_token_response(json.dumps(RIGHT)).raise_errors()
    with pytest.raises(ValidationError) as caught:
        check_token_response(EXAMPLE).raise_errors()
    assert "2Yotn" not in str(caught.value) + repr(caught.value.report)


@pytest.mark.parametrize("now", [datetime(2026, 1, 1), True, "now", float("nan"), float("inf"), 10**16])
def test_now_is_a_moment(now: Any) -> None:
    """A datetime without a time zone is no moment, and neither is anything else but seconds."""
    with pytest.raises(UsageError):
        check_token_response(json.dumps(RIGHT), now=now)


def test_other_types_are_a_misuse() -> None:
    """Text, octets or what was read; a scope is text."""
    with pytest.raises(UsageError):
        check_token_response(None)  # type: ignore[arg-type]
    with pytest.raises(UsageError):
        check_token_response(json.dumps(RIGHT), requested_scope=["openid"])  # type: ignore[arg-type]
    with pytest.raises(UsageError):
        parse_token_response(7)  # type: ignore[arg-type]
