"""The code and the words of an error in the body of an API's answer."""

from __future__ import annotations

import pytest

from pkce_core.api.body_words import BodyWords, read_body_words


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('{"error":"invalid_token","error_description":"x"}', BodyWords("invalid_token", "x", is_error=True)),
        ('{"error":{"code":"Denied","message":"No."}}', BodyWords("Denied", "No.", is_error=True)),
        ('{"message":"No."}', BodyWords("", "No.")),
        ('{"message":"Unauthorized"}', BodyWords()),
        ("403 Forbidden", BodyWords()),
        ("No.", BodyWords("", "No.")),
        ("<html>", BodyWords()),
        ("", BodyWords()),
    ],
)
def test_each(body: str, expected: BodyWords) -> None:
    """What only repeats the status counts for nothing."""
    assert read_body_words(f"HTTP/1.1 401 X\r\n\r\n{body}") == expected


def test_a_header_alone() -> None:
    """Without a status line nothing is a body."""
    assert read_body_words('Bearer error="invalid_token"') == BodyWords()
