"""The token response: read from JSON, a form or a whole HTTP response, or refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import (
    Level,
    Report,
    TokenErrorResponse,
    TokenResponse,
    ValidationError,
    check_token_response,
    parse_token_response,
)
from tests.support.reports import levels
from tests.support.token_responses import EXAMPLE, RIGHT

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
    return levels(report, "token-response-")


ERROR, WARNING, INFO = Level.ERROR, Level.WARNING, Level.INFO


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
        (f"\x1b[1m{json.dumps(RIGHT, indent=2)}\x1b[0m", {"printed": Level.INFO}),
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
        ("HTTP/1.1 502 Bad Gateway\n\n", "web", "Its HTTP status is 502."),
        (f"{'HTTP/1.1 200 OK' + chr(10) * 2}" * 20, "unknown", ""),
        ("<!DOCTYPE html><title>404 Not\nFound</title>", "html", 'title is "404 Not\\nFound"'),
        ("<html>", "html", "HTML page"),
        ("HTTP/1.1 404 Not Found\n\n<html>{}</html>", "web", "Its HTTP status is 404."),
        ("[1]", "unknown", "a JSON list"),
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


def test_the_numeric_string_is_a_number() -> None:
    """expires_in as digits in quotes means the number; anything else stays as it was written."""
    for written, read in (("3600", 3600), ("3600s", "3600s"), (60.9, 60)):
        response = parse_token_response(json.dumps({**RIGHT, "expires_in": written}))
        assert isinstance(response, TokenResponse)
        assert response.expires_in == read


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
