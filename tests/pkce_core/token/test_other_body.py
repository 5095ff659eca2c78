"""Tests of `pkce_core.token.other_body`."""

from __future__ import annotations

import pytest

from pkce_core.token.response_checks import check_token_response


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<Response [400]>", "Python's requests"),
        ("[object Object]", "JavaScript"),
        ("Promise { <pending> }", "a promise"),
        ("<coroutine object f at 0x7f>", "an object of Python"),
        ("null", "a missing value"),
        ("AxiosError: Request failed with status code 400", "a message of your program (JavaScript)"),
        ('<?xml version="1.0"?><a/>', "XML"),
        ("<Error><Code>x</Code></Error>", "XML"),
        ("<custom-element>x</custom-element>", "markup, such as XML"),
        ("<img src=x onerror=alert(1)>", "an HTML page"),
        ("<H1>Bad</H1>", "an HTML page"),
        ("java.io.IOException: no connection", "a program's message"),
        ("InvalidGrantError: (invalid_grant) no", "invalid_grant"),
        ("A" * 30, "one word"),
        ("two words", 'plain text that says "two words"'),
        ("[1", "doesn't end well"),
        ('"words in quotes" and more', "starts with a quote"),
        ('"two words"', "a text in quotes"),
        ("\x00\x01 x", "octets that aren't text"),
        ("a b " * 40, "it's plain text."),
        ("HTTP/1.1 200 OK\n\n", "has no body. The status is 200."),
        ('{"detail": "no such code"}', 'a JSON object with the member detail, which says "no such code"'),
        ('{"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6, "g": 7}', "members a, b, c, d, e, f, and 1 more"),
        ('HTTP/1.1 404 X\n\n{"message": "no such client"}', "404"),
    ],
)
def test_what_it_is_instead_is_said(text: str, says: str) -> None:
    """The one error says what the text is."""
    assert [says in finding.message for finding in check_token_response(text)] == [True]
