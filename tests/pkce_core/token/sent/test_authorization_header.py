"""The Authorization header of a token request, and the mistakes of its encoding."""

from __future__ import annotations

import pytest

from pkce_core.token.sent.authorization_header import read_authorization


@pytest.mark.parametrize(
    ("value", "scheme", "mistake"),
    [
        ("Basic YTpi", "basic", ""),
        ("basic YTpi", "basic", ""),
        ("Basic YTpiYw", "basic", ""),
        ("Basic", "basic", ""),
        ("Basic {BASE64}", "basic", ""),
        ("Basic <redacted>", "basic", ""),
        ("Basic $AUTH", "basic", ""),
        ("Basic YTpi\nYw==", "basic", "white space"),
        ("Basic web-7:secret", "basic", "not encoded"),
        ("Basic d2ViLTc6Pz8_fn4-Zg", "basic", "base64url"),
        ("Basic YTpiY", "basic", "not base64"),
        ("Basic YTp!", "basic", "not base64"),
        ("Basic d2ViLTc=", "basic", "no colon"),
        ("Bearer abc", "bearer", ""),
        ("YTpi", "", "no scheme"),
        ("", "", ""),
        ("$AUTH", "", ""),
    ],
)
def test_the_mistake_of_a_header(value: str, scheme: str, mistake: str) -> None:
    """Each mistake has its name; what a template or a variable fills in is no mistake."""
    found = read_authorization(value)
    assert (found.scheme, found.mistake) == (scheme, mistake)
    if mistake:
        assert found.client_id is None
    assert "YTpi" not in repr(found)
