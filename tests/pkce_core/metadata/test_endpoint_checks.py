"""The addresses in a metadata document: the issuer's and those of the endpoints."""

from __future__ import annotations

import pytest

import pkce_core
from tests.support.metadata import check, slugs


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
