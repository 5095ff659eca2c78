"""The token response: read out of JSON or a whole HTTP response, and judged."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import (
    Level,
    Report,
    TokenErrorResponse,
    TokenResponse,
    UsageError,
    ValidationError,
    check_token_response,
    parse_token_response,
)
from pkce_core.text.times import duration, parse_moment, seconds_of

# RFC 6749 §5.1, the example of a successful response.
EXAMPLE = """{
  "access_token":"2YotnFZFEjr1zCsicMWpAA",
  "token_type":"example",
  "expires_in":3600,
  "refresh_token":"tGzv3JOkF0XG5Qx2TlKWIA",
  "example_parameter":"example_value"
}"""
RIGHT: dict[str, Any] = {"access_token": "2YotnFZFEjr1zCsicMWpAA", "token_type": "Bearer", "expires_in": 3600}
NOW = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)
VERBOSE = """*   Trying 127.0.0.1:3000...
* Connected to op.example (127.0.0.1) port 3000
> POST /token HTTP/1.1
> Host: op.example
> Authorization: Basic YTpi
>
} [200 bytes data]
< HTTP/1.1 100 Continue
<
< HTTP/1.1 200 OK
< content-type: application/json; charset=utf-8
< cache-control: no-store
< no colon here
<
{ [80 bytes data]
%s* Connection #0 to host op.example left intact
"""


def _rules(report: Report) -> dict[str, Level]:
    return {
        finding.rule.removeprefix("token-response-"): finding.level
        for finding in report
        if finding.level is not Level.PASS
    }


def _check(changes: dict[str, Any], **arguments: Any) -> Report:
    members = {name: value for name, value in {**RIGHT, **changes}.items() if value is not ...}
    return check_token_response(json.dumps(members), **arguments)


def test_the_example_of_the_rfc() -> None:
    """RFC 6749 §5.1: the example is read whole; its token_type is one that no client may use (§7.1)."""
    response = parse_token_response(EXAMPLE)
    assert isinstance(response, TokenResponse)
    assert (response.access_token, response.refresh_token) == ("2YotnFZFEjr1zCsicMWpAA", "tGzv3JOkF0XG5Qx2TlKWIA")
    assert (response.token_type, response.expires_in, response.extra) == ("example", 3600, ("example_parameter",))
    assert _rules(check_token_response(response)) == {"token-type": Level.ERROR}
    assert "2Yotn" not in repr(response)
    assert "tGzv3" not in repr(response)


def test_the_example_error_of_the_rfc() -> None:
    """RFC 6749 §5.2: the example error."""
    assert parse_token_response('{"error":"invalid_request"}') == TokenErrorResponse(error="invalid_request")
    assert _rules(check_token_response('{"error":"invalid_request"}')) == {"error": Level.ERROR}


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        (json.dumps(RIGHT), {}),
        (f"\ufeff{json.dumps(RIGHT)}\r\n", {}),
        (json.dumps(RIGHT).encode(), {}),
        (f"{json.dumps(RIGHT)}user@host:~$ ", {"around": Level.INFO}),
        (f"\x1b[1m{json.dumps(RIGHT, indent=2)}\x1b[0m", {}),
        (VERBOSE % json.dumps(RIGHT), {"request-shown": Level.WARNING}),
        (VERBOSE.replace("> Authorization: Basic YTpi\n", "") % json.dumps(RIGHT, indent=2), {}),
        (
            f"HTTP/1.1 100 Continue\r\n\r\nHTTP/2 200 \r\ncontent-type: application/json\r\n\r\n{json.dumps(RIGHT)}",
            {"cache": Level.INFO},
        ),
        (f"HTTP/1.1 200 OK\nCache-Control: no-store\n\n{json.dumps(RIGHT)}* Closing connection 0", {}),
        (f"HTTP/1.1 201 Created\nCache-Control: no-store\n\n{json.dumps(RIGHT)}", {"status": Level.WARNING}),
        (
            f"HTTP/1.1 200 OK\nCache-Control: no-store\nContent-Type: text/html\n\n{json.dumps(RIGHT)}",
            {"content-type": Level.WARNING},
        ),
        (
            "POST /token HTTP/1.1\nAuthorization: Basic YTpi\n\ncode=x\n\n"
            f"HTTP/1.1 200 OK\nCache-Control: no-store\n\n{json.dumps(RIGHT)}",
            {"request-shown": Level.WARNING},
        ),
        ("access_token=2YotnFZFEjr1zCsicMWpAA&token_type=bearer&expires_in=3600", {"form": Level.WARNING}),
    ],
)
def test_pasted_forms(text: str | bytes, rules: dict[str, Level]) -> None:
    """JSON, `curl -i`, `curl -v`, HTTPie, a form-encoded body: the tokens are read, and what is odd is said."""
    response = parse_token_response(text)
    assert isinstance(response, TokenResponse)
    assert (response.access_token, response.expires_in) == (RIGHT["access_token"], 3600)
    assert _rules(check_token_response(text)) == rules


@pytest.mark.parametrize(
    ("text", "rule", "says"),
    [
        ("", "empty", "no body"),
        ("HTTP/1.1 502 Bad Gateway\n\n", "empty", "The status is 502."),
        (f"{'HTTP/1.1 200 OK' + chr(10) * 2}" * 20, "unknown", ""),
        ("<!DOCTYPE html><title>404 Not\nFound</title>", "html", 'titled "404 Not\\nFound"'),
        ("<html>", "html", "HTML page"),
        ("HTTP/1.1 404 Not Found\n\n<html>{}</html>", "html", "The status is 404."),
        ("[1]", "unknown", "neither JSON nor form-encoded"),
        ("hello", "unknown", ""),
        ("access_token=%zz", "unknown", ""),
        ("access_token=a&access_token=b", "unknown", ""),
        ("eyJhbGciOiJSUzI1NiJ9.e30.c2ln", "jwt", "a token alone"),
        ('{"a": 1, "a": 2}', "json", "twice"),
        ('{"access_token": "x"', "json", ""),
        ("}{", "json", ""),
        (b"\xff", "not-text", ""),
        ("a" * 500_001, "length", ""),
    ],
)
def test_what_is_no_token_response(text: str | bytes, rule: str, says: str) -> None:
    """What stands there instead is named; parsing refuses it with the same report."""
    report = check_token_response(text)
    assert _rules(report) == {rule: Level.ERROR}
    assert says in report.errors[0].message
    with pytest.raises(ValidationError) as caught:
        parse_token_response(text)
    assert caught.value.report == report


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
        ({"expires_in": "3600"}, {}),
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
    assert "ended" in _check(changes, now=NOW + timedelta(hours=2)).findings[-1].message
    assert "was not computed" in _check(changes).findings[-1].message
    assert "names no time zone" in _check({"expires_at": "2026-01-31 13:00:00"}, now=NOW).findings[-1].message


def test_the_numeric_string_is_a_number() -> None:
    """expires_in as digits in quotes means the number; anything else stays as it was written."""
    for written, read in (("3600", 3600), ("3600s", "3600s"), (60.9, 60)):
        response = parse_token_response(json.dumps({**RIGHT, "expires_in": written}))
        assert isinstance(response, TokenResponse)
        assert response.expires_in == read


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
        ('{"error": "invalid_grant"}', {"error": ERROR}, "invalid, expired, used up"),  # RFC 6749 §5.2
        ('{"error": "custom", "error_description": "why\\u001b[31m"}', {"error": ERROR}, r"why\x1b[31m"),
        ('{"error": {"code": 1}}', {"error": ERROR}, "not as RFC 6749 writes it"),
        ('HTTP/1.1 401 Unauthorized\n\n{"error": "invalid_client"}', {"error": ERROR}, "could not be authenticated"),
        (
            'HTTP/1.1 200 OK\n\n{"error": "invalid_client"}',
            {"error": ERROR, "status": WARNING},
            "could not be authenticated",
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


@given(
    st.one_of(
        st.text(max_size=200),
        st.binary(max_size=200),
        st.dictionaries(
            st.sampled_from(["access_token", "token_type", "expires_in", "expires_at", "scope", "error", "id_token"]),
            st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=30), st.lists(st.text())),
        ).map(json.dumps),
        st.text(max_size=60).map("HTTP/1.1 200 OK\n".__add__),
        st.text(max_size=60).map("< HTTP/1.1 200 OK\n".__add__),
        st.text(st.characters(codec="ascii"), max_size=30).map(lambda text: json.dumps({"expires_at": text})),
    )
)
def test_any_input_gives_a_report(text: str | bytes) -> None:
    """Any text and any octets are judged, and parsing agrees with checking about what can be read."""
    report = check_token_response(text, now=0, requested_scope="openid")
    refused: Report | None = None
    try:
        parse_token_response(text)
    except ValidationError as problem:
        refused = problem.report
    assert refused in (None, report)


@pytest.mark.parametrize(
    ("member", "level"),
    [
        ({"refresh_token": 42}, Level.ERROR),
        ({"id_token": {"sub": "alice"}}, Level.ERROR),
        ({"scope": 42}, Level.ERROR),
        ({"scope": ["openid", 1]}, Level.ERROR),
        ({"scope": ["openid"], "id_token": "a.b.c"}, Level.WARNING),
    ],
)
def test_members_of_another_kind_are_said(member: dict[str, Any], level: Level) -> None:
    """RFC 6749 §5.1 has text there; what is dropped in reading is never dropped in silence."""
    assert _rules(check_token_response(json.dumps({**RIGHT, **member})))["kind"] is level


def test_null_is_no_member() -> None:
    """Servers write null for what they leave out."""
    text = json.dumps({**RIGHT, "refresh_token": None, "id_token": None, "scope": None})
    assert "kind" not in _rules(check_token_response(text))
