"""The built-in providers: their names and their data."""

from __future__ import annotations

from typing import Any

import pytest

import pkce_core
from pkce_core import PROFILES, UsageError
from pkce_core.providers.provider import ADDRESSES


def test_names() -> None:
    """The providers of the issue, Banno first."""
    assert pkce_core.provider_names() == (
        "banno-admin", "banno-consumer", "generic", "keycloak", "auth0", "entra", "google", "okta",
    )  # fmt: skip


@pytest.mark.parametrize("name", pkce_core.provider_names())
def test_built_in_providers(name: str) -> None:
    """Each has a title, rules that exist and notes; filled in, its addresses are whole and an issuer is one."""
    provider = pkce_core.get_provider(name)
    assert (provider.name, provider.redirect_uri_rules in PROFILES) == (name, True)
    assert provider.title
    assert provider.notes
    assert all(why and hasattr(provider, entry) for entry, why in provider.uncertain.items())
    filled = pkce_core.fill_provider(provider, dict.fromkeys(provider.placeholders, "x1"))
    addresses = [text for entry in ADDRESSES if (text := getattr(filled, entry))]
    assert not any("{" in text for text in addresses)
    if filled.issuer is not None and filled.discovery is not None:
        # OIDC Discovery §4: "by concatenating the string /.well-known/openid-configuration to the Issuer"
        assert filled.discovery == f"{filled.issuer.rstrip('/')}/.well-known/openid-configuration"


def test_banno() -> None:
    """What is known is there; what is not certain is marked with the reason, and no issuer is promised."""
    admin = pkce_core.get_provider("banno-admin")
    assert admin.token_endpoint == "https://login.jackhenry.com/a/oidc-provider/api/v0/token"
    assert "authorization_endpoint" in admin.uncertain
    assert "token_endpoint" not in admin.uncertain
    assert admin.issuer is None
    consumer = pkce_core.get_provider("banno-consumer")
    demo = pkce_core.fill_provider(consumer, {"institution_host": "digital.garden-fi.com"})
    assert demo.authorization_endpoint == "https://digital.garden-fi.com/a/consumer/api/v0/oidc/auth"
    assert (demo.placeholders, demo.uncertain) == ({}, consumer.uncertain)
    assert "https://api.banno.com/consumer/auth/accounts.readonly" in demo.scopes


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("keyclok", "Did you mean keycloak"),
        ("Banno-Admin", "Did you mean banno-admin"),
        ("zzzzzz", "The providers are banno-admin"),
        (None, "The providers are"),
        (7, "The providers are"),
        (["okta"], "The providers are"),
    ],
)
def test_unknown_providers_are_a_misuse(name: Any, says: str) -> None:
    """The error names those that are near, or all."""
    with pytest.raises(UsageError, match=says):
        pkce_core.get_provider(name)
