"""What each profile accepts and refuses."""

from __future__ import annotations

import pytest

from pkce_core import PROFILES
from tests.support.redirect_uris import check, slugs


def test_profiles() -> None:
    """The slugs of `--profile`, each with a title."""
    assert list(PROFILES) == [
        "banno-admin", "banno-consumer", "generic", "native", "strict", "keycloak", "auth0", "entra",
        "google", "okta",
    ]  # fmt: skip
    assert all(profile.name == name and profile.title for name, profile in PROFILES.items())


@pytest.mark.parametrize(
    "uri",
    [
        "http://localhost/cb", "http://localhost:8080/cb", "http://app.local/cb", "http://a.b.local:1/", "http://127.0.0.1/",
        "http://127.255.255.255/", "http://10.0.0.0/", "http://10.255.255.255/", "http://172.16.0.0/",
        "http://172.31.255.255/", "http://192.168.0.0/", "http://192.168.255.255/", "https://any.example/cb",
        "https://8.8.8.8/cb", "https://[::1]/cb", "https://localhost/cb?a=b",
    ],
)  # fmt: skip
@pytest.mark.parametrize("profile", ["banno-admin", "banno-consumer"])
def test_banno_allow_list(uri: str, profile: str) -> None:
    """https anywhere; http for localhost, names ending in .local and the four IPv4 ranges, at both their ends."""
    assert slugs(check(uri, profile)) == []


@pytest.mark.parametrize(
    ("uri", "rules"),
    [
        ("http://[::1]/cb", ["http"]),
        ("http://126.255.255.255/", ["http"]),
        ("http://128.0.0.0/", ["http"]),
        ("http://9.255.255.255/", ["http"]),
        ("http://11.0.0.0/", ["http"]),
        ("http://172.15.255.255/", ["http"]),
        ("http://172.32.0.0/", ["http"]),
        ("http://192.167.255.255/", ["http"]),
        ("http://192.169.0.0/", ["http"]),
        ("http://0.0.0.0/", ["http"]),
        ("http://169.254.1.1/", ["http"]),
        ("http://local/", ["http"]),
        ("http://applocal/", ["http"]),
        ("http://app.local.example/", ["http"]),
        ("http://app.localhost/", ["http"]),
        ("http://localhost.example/", ["http"]),
        ("http://127.0.0.1.example/", ["http"]),
        ("http://example/", ["http"]),
        ("com.example.app:/cb", ["scheme"]),
    ],
)
def test_banno_refusals(uri: str, rules: list[str]) -> None:
    """Everything beside the list is an error; [::1] is not on it."""
    assert slugs(check(uri, "banno-admin")) == rules


@pytest.mark.parametrize(
    ("uri", "rules"),
    [
        ("http://127.0.0.1:51004/cb", []),
        ("http://[::1]:61023/cb", []),
        ("http://localhost/cb", ["localhost"]),
        ("http://127.0.0.2/cb", ["loopback-range"]),
        ("http://10.0.0.1/cb", ["http"]),
        ("http://app.local/cb", ["http"]),
        ("http://[::ffff:7f00:1]/cb", ["http"]),
        ("https://app.example.com/cb", []),
        ("com.example.app:/oauth2redirect/example-provider", []),
        ("myapp:/cb", ["scheme-dot"]),
        ("myapp://cb", ["scheme-dot"]),
    ],
)
def test_native_apps(uri: str, rules: list[str]) -> None:
    """RFC 8252 §7.1 a dot in private-use schemes; §7.3 loopback addresses; §8.3 localhost NOT RECOMMENDED."""
    assert slugs(check(uri, "native")) == rules


@pytest.mark.parametrize("uri", ["http://localhost/", "http://127.0.0.1/", "http://[::1]/", "com.example.app:/cb"])
def test_strict(uri: str) -> None:
    """https and nothing else, not even on this machine."""
    assert not check(uri, "strict").ok
    assert check("https://a.example/cb", "strict").ok


@pytest.mark.parametrize(
    ("profile", "uri", "rules"),
    [
        ("generic", "http://a.example/cb", ["http"]),
        ("generic", "http://localhost/cb", ["localhost"]),
        ("keycloak", "http://a.example/cb", ["http"]),
        ("auth0", "http://a.example/cb", ["http"]),
        ("okta", "http://a.example/cb", ["http"]),
        ("entra", "http://localhost/cb", []),
        ("entra", "http://[::1]/cb", ["http"]),
        ("entra", "http://127.0.0.2/cb", ["http"]),
        ("entra", "https://a.example/(cb)", ["character"]),
        ("entra", f"https://a.example/{'a' * 300}", ["length"]),
        ("google", "https://8.8.8.8/cb", ["ip-address"]),
        ("google", "https://127.0.0.1/cb", []),
        ("google", "https://127.0.0.2/cb", []),
        ("google", "https://[::1]/cb", []),
        ("google", "http://localhost:8080", []),
    ],
)
def test_other_servers(profile: str, uri: str, rules: list[str]) -> None:
    """What each documents; http elsewhere is against RFC 9700 §2.6 everywhere, and an error where it is refused."""
    assert slugs(check(uri, profile)) == rules
