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
        ("AxiosError: Request failed with status code 400", "a program's message"),
        ('<?xml version="1.0"?><a/>', "XML"),
        ("<Error><Code>x</Code></Error>", "XML"),
        ("<custom-element>x</custom-element>", "markup, such as XML"),
        ("<img src=x onerror=alert(1)>", "an HTML page"),
        ("<H1>Bad</H1>", "an HTML page"),
        ("java.io.IOException: no connection", "a program's message"),
        ("InvalidGrantError: (invalid_grant) no", "invalid_grant"),
        ("A" * 30, "one word"),
        ("two words", "neither JSON"),
    ],
)
def test_what_it_is_instead_is_said(text: str, says: str) -> None:
    """The one error says what the text is."""
    assert [says in finding.message for finding in check_token_response(text)] == [True]
