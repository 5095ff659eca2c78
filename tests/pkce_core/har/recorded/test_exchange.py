"""An entry as an exchange: what each browser writes, and members of wrong types."""

from __future__ import annotations

from typing import Any

import pytest

from pkce_core.har.recorded.exchange import Exchange, form_of, parts_of, read_exchange
from tests.support.har import entry, pairs, token


def test_form_and_parts() -> None:
    """The first value of a name counts; a form that can't be decoded has none."""
    assert form_of("a=1&b=2&a=3") == {"a": "1", "b": "2"}
    assert form_of("a=%zz") == {}
    assert parts_of("https://a/b?c=d?#e?f#g") == ("https://a/b", "c=d?", "e?f#g")


def test_the_whole_exchange() -> None:
    """Method, times, headers in lower case, and texts that the repr doesn't show."""
    exchange = read_exchange(7, token())
    assert (exchange.number, exchange.method, exchange.status) == (7, "POST", 200)
    assert exchange.started is not None
    assert exchange.ended == pytest.approx(exchange.started + 0.1205)
    assert exchange.headers["content-type"] == "application/x-www-form-urlencoded"
    assert exchange.form["grant_type"] == "authorization_code"
    assert exchange.length > 200
    assert "app-1" not in repr(exchange)
    assert Exchange(number=1, body='{"a":1}').form == {}
    assert Exchange(number=1, body=None).form == {}


@pytest.mark.parametrize(
    ("url", "target", "whole"),
    [
        ("https://a.example/b/c", "/d?e=f", "https://a.example/d?e=f"),
        ("https://a.example/b/c", "https://x.example/", "https://x.example/"),
        ("https://a.example/b/c", "com.example.app:/cb?code=1", "com.example.app:/cb?code=1"),
        ("https://a.example/b/c", "https://[broken", "https://[broken"),
    ],
)
def test_locations(url: str, target: str, whole: str) -> None:
    """A Location header may leave out what it has in common with the URL."""
    asked = entry("GET", url, status=302, answered={"Location": target})
    assert read_exchange(1, asked).response_headers["location"] == whole
    asked["response"]["headers"] = []
    asked["response"]["redirectURL"] = target
    assert read_exchange(1, asked).response_headers["location"] == whole


@pytest.mark.parametrize(
    ("changes", "body"),
    [
        ({"postData": {"text": "a=1"}}, "a=1"),
        ({"postData": {"params": pairs({"a": "1 2"})}}, "a=1+2"),
        ({"postData": {"params": pairs({"a": "\ud800"})}}, None),
        ({"bodySize": 0}, ""),
        ({"bodySize": -1}, None),
        ({"bodySize": -1, "headers": pairs({"Content-Length": "0"})}, ""),
        ({"bodySize": -1, "method": "get"}, ""),
    ],
)
def test_bodies(changes: dict[str, Any], body: str | None) -> None:
    """A body as text or as parameters; None where the file may leave it out."""
    asked = entry("POST", "https://a.example/")
    asked["request"] |= changes
    assert read_exchange(1, asked).body == body


@pytest.mark.parametrize(
    ("content", "response"),
    [
        ({"text": "a"}, "a"),
        ({"text": "e30=", "encoding": "base64"}, "{}"),
        ({"text": "/w==", "encoding": "base64"}, None),
        ({"text": "a", "encoding": "base64"}, None),
        ({"size": 0}, ""),
        ({"size": 5}, None),
        ("no object", None),
    ],
)
def test_responses(content: object, response: str | None) -> None:
    """Text, base64 of text; None for what is no text or isn't in the file."""
    answered = entry("GET", "https://a.example/")
    answered["response"]["content"] = content
    assert read_exchange(1, answered).response == response


def test_wrong_types() -> None:
    """A member of a wrong type counts as absent."""
    empty = read_exchange(1, {"request": 5, "response": [], "startedDateTime": 7, "time": "x"})
    assert empty == Exchange(number=1, method="", body=None)
    odd = {
        "startedDateTime": "2026-01-31T12:00:00Z", "time": float("inf"),
        "request": {"headers": [5, {"name": 1, "value": "x"}], "url": 5, "method": "GET"}, "response": {"status": 5000},
    }  # fmt: skip
    found = read_exchange(1, odd)
    assert (found.ended, found.status, found.url) == (None, 0, "")
