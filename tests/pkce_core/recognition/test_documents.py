"""JSON, HTML, HTTP and commands in a text."""

from __future__ import annotations

import pytest

from pkce_core import recognize


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"access_token":"at","token_type":"Bearer"}', ["token-response", "access-token"]),
        ('{"access_token":"a\\/b","expires_in":60}', ["token-response", "access-token"]),
        ('{"issuer":"https://op.example","token_endpoint":"https://op.example/token"}', ["metadata"]),
        ('{"issuer":"https://op.example","authorization_endpoint":"https://op.example/auth"}', ["metadata"]),
        ('{"keys":[{"kty":"RSA"}]}', ["jwks"]),
        ('{"kty":"EC","x":"y"}', ["jwks"]),
        ('{"kty":"EC","d":"x"}', ["private-key"]),
        ('{"keys":[{"kty":"RSA"},{"kty":"oct","k":"x"}]}', ["private-key"]),
        ('{"keys":["a","b"]}', []),
        ('{"keys":[]}', []),
        ('{"authorization_request":{},"token_request":{}}', ["flow"]),
        ('{"errors":[{"message":"no"}]}', ["error"]),
        ('{"a":1}', []),
        ('function () { return {"error": "x"} }', ["error", "error-code"]),
        ("HTTP/1.1 400 Bad Request\n\n{}", ["http-response"]),
        ("POST /token HTTP/1.1\nHost: op.example\n", ["token-request"]),
        ("<!doctype html><title>Error</title>", ["html-page"]),
        ('<form method="post"><input type="hidden" name="code" value="x"/></form>', ["form-post"]),
        ("curl https://op.example/userinfo", ["command"]),
        ('{"error":"a\\/b"}', ["error"]),
        ('{"error":{"message":"no"}}', ["error"]),
        ("curl https://op.example/token \\\n -d 'grant_type=x'", ["token-request", "token-request"]),
    ],
)
def test_kinds(text: str, expected: list[str]) -> None:
    """What a document is, by what only that document has."""
    assert [each.kind for each in recognize(text)] == expected
