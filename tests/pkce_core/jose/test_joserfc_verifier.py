"""The signature check on joserfc: the RFCs' vectors, keys made here, and what joserfc refuses (pkce-core[jwt])."""

from __future__ import annotations

import json
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jws
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey

from pkce_core import (
    HmacVerifier,
    Report,
    SignatureInput,
    SignatureKeyError,
    SignatureVerifier,
    check_id_token,
    parse_jwks,
)
from pkce_core.jose.algorithms import ALGORITHMS
from pkce_core.jose.joserfc_verifier import JoseVerifier
from pkce_core.text.base64url import decode_base64url, encode_base64url

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "jose.json").read_text("utf-8"))
NOW = 1_700_000_000
CLAIMS = {"iss": "https://op.example", "sub": "alice", "aud": "client", "exp": NOW + 60, "iat": NOW}
SECRET = "s" * 64
KEYS: dict[str, Any] = {
    "RSA": RSAKey.generate_key(2048, {"kid": "rsa"}),
    "P-256": ECKey.generate_key("P-256", {"kid": "p256"}),
    "P-384": ECKey.generate_key("P-384", {"kid": "p384"}),
    "P-521": ECKey.generate_key("P-521", {"kid": "p521"}),
    "secp256k1": ECKey.generate_key("secp256k1", {"kid": "k1"}),
    "Ed25519": OKPKey.generate_key("Ed25519", {"kid": "ed25519"}),
    "Ed448": OKPKey.generate_key("Ed448", {"kid": "ed448"}),
    "oct": OctKey.import_key(SECRET),
}
PUBLIC = parse_jwks({"keys": [key.as_dict(private=False) for name, key in KEYS.items() if name != "oct"]})
ASYMMETRIC = sorted(name for name, algorithm in ALGORITHMS.items() if not algorithm.symmetric)


def sign(alg: str, **header: object) -> str:
    algorithm = ALGORITHMS[alg]
    key = KEYS[algorithm.curves[0] if algorithm.curves else algorithm.kty]
    protected: dict[str, Any] = {"alg": alg, "kid": key.kid, **header}
    if protected["kid"] is None:
        del protected["kid"]
    with pytest.warns() if alg == "EdDSA" else nullcontext():
        return jws.serialize_compact(protected, json.dumps(CLAIMS), key, algorithms=[alg])


def check(token: str, **given_: Any) -> Report:
    return check_id_token(
        token, issuer="https://op.example", client_id="client", now=NOW, verifier=JoseVerifier(), **given_
    )


def question(name: str, **changes: Any) -> SignatureInput:
    vector = VECTORS[name]
    signing_input, _, signature = vector["token"].rpartition(".")
    asked = {
        "alg": vector["alg"],
        "key": vector["key"],
        "signing_input": signing_input.encode(),
        "signature": decode_base64url(signature),
    }
    return SignatureInput(**{**asked, **changes})


@pytest.mark.parametrize("name", [name for name, vector in VECTORS.items() if "key" in vector])
def test_vectors(name: str) -> None:
    """Each RFC's example (`tests/vectors/SOURCES.md`): right as printed, wrong with one octet changed."""
    verifier: SignatureVerifier = JoseVerifier()
    right = question(name)
    assert verifier.verify(right)
    assert not verifier.verify(question(name, signing_input=right.signing_input + b"x"))
    assert not verifier.verify(question(name, signature=b"x" + right.signature[1:]))
    assert not verifier.verify(question(name, signature=b""))


@pytest.mark.parametrize("alg", ASYMMETRIC)
def test_every_asymmetric_algorithm(alg: str) -> None:
    """RFC 7518 §3.1, RFC 8037 §3.1, RFC 9864 §2.2: a token of each is valid with the set, and with no other key."""
    token = sign(alg)
    report = check(token, jwks=PUBLIC, algorithms=[alg])
    assert report.ok
    assert "signature-valid" in {finding.rule for finding in report}
    changed = f"{token[:-8]}{'A' * 7}{token[-1]}"
    assert [finding.rule for finding in check(changed, jwks=PUBLIC, algorithms=[alg]).errors] == ["signature-invalid"]


