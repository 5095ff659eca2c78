"""The response to a pushed request: taken or refused, and for how long."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import Level
from pkce_core.pushed.response_checks import check_pushed_response
from tests.support.growth import FAR_TOO_MUCH, cost_per_character
from tests.support.reports import levels

RIGHT = '{"request_uri":"urn:ietf:params:oauth:request_uri:6esc","expires_in":60}'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (RIGHT, {"expires-in": Level.INFO}),
        (RIGHT.encode(), {"expires-in": Level.INFO}),
        (f"HTTP/1.1 201 Created\r\nContent-Type: application/json\r\n\r\n{RIGHT}", {"expires-in": Level.INFO}),
        (f"HTTP/1.1 200 OK\r\n\r\n{RIGHT}", {"expires-in": Level.INFO, "status": Level.WARNING}),
        ('{"request_uri":"urn:x"}', {"expires-in": Level.WARNING}),
        ('{"request_uri":"urn:x","expires_in":"60"}', {"expires-in": Level.WARNING}),
        ('{"request_uri":"urn:x","expires_in":true}', {"expires-in": Level.WARNING}),
        ('{"request_uri":5}', {"request-uri": Level.ERROR}),
        ('{"error":"invalid_request"}', {"error": Level.ERROR}),
        ('{"error":{}}', {"request-uri": Level.ERROR}),
        ('{"error":[1]}', {"error": Level.ERROR}),
        ("<html>", {"form": Level.ERROR}),
        ("", {"form": Level.ERROR}),
        ("HTTP/1.1 500 X\r\n\r\n", {"form": Level.ERROR}),
        ("HTTP/1.1 200 OK\r\n\r\nno", {"form": Level.ERROR}),
        ('{"access_token":"x","token_type":"Bearer"}', {"request-uri": Level.ERROR}),
        ('{"message":"no","code":"x"}', {"error": Level.ERROR}),
    ],
)
def test_each(text: str | bytes, expected: dict[str, Level]) -> None:
    """RFC 9126 §2.2 and §2.3."""
    assert levels(check_pushed_response(text), "pushed-response-") == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            '{"error":"invalid_request","error_description":"Authentication failed."}',
            "authenticates here as at the token",
        ),
        ('{"error":"invalid_client"}', "authenticates here"),
        ('{"error":"invalid_request","error_description":"no scope"}', 'It says: "no scope".'),
        ('{"error":"odd"}', "the server's documentation"),
        ('{"error":[1]}', "an error without a code"),
        ('{"access_token":"MARK"}', "it's a token response"),
        ('{"detail":"no"}', 'member detail, which says "no"'),
        ("HTTP/1.1 200 OK\r\n\r\nno way", 'plain text that says "no way", and not JSON. The status is 200.'),
        ("", "has no body."),
        ("HTTP/1.1 405 X\r\nAllow: POST\r\n\r\n", "so use POST here"),
    ],
)
def test_what_is_said(text: str, says: str) -> None:
    """The server's words, what the body is, and what to do."""
    (finding,) = check_pushed_response(text).errors
    assert says in f"{finding.message} {finding.hint}"
    assert "MARK" not in str(finding)


@given(st.text() | st.binary())
def test_anything(text: str | bytes) -> None:
    """Any text or octets have a report."""
    assert len(check_pushed_response(text)) > 0


def test_hostile_text() -> None:
    """A megabyte costs no more than reading it."""
    text = '{"request_uri":' * 60_000
    assert cost_per_character(lambda: check_pushed_response(text), len(text)) < FAR_TOO_MUCH
