"""`hint_of_headers`: what a header adds to what an answer says."""

from __future__ import annotations

import pytest

from pkce_core.web_answers.describe import describe_web_text
from pkce_core.web_answers.headers import hint_of_headers, is_compressed


@pytest.mark.parametrize(
    ("kind", "headers", "says"),
    [
        ("method", {"allow": "POST, OPTIONS"}, "names POST, OPTIONS, so use POST here."),
        ("method", {"allow": "GET, HEAD"}, "not POST, so this is no token endpoint."),
        ("method", {"allow": "GET, POST"}, "Its Allow header names GET, POST."),
        ("method", {"allow": "<script>"}, ""),
        ("method", {}, ""),
        ("rate", {"retry-after": "120"}, "wait 2 minutes"),
        ("rate", {"retry-after": "Wed, 21 Oct 2026 07:28:00 GMT"}, ""),
        ("rate", {"retry-after": "999999999999"}, ""),
        ("proxy-login", {"proxy-authenticate": 'Basic realm="squid"'}, "The proxy asks for Basic."),
        ("refused", {"www-authenticate": "Negotiate"}, "Its WWW-Authenticate header asks for Negotiate."),
        ("refused", {"www-authenticate": "=odd"}, ""),
        ("gateway", {"allow": "POST"}, ""),
    ],
)
def test_what_a_header_adds(kind: str, headers: dict[str, str], says: str) -> None:
    """Only the header that belongs to the kind of answer is read."""
    said = hint_of_headers(kind, headers, of_oauth=True)
    assert (says in said) if says else not said


def test_an_api_takes_any_method() -> None:
    """Of an API it isn't known which method is right, so the header is only quoted."""
    assert hint_of_headers("method", {"allow": "GET"}, of_oauth=False) == "Its Allow header names GET."


@pytest.mark.parametrize(
    ("text", "headers", "expected"),
    [
        ("\x1f\ufffd\x08\x00\x00", {}, True),
        ("\x8b\x08\x00", {}, True),
        ("\ufffd\ufffd", {"content-encoding": "br"}, True),
        ("{}", {"content-encoding": "gzip"}, False),
        ("\ufffd", {}, False),
    ],
)
def test_compressed(text: str, headers: dict[str, str], expected: bool) -> None:
    """Octets of gzip are recognized by their start, others by the header."""
    assert is_compressed(text, headers) is expected


def test_compressed_octets_are_said_to_be() -> None:
    """So an answer that curl printed without --compressed is described."""
    web = describe_web_text(
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03"
    )
    assert web is not None
    assert (web.kind, "--compressed" in web.hint) == ("compressed", True)