@pytest.mark.parametrize("alg", ["HS256", "HS384", "HS512"])
def test_hs_with_the_client_secret(alg: str) -> None:
    """OIDC Core §3.1.3.7: the client_secret is the key; joserfc and the standard library agree."""
    token = sign(alg)
    assert check(token, client_secret=SECRET, algorithms=[alg]).ok
    assert not check(token, client_secret=f"{SECRET}x", algorithms=[alg]).ok
    assert [finding.rule for finding in check(token, jwks=PUBLIC, algorithms=[alg]).errors] == ["alg-confusion"]


def test_confusion_with_a_public_key_as_text() -> None:
    """RFC 8725 §3.1: HS256 over the PEM of the RSA key is refused, whichever way the PEM gets here."""
    pem = KEYS["RSA"].as_pem(private=False).decode()
    for secret in (None, pem):
        report = check(sign("HS256", kid="rsa"), jwks=PUBLIC, client_secret=secret)
        assert [finding.rule for finding in report.errors] == ["alg-confusion"]


def test_kid_decides() -> None:
    """OIDC Core §10.1: two EC keys with one kid, and a kid that is not there, verify nothing."""
    token = sign("ES256")
    other = ECKey.generate_key("P-256", {"kid": "p256"}).as_dict(private=False)
    for keys, rule in (
        ([*PUBLIC.keys, other], "jwks-ambiguous"),
        ([other], "signature-invalid"),
        ([{**other, "kid": "x"}], "jwks-no-key"),
    ):
        report = check(token, jwks=parse_jwks({"keys": keys}), algorithms=["ES256"])
        assert [finding.rule for finding in report.errors] == [rule]


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("rfc7515_a3", {"key": {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}}),
        ("rfc7515_a3", {"key": {"kty": "EC", "crv": "P-256", "x": "é", "y": "None"}}),
        ("rfc7515_a3", {"key": {"kty": "EC"}}),
        ("rfc7515_a3", {"key": {}}),
        ("rfc7515_a3", {"alg": "RS256"}),
        ("rfc7515_a3", {"alg": "ES384"}),
        ("rfc7515_a2", {"key": {"kty": "RSA", "n": "AQ", "e": "AQ"}}),
        ("rfc8037_a4", {"key": {"kty": "OKP", "crv": "X25519", "x": "AA"}}),
        ("rfc7515_a1", {"key": {"kty": "oct", "k": ""}}),
        ("rfc7515_a1", {"alg": "XX256"}),
    ],
)
def test_what_joserfc_refuses(name: str, changes: dict[str, Any]) -> None:
    """A malformed key, or one of another kind, is a SignatureKeyError that says nothing about the key."""
    with pytest.raises(SignatureKeyError, match=r"joserfc can't check \w+ with this key \(\w+\)\.$"):
        JoseVerifier().verify(question(name, **changes))


@given(st.binary(max_size=80), st.binary(min_size=14, max_size=80), st.sampled_from(["HS256", "HS384", "HS512"]))
def test_hmac_agrees_with_joserfc(signing_input: bytes, secret: bytes, alg: str) -> None:
    """RFC 7518 §3.2: HmacVerifier and joserfc judge the same signatures alike."""
    import hmac

    right = hmac.digest(secret, signing_input, ALGORITHMS[alg].hash)
    for signature in (right, right[:-1], b"", bytes([right[0] ^ 1]) + right[1:]):
        asked = SignatureInput(
            alg=alg,
            key={"kty": "oct", "k": encode_base64url(secret)},
            signing_input=signing_input,
            signature=signature,
        )
        assert HmacVerifier().verify(asked) == JoseVerifier().verify(asked) == (signature == right)


def test_without_joserfc_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name can be imported without joserfc; making a verifier says what to install."""
    monkeypatch.setitem(sys.modules, "joserfc.jwk", None)
    with pytest.raises(ImportError, match=r"pkce-core\[jwt\]"):
        JoseVerifier()
