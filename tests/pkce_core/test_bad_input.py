"""Any text or octets into any public function: an answer or a `PkceError`, never another exception."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import every_function

# Pieces that mean something somewhere, so that chance gets past the first check.
PIECES = (
    "https://", "http://", "localhost", "127.0.0.1", "[::1]", ":8080", "/cb", "?", "#", "&", "=", "%", "%2", "%00",
    "+", "code", "state", "iss", "error", "redirect_uri", "client_id", "scope", "openid", "response_type", '{"', '"}',
    '":"', '","', "[", "]", "null", "1e999", "-1", ".", "eyJhbGciOiJub25lIn0", "HTTP/1.1 200\r\n\r\n", "<", "&amp;",
    "\\u0026", "\x00", "\r\n", "\t", " ", "\ufeff", "\u200b", "\x1b[2J", "\U0001f600", "\ud800", "\u0661", "xn--", "@",
    "*", "AADSTS50011", "'", '"', "`", "^", "$(", "[a]", "x = 1", "\n", "location: ", "GET /", "-----BEGIN",
)  # fmt: skip
NAMES = (
    "issuer", "authorization_endpoint", "token_endpoint", "iss", "sub", "aud", "azp", "exp", "iat", "nbf", "nonce",
    "auth_time", "at_hash", "alg", "kid", "crit", "typ", "kty", "crv", "x", "y", "n", "e", "k", "use", "key_ops",
    "keys", "access_token", "token_type", "expires_in", "expires_at", "scope", "id_token", "refresh_token", "error",
    "error_description", "authorization_request", "authorization_response", "token_request", "token_response",
    "earlier", "code", "state", "code_verifier", "code_challenge", "code_challenge_method", "redirect_uri",
    "client_id", "client_secret", "code_received_at", "token_requested_at", "jwks_uri", "provider",
    "code_challenge_methods_supported", "registered_redirect_uri",
)  # fmt: skip
WORDS = st.one_of(st.text(max_size=20), st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), WORDS, st.sampled_from(("HS256", "RS256")))
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.sampled_from(NAMES), inner, max_size=5)),
    max_leaves=12,
)
OBJECTS = st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=8).map(json.dumps)
FORMS = st.lists(st.tuples(st.sampled_from(NAMES), WORDS), max_size=6).map(
    lambda pairs: "https://a.example/cb?" + "&".join(f"{name}={value}" for name, value in pairs)
)
TEXTS = st.one_of(WORDS, OBJECTS, FORMS, st.text(alphabet=st.characters(), max_size=60))
INPUTS = st.one_of(TEXTS, st.binary(max_size=60), TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")))


def test_no_public_function_is_left_out() -> None:
    """A new public function gets bad input too."""
    assert not every_function.missing()


@pytest.mark.parametrize("name", every_function.CALLS)
@settings(max_examples=30)
@given(INPUTS, INPUTS)
def test_any_input_gets_an_answer_or_a_pkce_error(name: str, one: str | bytes, other: str | bytes) -> None:
    """Whatever the texts are, nothing but a `PkceError` comes out, and the answer can be written as JSON."""
    every_function.run(every_function.CALLS[name], one, other)
