"""The addresses in a metadata document: the issuer's and those of the endpoints."""

from __future__ import annotations

import pytest

import pkce_core
from pkce_core.metadata.endpoint_checks import ENDPOINTS
from tests.support.metadata import ISSUER, check, slugs


@pytest.mark.parametrize(
    ("issuer", "rules"),
    [
        ("issuer.example", ["issuer"]),
        ("http://issuer.example", ["http"]),
        ("http://127.1:8080", ["http"]),
        ("http://localhost:8080", ["http"]),
        ("https://issuer.example/?a=b", ["issuer-query"]),
        ("https://issuer.example/#a", ["issuer-fragment"]),
        ("https://issuer.example@evil.example", ["issuer"]),
        ("https://issuer .example", ["issuer"]),
        ("https://issuer.example\\", ["issuer"]),
        ("ftp://issuer.example", ["issuer"]),
        ("https://1.2.3.4.5", ["issuer"]),
        ("https://" + "a" * 9000, ["issuer"]),
    ],
)
def test_issuer(issuer: str, rules: list[str]) -> None:
    """RFC 8414 §2: https, no query, no fragment; http on this machine is for tests."""
    report = check({"issuer": issuer})
    assert slugs(report) == rules
    assert report.ok is ("127.1" in issuer or "localhost" in issuer)


@pytest.mark.parametrize("name", ENDPOINTS)
@pytest.mark.parametrize(
    ("address", "rules"),
    [
        ("", []),
        ("/path", ["endpoint"]),
        ("https://user@issuer.example/path", ["endpoint"]),
        ("https://b\xfccher.example/path", ["endpoint"]),
        ("https://issuer.example/path#x", ["endpoint-fragment"]),
        ("http://issuer.example/path", ["http"]),
        ("http://127.0.0.1/path", ["http", "host"]),
        ("https://issuer.example/path", []),
        ("https://other.example/path", ["host"]),
    ],
)
def test_every_endpoint_is_judged_alike(name: str, address: str, rules: list[str]) -> None:
    """RFC 8414 §2, RFC 9126 §5, RFC 8628 §4: https, absolute, no fragment; another host is fine."""
    found = set(slugs(check({name: address or ISSUER}), "error", "warning", "info"))
    assert found == set(rules)


def test_other_hosts_are_named_once() -> None:
    """Two endpoints on one other host need one sentence."""
    (finding,) = [
        finding
        for finding in check({name: f"https://b.example/{name}" for name in ("token_endpoint", "revocation_endpoint")})
        if finding.rule == "metadata-host"
    ]
    named = "token_endpoint and revocation_endpoint are on another host than the issuer: https://b.example."
    assert finding.message == named


def test_http_is_reported_once_for_each_kind() -> None:
    """RFC 8414 §2: a test server on this machine gets one warning with every member; a remote one is an error."""
    local = {
        name: f"http://localhost:8080/{name}"
        for name in ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint")
    }
    report = check(local)
    assert slugs(report, "error", "warning") == ["http"]
    every = "issuer, authorization_endpoint, token_endpoint, jwks_uri and userinfo_endpoint use http."
    assert report.warnings[0].message.startswith(every)
    mixed = check({**local, "token_endpoint": "http://op.example/token", "jwks_uri": "http://op.example/jwks"})
    assert [(found.rule, found.level) for found in (*mixed.warnings, *mixed.errors)] == [
        ("metadata-http", pkce_core.Level.WARNING),
        ("metadata-http", pkce_core.Level.ERROR),
    ]
    assert "token_endpoint and jwks_uri use http, but must use https." in mixed.errors[0].message
    assert "token_endpoint" not in mixed.warnings[0].message


@pytest.mark.parametrize(
    ("address", "is_doubled"),
    [
        ("https://issuer.example//token", True),
        ("https://issuer.example/a//token", True),
        ("https://issuer.example/token?next=//x", False),
        ("https://issuer.example/https://other.example/token", False),
        ("https://issuer.example/token", False),
    ],
)
def test_a_path_with_two_slashes(address: str, is_doubled: bool) -> None:
    """A base URL with a slash at its end, joined to a path that starts with one. It may work, so it's a warning."""
    found = [each for each in check({"token_endpoint": address}) if each.rule == "metadata-endpoint-slashes"]
    assert [each.level for each in found] == [pkce_core.Level.WARNING] * is_doubled
    assert all(each.message.startswith("token_endpoint has // in its path") for each in found)


@pytest.mark.parametrize(
    ("changes", "is_said"),
    [
        ({"issuer": "http://issuer.example"}, True),
        ({"token_endpoint": "http://issuer.example/token"}, True),
        ({"token_endpoint": "http://other.example/token"}, False),
        ({"issuer": "issuer.example", "token_endpoint": "http://issuer.example/token"}, False),
    ],
)
def test_http_and_https_for_one_host(changes: dict[str, str], is_said: bool) -> None:
    """So a server writes that doesn't know of the proxy that ends TLS."""
    hints = [each.hint for each in check(changes).errors if each.rule == "metadata-http"]
    assert hints
    assert any("X-Forwarded-Proto" in each for each in hints) is is_said
