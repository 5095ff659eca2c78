"""What keeps a URL from being an endpoint."""

from __future__ import annotations

import pytest

from pkce_core.urls.endpoint import is_encrypted_or_loopback


@pytest.mark.parametrize(
    ("url", "safe"),
    [("https://a", True), ("http://127.1", True), ("http://[::1]:1", True), ("http://a", False), ("nothing", False)],
)
def test_who_can_listen(url: str, safe: bool) -> None:
    """http is for this machine only, however its address is written; what is no URL is not safe."""
    assert is_encrypted_or_loopback(url) == safe
