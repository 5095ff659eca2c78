"""Octets that aren't text: compressed ones are called that."""

from __future__ import annotations

import pytest

from pkce_core import check_token_response

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


@pytest.mark.parametrize(
    ("octets", "is_compressed"),
    [
        (b"\x1f\x8b\x08\x00\xff", True),
        (HEAD + b"\r\n\x1f\x8b\x08\x00\xff", True),
        (HEAD + b"Content-Encoding: br\r\n\r\n\x8b\xff", True),
        (HEAD + b"\r\n\xff", False),
        (b"\xff\xfe{\x00", False),
        (b"HTTP/1.1 200 OK\r\n" * 50_000 + b"\xff", False),
    ],
)
def test_compressed(octets: bytes, is_compressed: bool) -> None:
    """By the start of gzip, or by the Content-Encoding header."""
    (finding,) = check_token_response(octets).errors
    assert ("--compressed" in finding.hint) is is_compressed
