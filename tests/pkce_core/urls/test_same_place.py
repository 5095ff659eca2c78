"""Addresses that are different texts and the same place (RFC 3986 §6.2.2.1, §6.2.3)."""

from __future__ import annotations

import pytest

from pkce_core.urls.same_place import is_same_place


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.example/cb", "https://a.example:443/cb", True),
        ("http://a.example:80/cb", "http://a.example/cb", True),
        ("https://a.example:/cb", "https://a.example/cb", True),
        ("HTTPS://A.Example/cb", "https://a.example/cb", True),
        ("https://a.example", "https://a.example/", True),
        ("https://a.example:80/cb", "https://a.example/cb", False),
        ("http://a.example:443/cb", "http://a.example/cb", False),
        ("http://a.example/cb", "https://a.example/cb", False),
        ("https://a.example/cb", "https://a.example/CB", False),
        ("https://a.example/cb", "https://a.example/cb/", False),
        ("https://u@a.example/cb", "https://a.example/cb", False),
        ("https://a.example/cb", "https://u@a.example/cb", False),
        ("com.example.app:/cb", "com.example.app:/cb", False),
        ("https://a.example/cb", "com.example.app:/cb", False),
        ("/cb", "https://a.example/cb", False),
        ("https://a.example/cb", "https://[::1/cb", False),
    ],
)
def test_the_same_place(one: str, other: str, same: bool) -> None:
    """A default port, the case of scheme and host, and an empty path change nothing; everything else does."""
    assert is_same_place(one, other) is same
