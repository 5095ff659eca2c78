"""What a text is by its form."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core.text.text_form import describe_form


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", "has 43 characters of base64url, which is 256 bits"),
        (
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM=",
            "has 44 characters of base64url with = padding, which is 256 bits",
        ),
        ("x" * 43, "has 43 characters of base64url, but no bytes have exactly this form in base64url"),
        ("x" * 5, "has 5 characters of base64url, but no bytes have exactly this form in base64url"),
        ("ab+/", "has 4 characters of standard base64, which is 24 bits"),
        ("ab+/c", "has 5 characters, not all of them in the base64url alphabet"),
        (
            "wOsdxQV7S8WbaDyF800vBUXoXkY",
            "has 27 characters of base64url, which is 160 bits, as SHA-1 gives",
        ),
        ("ab" * 32, "has 64 hex digits, which is 256 bits"),
        ("ab" * 16, "has 32 hex digits, which is 128 bits"),
        ("AB:" * 31 + "AB", "has 64 hex digits, which is 256 bits"),
        ("123e4567-e89b-12d3-a456-426614174000", "is a UUID"),
        ("https://as.example/authorize", "is a URL"),
        ("eyJhbGciOiJub25lIn0.eyJhIjoxfQ.", "has the form of a JWT"),
        ("1234567", "is a number of 7 digits"),
        ("two words", "has 9 characters, not all of them in the base64url alphabet"),
        ("caf\u00e9", "has 4 characters, not all of them ASCII"),
        ('"', "has 1 character, which isn't in the base64url alphabet"),
        ("=" * 43, "has 43 characters, not all of them in the base64url alphabet"),
    ],
)
def test_a_form_is_described(text: str, form: str) -> None:
    """The likeliest first: hex digits are base64url too."""
    assert describe_form(text) == form


@given(st.binary(min_size=1, max_size=80))
def test_bits_are_counted(octets: bytes) -> None:
    """Base64url of so many octets is said to be so many bits, unless it looks like digits."""
    text = base64.urlsafe_b64encode(octets).decode().rstrip("=")
    form = describe_form(text)
    assert f"{len(octets) * 8} bits" in form or text.isdecimal() or "hex digits" in form


@given(st.text(min_size=1, max_size=200))
def test_any_text_has_a_form(text: str) -> None:
    """It's the end of a sentence that starts with "It"."""
    assert describe_form(text).startswith(("is ", "has "))
