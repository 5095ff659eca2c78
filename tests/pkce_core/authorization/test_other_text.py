"""What a text is that is no response: an address without one, a page of the browser."""

from __future__ import annotations

import pytest

from pkce_core.authorization.other_text import describe_empty_address

REDIRECT_URI = "https://app.example.com/cb"


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("https://app.example.com/login", "The browser is at another page than the redirect_uri, on the same host"),
        ("https://op.example/auth/7", "This isn't the redirect: the browser is at op.example"),
    ],
)
def test_an_address_elsewhere(address: str, says: str) -> None:
    """An address that isn't the redirect_uri says where the browser is, and not that anything went wrong there."""
    finding = describe_empty_address(address, REDIRECT_URI)
    assert finding.rule == "response-not-redirected"
    assert finding.message.startswith(says)
