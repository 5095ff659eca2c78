"""Signatures: no confusion of keys, and "valid" only when a key verified the signature (OIDC Core §3.1.3.7)."""

from __future__ import annotations

import hmac
import json
from base64 import b64encode
from pathlib import Path
from types import SimpleNamespace

import pytest

from pkce_core import (
    HmacVerifier,
    SignatureInput,
    SignatureKeyError,
    UsageError,
    ValidationError,
    build_signature_input,
    parse_id_token,
    parse_jwks,
)
from pkce_core.jose.signature import check_signature
from pkce_core.text.base64url import decode_base64url, encode_base64url
from tests.support.signed_headers import RSA, SECRET, Recorder, check, rules, sign

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "jose.json").read_text("utf-8"))


def test_hmac_vector() -> None:
    """RFC 7515 Appendix A.1: its key makes its signature, and no other octets."""
    vector = VECTORS["rfc7515_a1"]
    signing_input, _, signature = vector["token"].rpartition(".")
    question = SignatureInput(
        alg="HS256",
        key=vector["key"],
        signing_input=signing_input.encode(),
        signature=decode_base64url(signature),
    )
    assert HmacVerifier().verify(question)
    changed = SignatureInput(
        alg="HS512", key=vector["key"], signing_input=question.signing_input, signature=question.signature
    )
    assert not HmacVerifier().verify(changed)
    assert vector["key"]["k"] not in repr(question)
    for alg in ("RS256", "X"):
        with pytest.raises(SignatureKeyError, match="only HS256, HS384 and HS512"):
            HmacVerifier().verify(SignatureInput(alg=alg, key=vector["key"], signing_input=b"", signature=b""))


def test_without_a_key_nothing_is_valid() -> None:
    """OIDC Core §3.1.3.7: a pasted token without keys is unverified, whatever its algorithm."""
    for header in ({"alg": "RS256"}, {"alg": "HS256"}):
        report = check(header)
        assert report.ok
        assert rules(report)[-1] == "signature-unverified"
    assert rules(check({"alg": "RS256"}, client_secret=SECRET)) == ["signature-unverified"]


def test_a_public_key_is_never_a_secret() -> None:
    """RFC 8725 §3.1: HS256 with an RSA key in the set, or a PEM as the secret, is algorithm confusion."""
    verifier = Recorder()
    report = check({"alg": "HS256"}, keys=[RSA], verifier=verifier)
    assert rules(report) == ["alg-not-default", "alg-confusion"]
    for secret in ("-----BEGIN PUBLIC KEY-----\nMII", ' {"kty":"RSA"}'):
        assert rules(check({"alg": "HS256"}, client_secret=secret))[-1] == "alg-confusion"
    assert verifier.asked == []


def test_an_oct_key_in_the_set_is_never_used() -> None:
    """OIDC Core §3.1.3.7: the key of HS* is the client_secret; a key in a set is public."""
    oct_key = {"kty": "oct", "k": encode_base64url(SECRET.encode())}
    assert rules(check({"alg": "HS256"}, keys=[oct_key], verifier=Recorder()))[-1] == "alg-confusion"


def test_hs256_with_the_client_secret() -> None:
    """OIDC Core §3.1.3.7: the octets of the client_secret are the key; RFC 7518 §3.2: a short one is a warning."""
    assert rules(check({"alg": "HS256"}, client_secret=SECRET))[-1] == "signature-valid"
    assert rules(check({"alg": "HS256"}, client_secret="x" * 31))[1:] == ["client-secret-short", "signature-invalid"]
    verifier = Recorder()
    check({"alg": "HS256"}, client_secret="é\ud800", verifier=verifier)
    assert verifier.asked[0].key == {"kty": "oct", "k": encode_base64url("é\ud800".encode("utf-8", "surrogatepass"))}


@pytest.mark.parametrize(
    ("secret", "encoding"),
    [
        (b64encode(SECRET.encode()).decode(), "base64"),
        (encode_base64url(SECRET.encode() + b"\xff\xfe"), "base64url"),
        (SECRET.encode().hex(), "hex"),
    ],
)
def test_a_secret_that_is_encoded(secret: str, encoding: str) -> None:
    """Some servers sign with the octets that the secret encodes: that is named, and stays an error."""
    key = SECRET.encode() + (b"\xff\xfe" if encoding == "base64url" else b"")
    signing_input = b"e30.e30"
    signed = SimpleNamespace(
        header={"alg": "HS256"}, signing_input=signing_input, signature=hmac.digest(key, signing_input, "sha256")
    )
    (*_, found) = check_signature(signed, client_secret=secret)
    assert found.rule == "signature-invalid"
    assert f"the client_secret decoded from {encoding}, not its text." in found.message
    (*_, other) = check_signature(signed, client_secret="another secret that isn't encoded in any way")
    assert other.hint == "Don't accept this token."


def test_the_verifier_decides() -> None:
    """The verdict is the verifier's: valid, invalid, or not checked when it cannot use the key."""
    expected = {True: "signature-valid", False: "signature-invalid"}
    for answer, rule in expected.items():
        verifier = Recorder(answer)
        assert rules(check({"alg": "RS256"}, keys=[{**RSA, "d": "private"}], verifier=verifier)) == [rule]
        assert verifier.asked[0].key == RSA
    report = check({"alg": "RS256"}, keys=[RSA], verifier=Recorder(SignatureKeyError("no such curve.")))
    assert rules(report) == ["signature-not-checked"]
    assert "no such curve." in report.errors[0].message
    with pytest.raises(UsageError, match="verifier"):
        check({"alg": "RS256"}, keys=[RSA])


def test_a_question_for_a_verifier_elsewhere() -> None:
    """The page asks WebCrypto: it gets the key and the octets, or the report that says why not."""
    token = parse_id_token(sign({"alg": "RS256"}))
    question = build_signature_input(token, jwks=parse_jwks(RSA))
    assert (question.alg, question.key, question.signing_input) == ("RS256", RSA, token.signing_input)
    with pytest.raises(ValidationError, match="None of the keys"):
        build_signature_input(token)
    with pytest.raises(ValidationError, match="none"):
        build_signature_input(parse_id_token(sign({"alg": "none"})))
