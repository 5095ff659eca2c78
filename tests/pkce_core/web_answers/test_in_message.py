"""`find_web_answer`: a web server's answer in a text with other words around it."""

from __future__ import annotations

import pytest

from pkce_core.web_answers.in_message import find_web_answer, status_in


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("no access_token: <!DOCTYPE html> <html> <head>", "page",
         "the message shows what a server answered: this is an html page, not an oauth response."),
        ("failed with status 403: <html><head><title>Just a moment...</title>", "blocked", "checks for a browser"),
        ("failed: 404 <html><body>Nothing here</body></html>", "not-found", "its http status is 404"),
        ("failed: <html><head><title>Sign in</title></head>", "login", "login page"),
        ("1#1: *1 upstream sent too big header while reading response header from upstream, client: 10.0.0.1",
         "big-header", "nginx"),
        ('client sent too long header line: "Cookie: a=b"', "big-request", "nginx"),
        ("Client sent an HTTP request to an HTTPS server.", "https", "a program in go"),
        ("discovery failed: 400 The plain HTTP request was sent to HTTPS port", "https", "nginx"),
        ("Reason: You're speaking plain HTTP to an SSL-enabled server port.", "https", "apache"),
        ("502 Bad Gateway", "gateway", "its http status is 502"),
    ],
)  # fmt: skip
def test_what_was_answered(text: str, kind: str, said: str) -> None:
    """The page after words is described, and a sentence that shows by itself what happened."""
    found = find_web_answer(text)
    assert found is not None
    assert found.kind == kind
    assert said in found.what.casefold()
    assert found.hint


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("HTTP/1.1 503: <html><body>", 503),
        ('status_code=502 body="<html>\\n<head>', 502),
        ("code: 404, <!DOCTYPE html>", 404),
        ("the server said 502 Bad Gateway, and then <html><body>", 502),
        ("got 502: <html>...", 502),
        ("Login took 502 ms, then the page <html><body>", None),
        ("after 500 requests we saw <html><head>", None),
        ("line 500: <html><head>", None),
        ("port 443: <html><head>", None),
    ],
)
def test_a_status_before_a_page(text: str, status: int | None) -> None:
    """Only a number that is said to be a status is one."""
    found = find_web_answer(text)
    assert found is not None
    assert ("status is" in found.what) is (status is not None)
    assert status is None or f"status is {status}" in found.what


@pytest.mark.parametrize(
    "text",
    [
        "",
        "invalid state",
        "<b>bold</b> and no page",
        "Hydration failed: <html> cannot be a child of <body>",
        "Hydration error: <html> state mismatch between server and client",
        "In HTML, <html> cannot be a child of <div>.\n  <html>\n    <body>",
        "the element <html> has no lang",
        "then the page <html>...",
    ],
)
def test_what_is_no_answer(text: str) -> None:
    """Other words are no web server's."""
    assert find_web_answer(text) is None


def test_only_after_words() -> None:
    """Where a program speaks, only a page after its words counts."""
    assert find_web_answer("502 Bad Gateway", after_words=True) is None
    assert find_web_answer("<html><body>404</body></html>", after_words=True) is None
    assert find_web_answer("oauth2: cannot fetch token: <html>", after_words=True) is not None


@pytest.mark.parametrize(
    ("text", "status"),
    [("HTTP 404", 404), ("error: unauthorized", 401), ("Unauthorized!", 401), ("401 of something", None), ("ok", None)],
)
def test_a_status_alone(text: str, status: int | None) -> None:
    """A text that says nothing else is a status."""
    assert status_in(text) == status
