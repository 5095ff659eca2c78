"""`compare_issuers`: two issuers in a message."""

from __future__ import annotations

import pytest

from pkce_core.explain.compared.issuers import compare_issuers

B2C = "https://shop.b2clogin.com"
ORACLE = "identity.oraclecloud.com"


@pytest.mark.parametrize(
    ("text", "slug", "says"),
    [
        ('expected "https://op.example:8443/r" got "https://op.example/r"', "client-issuer-differs", "port 8443"),
        ("expected: https://op.example current: http://op.example", "client-issuer-differs", "http in place of https"),
        ('The Issuer "https://op.example/a/" provided in the metadata did not match the requested issuer'
         ' "https://op.example/a"', "client-issuer-differs", "with a slash at the end"),
        ("Issuer: 'https://op.example/x'. Did not match: validationParameters.ValidIssuer: 'https://op.example/y'.",
         "client-issuer-differs", "Your program expects https://op.example/y"),
        ('{"expected":"https://authjs.dev","claims":{"iss":"https://op.example"}}', "client-issuer-missing",
         "placeholder"),
        (f"expected: {B2C}/shop.example/b2c_1/v2.0 current: {B2C}/11111111-2222-3333-4444-555555555555/v2.0/",
         "client-issuer-differs", "names the tenant by its ID"),
        ("unexpected issuer URI `https://op.example` (expected `https://op.example/`)", "client-issuer-differs",
         "Your program expects https://op.example/, and the server has https://op.example."),
        ("unexpected issuer URI `https://op.example` (expected `https://op.example/.well-known`)",
         "client-issuer-differs", "what stands before /.well-known"),
        (f'expected "https://abc.{ORACLE}" got "https://{ORACLE}/"', "client-issuer-differs", "one common issuer"),
    ],
)  # fmt: skip
def test_two_issuers(text: str, slug: str, says: str) -> None:
    """The text says which one was expected, and the relation says whose mistake it is."""
    found = compare_issuers(text)
    assert list(found) == [slug]
    assert says in found[slug]


@pytest.mark.parametrize(
    "text",
    ["", "expected https://op.example", "https://a.example and https://b.example", "got https://a.example",
     "expected https://a.example got https://a.example", "see https://a.example/docs"],
)  # fmt: skip
def test_no_pair(text: str) -> None:
    """Nothing is said when the text doesn't say which one was expected."""
    assert compare_issuers(text) == {}
