"""Whose mistake it is, which differs by value."""

from __future__ import annotations

import pytest

from pkce_core.relation import tables
from pkce_core.relation.explain import explain
from pkce_core.relation.search import explain_relation


@pytest.mark.parametrize(
    ("table", "expected", "actual", "says"),
    [
        ("CODE", "a+bcdefg", "a bcdefg", "Your program decoded the code twice"),
        ("STATE", "a+bcdefg", "a bcdefg", "the other side doesn't encode it"),
        ("CLIENT", "client:1", "client%3A1", "form-encoded once for Basic (RFC 6749 §2.3.1)"),
        ("CLIENT", "client-1", "client-1\n", "White space was copied along"),
        ("ISSUER", "https://a.example", "http://a.example", "X-Forwarded-Proto"),
        ("ISSUER", "http://a.example", "https://a.example", "Use the https address"),
        ("ISSUER", "https://a.example", "https://a.example/.well-known/openid-configuration", "without the part for"),
        ("ISSUER", "https://a.example", "https://a.example/realms/x", "another tenant, realm or version"),
        ("ISSUER", "https://a.example", "http://web:80", "let it trust the headers of the proxy"),
        ("ISSUER", "https://a.example", "https://a.example/index.php", "Use the issuer as this one does"),
        ("ISSUER", "http://localhost:80", "http://web:80", "web is a name inside a network"),
        ("ISSUER", "http://web:80", "http://localhost:80", "Use its public address in every place"),
        ("ISSUER", "http://web:80", "https://a.example", "Use its public address in every place"),
        ("REDIRECT_URI", "https://a.example/cb", "http://a.example/cb", "proxy that ends TLS"),
        ("REDIRECT_URI", "https://a.example/cb", "http://localhost:5173/cb", "as a page in development does"),
        ("REDIRECT_URI", "http://localhost:5173/cb", "https://a.example/cb", "Use its public address in every place"),
        ("REDIRECT_URI", "http://a.example/cb", "https://a.example/cb", "Use the same scheme in every place"),
        ("REDIRECT_URI", "https://a.example/cb", "https://a.example/cb/", "Use exactly the same URI"),
    ],
)
def test_advice(table: str, expected: str, actual: str, says: str) -> None:
    """Each table has advice of its own where the author of the mistake is another."""
    assert says in explain_relation(expected, actual, getattr(tables, table), "the text").advice


@pytest.mark.parametrize("table", ["STATE", "CODE", "NONCE", "CLIENT", "ISSUER", "REDIRECT_URI"])
def test_every_change_has_its_name_and_advice(table: str) -> None:
    """A slug is unique in its table, and each change says what to do."""
    ways = getattr(tables, table)
    assert len({way.slug for way in ways}) == len(ways)
    assert [way.slug for way in ways if not way.advice] == []


@pytest.mark.parametrize(
    ("first", "second", "says"),
    [
        ("my-app", "my-app-backend", "with 8 more characters at its end. Either something was joined to it, or"),
        ("my-app-backend", "my-app", "without its last 8 characters. Either it was cut, or"),
        ("my-apps", "my-app", "without its last character. Either it was cut, or"),
        ("backend-my-app", "my-app", "two clients whose IDs end alike"),
    ],
)
def test_client_ids_that_begin_alike(first: str, second: str, says: str) -> None:
    """They may be those of two clients: nothing shows that one was cut or joined to something."""
    assert says in explain("client_id", first, second, "the client_id").text
