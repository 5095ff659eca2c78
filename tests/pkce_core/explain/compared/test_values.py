"""`compare_values` and `with_compared`: what a message shows itself."""

from __future__ import annotations

import hashlib

import pytest

from pkce_core.explain.compared.values import compare_values, with_compared
from tests.support.growth import FAR_TOO_MUCH, cost_per_character

NONCE = 'The nonce in ID Token "{}" does not match the SHA256 hash of the raw nonce "{}" in the request.'
HASH = hashlib.sha256(b"a-raw-nonce").hexdigest()


@pytest.mark.parametrize(
    ("text", "causes", "first"),
    [
        (NONCE.format("a-raw-nonce", "a-raw-nonce"), (), "nonce-not-hashed"),
        (NONCE.format("a-raw-nonce", HASH), (), "nonce-not-hashed"),
        (NONCE.format(HASH, HASH), (), "nonce-hash-as-raw"),
        (NONCE.format("a", "b"), (), None),
        ('Scope has changed from "a b" to "b a".', ("client-scope-changed",), "client-scope-same"),
        ('Scope has changed from "a,b" to "b a".', ("client-scope-changed",), "client-scope-same"),
        ('Scope has changed from "a b" to "a c".', ("client-scope-changed",), "client-scope-changed"),
        ('Scope has changed from "a b" to "a".', ("client-scope-changed",), "client-scope-changed"),
        ('Scope has changed from "a" to "a b".', ("client-scope-changed",), "client-scope-changed"),
        ("id_token issued in the future, now 1700000000, iat 1700000009", (), "client-clock-off"),
        ("id_token expired, now 1700000000, exp 1600000000", (), "client-clock"),
        ("state mismatch, expected a%2Fb, got: a/b", ("client-state-lost",), "client-state-lost"),
        ("state mismatch, expected abcdefghij, got: 0123456789", ("client-state-lost",), None),
        ("state mismatch, expected a%2Fb, got: a/b", (), None),
        ("curl: (6) Could not resolve host: application", ("no-answer",), "curl-command"),
        ("curl: (6) Could not resolve host: keycloak", ("no-answer",), None),
        ("curl: (6) Could not resolve host: post.example", ("no-answer",), None),
        ("Received HTTP code 407 from proxy after CONNECT", ("curl-broke-off",), "proxy-login"),
        ("Token Response: 401 Unauthorized: [no body]", ("client-no-token",), "secret-wrong"),
        ("Token Response: 404 Not Found", ("client-no-token",), "wrong-endpoint"),
        ("unexpected status code: 502", ("client-no-token",), "server-trouble"),
        ("No state in response http://a.example/#/cb?code=x", ("client-state-lost",), "client-state-in-fragment"),
        ("expected https://a.example got http://a.example", ("client-issuer-differs",), "client-issuer-differs"),
        ("Invalid issuer. Expected 'https://a.example', but was 'http://a.example'", (), "client-issuer-differs"),
        ("expected https://a.example got http://a.example", (), None),
        (
            'Scope has changed from "a email" to "a https://www.googleapis.com/auth/userinfo.email".',
            (),
            "client-scope-same",
        ),
        (
            'Scope has changed from "a email b" to "a https://www.googleapis.com/auth/userinfo.email".',
            (),
            "client-scope-changed",
        ),
        ('Scope has changed from "a r" to "a https://api.example/r".', (), "client-scope-changed"),
        ("nonce mismatch, expected 8yTx91, got: undefined", (), "client-nonce-absent"),
        ("state mismatch: got null, expected pX7s2v", (), "client-state-absent"),
        ("Wrong nonce: undefined, expected: pX7s2v", (), "client-nonce-absent"),
        ("state does not match, expected 'undefined' but received af0i", (), "client-state-lost"),
        ("state mismatch, expected undefined, got: undefined", (), None),
        ("CORS header missing). Status code: 400.", ("cors-blocked",), "cors-hidden-error"),
        ("net::ERR_FAILED 503", ("cors-blocked",), "cors-hidden-error"),
        ("net::ERR_FAILED 200 (OK)", ("cors-blocked",), "cors-hidden-success"),
        ("CORS header missing). Status code: 302.", ("cors-blocked",), None),
        ("Status code: 404", ("cors-preflight",), "cors-preflight"),
        ("content-type header must be application/json, got text/html", (), "client-page-for-json"),
        ("got text/html, expected application/json", (), "client-page-for-json"),
        ("TokenHandler failed: server returned 503", (), "server-trouble"),
        ("Access Token Response: 401 : [no body]", ("client-no-token",), "secret-wrong"),
        ("Access Token Response: 400 Bad Request: [no body]", ("client-no-token",), "client-empty-error"),
        ("Access Token Response: 403 : [no body]", ("client-no-token",), "client-empty-error"),
        ("Access Token Response: 404 : [no body]", ("client-no-token",), "wrong-endpoint"),
        ("Access Token Response: 429 : [no body]", ("client-no-token",), "too-many-requests"),
        ("Access Token Response: 503 : [no body]", ("client-no-token",), "server-trouble"),
        ('unexpected signature algorithm "HS256"; expected ["RS256"]', ("client-token-malformed",), "client-algorithm"),
    ],
)
def test_what_values_show(text: str, causes: tuple[str, ...], first: str | None) -> None:
    """The values in a message are compared, where the message is about them."""
    assert next(iter(compare_values(text, causes)), None) == first


def test_an_exact_cause_replaces_a_vague_one() -> None:
    """The causes that values show come first, and the vaguer ones go."""
    suggested = {"client-scope-changed": "a", "no-answer": "b"}
    assert with_compared(suggested, {"client-scope-same": "c"}) == {"client-scope-same": "c", "no-answer": "b"}
    assert with_compared(suggested, {"no-answer": "d"}) == {"no-answer": "d", "client-scope-changed": "a"}


def test_a_megabyte_stays_fast() -> None:
    """4,000 characters are read."""
    causes = ("client-issuer-differs", "no-answer", "client-no-token", "client-state-lost")
    for piece in ("expected https://a.b ", "#?code", "could not resolve host: a", "#", 'from "', "expected iss "):
        text = piece * (10**6 // len(piece))
        cost = cost_per_character(lambda one=text: compare_values(one, causes), 10**6)  # type: ignore[misc]
        assert cost < FAR_TOO_MUCH
