"""The form of a signature, which shows without a key."""

from __future__ import annotations

import pytest

from pkce_core import check_client_jwt, check_dpop_proof
from pkce_core.jose.signature_form import signature_problem
from pkce_core.jose.unverified import Jwt, SignatureForm, open_jwt
from pkce_core.text.base64url import encode_base64url
from tests.support.jwts import jwt

DER = b"\x30\x45\x02\x20" + b"\x01" * 32 + b"\x02\x21" + b"\x02" * 33
LONG_DER = b"\x30\x81\x88\x02\x42" + b"\x01" * 66 + b"\x02\x42" + b"\x02" * 66


@pytest.mark.parametrize(
    ("alg", "octets", "says"),
    [
        ("ES256", DER, "71 octets in DER"),
        ("ES512", LONG_DER, "139 octets in DER"),
        ("ES256", b"\x30" * 64, ""),
        ("ES256", b"x" * 96, "96 octets, and ES256 makes 64. 96 fit ES384."),
        ("ES256", b"x" * 256, "RS256 and other algorithms of RSA"),
        ("RS256", b"x" * 64, "and RS256 makes 128, 256, 384 or 512. 64 fit HS512, ES256, ES256K or Ed25519."),
        ("PS512", b"x" * 384, ""),
        ("EdDSA", b"x" * 114, ""),
        ("EdDSA", b"x" * 32, "fit HS256"),
        ("HS256", b"x" * 32, ""),
        ("HS256", DER, ""),
        ("RS256", b"made up", ""),
        ("RS256", b"", "no signature after its last dot"),
        ("none", b"", ""),
        ("other", b"x" * 64, ""),
        (None, b"x" * 64, ""),
    ],
)
def test_each(alg: str | None, octets: bytes, says: str) -> None:
    """RFC 7518 §3.1, RFC 8037 §3.1; a length that no algorithm makes is an example's."""
    token = open_jwt(jwt({"iss": "a"}, {"alg": alg}, signature=encode_base64url(octets)))
    assert isinstance(token, Jwt)
    found = signature_problem(token, "token")
    assert (says in found[0]) if says and found else found is None and not says


@pytest.mark.parametrize("octets", [b"\x30", b"\x30\x81", b"\x30\x03\x02\x01", b"\x30\x01\x01"])
def test_what_is_not_der(octets: bytes) -> None:
    """A length that doesn't fit, or another content."""
    token = open_jwt(jwt({"iss": "a"}, signature=encode_base64url(octets)))
    assert isinstance(token, Jwt)
    assert token.signature == SignatureForm(len(octets))


def test_no_base64url() -> None:
    """Then nothing is known of it."""
    token = open_jwt(jwt({"iss": "a"}, {"alg": "ES256"}, signature="!"))
    assert isinstance(token, Jwt)
    assert token.signature == SignatureForm()
    assert signature_problem(token, "token") is None


def test_where_it_is_said() -> None:
    """A client's JWT and a DPoP proof are looked into."""
    signed = jwt({"iss": "a"}, {"alg": "ES256"}, signature=encode_base64url(DER))
    assert "client-jwt-signature" in {each.rule for each in check_client_jwt(signed).errors}
    assert "dpop-signature" in {each.rule for each in check_dpop_proof(signed).errors}
