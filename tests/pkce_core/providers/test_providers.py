"""Providers: the built-in data, a reader's own file, placeholders, and metadata."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pkce_core
from pkce_core import PROFILES, InvalidValueError, PkceError, Provider, UsageError
from pkce_core.providers.provider import ADDRESSES
from tests.support.growth import FAR_TOO_MUCH, cost_per_character

OWN = """
[my-bank]
title = "My bank"
authorization_endpoint = "https://{host}/auth"
token_endpoint = "https://{host}/token"
redirect_uri_rules = "strict"
scopes = ["openid"]
notes = ["Ask Ann."]
[my-bank.placeholders]
host = "the host of the branch"
[my-bank.uncertain]
token_endpoint = "guessed"
[local]
issuer = "http://127.0.0.1:8080"
"""


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
    assert admin.token_endpoint == "https://banno.com/a/oidc-provider/api/v0/token"
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


def test_own_file() -> None:
    """A reader's file has the form of the built-in one; what is left out has its default."""
    bank, local = pkce_core.load_providers(OWN)
    assert bank.to_dict() == {
        "name": "my-bank",
        "title": "My bank",
        "issuer": None,
        "discovery": None,
        "authorization_endpoint": "https://{host}/auth",
        "token_endpoint": "https://{host}/token",
        "jwks_uri": None,
        "redirect_uri_rules": "strict",
        "scopes": ["openid"],
        "token_endpoint_auth_methods_supported": [],
        "notes": ["Ask Ann."],
        "placeholders": {"host": "the host of the branch"},
        "uncertain": {"token_endpoint": "guessed"},
    }
    assert local == Provider(name="local", title="local", issuer="http://127.0.0.1:8080")
    assert pkce_core.load_providers(b"\xef\xbb\xbf" + OWN.encode()) == (bank, local)
    assert pkce_core.load_providers("\ufeff") == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a", "isn't valid TOML"),
        (b"\xff", "isn't UTF-8: see octet 1"),
        ("a = 1", "a isn't a table"),
        ("[A]", 'The name "A" must have only'),
        ('["a\\nb"]', "must have only"),
        ("[a]\ntokn_endpoint = 'x'", "[a] tokn_endpoint isn't an entry of a provider. Did you mean token_endpoint?"),
        ("[a]\nzzz = 'x'", "The entries are title, issuer"),
        ("[a]\nname = 'x'", "[a] name isn't an entry"),
        ("[a]\ntitle = 1", "[a] title must be a text."),
        ("[a]\ntitle = ''", "[a] title must be a text."),
        ("[a]\nscopes = 'openid'", "[a] scopes must be a list of texts."),
        ("[a]\nscopes = [1]", "[a] scopes must be a list of texts."),
        ("[a]\nuncertain = 'x'", "[a] uncertain must be a table of texts."),
        ("[a.uncertain]\nissuer = 1", "[a] uncertain must be a table of texts."),
        ("[a.uncertain]\nisuer = 'x'", "names isuer, which isn't an entry"),
        ("[a]\nredirect_uri_rules = 'banno'", "[a] redirect_uri_rules must be one of banno-admin"),
        ("[a]\nissuer = 'a.example'", "[a] issuer must be an absolute https URL"),
        ("[a]\nissuer = 'https://u@a.example'", "[a] issuer must be an absolute https URL"),
        ("[a]\nissuer = 'https://a.example '", "[a] issuer must be an absolute https URL"),
        ("[a]\nissuer = 'app:/x'", "[a] issuer must be an absolute https URL"),
        ("[a]\nissuer = 'http://a.example'", "[a] issuer must use https"),
        ("[a]\nissuer = 'https://{x}/'", "[a] placeholders must explain x, which an address uses."),
        ("[a.placeholders]\nx = 'y'", "[a] placeholders explains x, which no address uses."),
        ("x = " + "[" * 10_000, "nested too deeply"),
        ("x = 1" + "0" * 10_000, "nested too deeply"),
        ("a" + ".a" * 1000 + " = 1", "more than 32 dots"),
        ("#" * 200_000, "200,000 characters"),
    ],
)
def test_mistakes_in_a_file(text: str | bytes, says: str) -> None:
    """A mistake is named with its table and entry."""
    with pytest.raises(InvalidValueError) as caught:
        pkce_core.load_providers(text)
    assert says in str(caught.value)


@pytest.mark.parametrize("value", [None, 7, {}])
def test_a_file_is_text(value: Any) -> None:
    """Other types are a misuse."""
    with pytest.raises(UsageError):
        pkce_core.load_providers(value)


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


@given(st.one_of(st.text(), st.binary(), st.text(alphabet="[]a.=\"'{}\n#1")))
def test_any_text_loads_or_is_refused(text: str | bytes) -> None:
    """No text raises anything but an error of this package."""
    try:
        providers = pkce_core.load_providers(text)
    except PkceError:
        return
    assert all(isinstance(provider, Provider) for provider in providers)


@pytest.mark.parametrize(
    "hostile", ["[" * 10**6, ("a." * 16 + "a=1\n") * 3000, "[a]\n" * 30_000], ids=["deep", "dots", "tables"]
)
def test_hostile_files_cost_little(hostile: str) -> None:
    """Length and dots are bounded before the parser sees them."""

    def call() -> None:
        with pytest.raises(InvalidValueError):
            pkce_core.load_providers(hostile)

    assert cost_per_character(call, len(hostile)) < FAR_TOO_MUCH
