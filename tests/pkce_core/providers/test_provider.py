"""Filling in the placeholders of a provider, and making one from metadata."""

from __future__ import annotations

from typing import Any

import pytest

import pkce_core
from pkce_core import UsageError


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({}, "needs a value for institution_host: the host of"),
        ({"host": "a.example"}, "Its placeholders: institution_host."),
        ({"institution_host": "evil.example/"}, "letters, digits"),
        ({"institution_host": "a@evil.example"}, "letters, digits"),
        ({"institution_host": "evil.example#"}, "letters, digits"),
        ({"institution_host": ".."}, "letters, digits"),
        ({"institution_host": "a.example\n"}, "letters, digits"),
        ({"institution_host": 7}, "letters, digits"),
        ("institution_host", "a mapping of values"),
    ],
)
def test_placeholders_take_hosts_and_names_only(values: Any, says: str) -> None:
    """A value cannot lead to another host than it says."""
    with pytest.raises(UsageError, match=says):
        pkce_core.fill_provider(pkce_core.get_provider("banno-consumer"), values)


def test_nothing_to_fill() -> None:
    """A provider without placeholders takes no values."""
    google = pkce_core.get_provider("google")
    assert pkce_core.fill_provider(google, {}) == google
    with pytest.raises(UsageError, match="Its placeholders: none"):
        pkce_core.fill_provider(google, {"x": "y"})


def test_from_metadata() -> None:
    """The document's own values; RFC 8414 §2: without methods, client_secret_basic."""
    metadata = pkce_core.parse_metadata(
        {"issuer": "https://a.example", "token_endpoint": "https://a.example/token", "scopes_supported": ["a"]}
    )
    provider = pkce_core.provider_from_metadata(metadata, name="a")
    assert (provider.name, provider.title, provider.token_endpoint) == (
        "a",
        "https://a.example",
        metadata.token_endpoint,
    )
    assert (provider.scopes, provider.token_endpoint_auth_methods_supported) == ((), ("client_secret_basic",))
    other = pkce_core.provider_from_metadata(
        pkce_core.parse_metadata({"token_endpoint_auth_methods_supported": ["none"]})
    )
    assert (other.title, other.scopes, other.token_endpoint_auth_methods_supported) == (
        "custom",
        ("openid",),
        ("none",),
    )
    misuse: Any = "{}"
    with pytest.raises(UsageError):
        pkce_core.provider_from_metadata(misuse)
