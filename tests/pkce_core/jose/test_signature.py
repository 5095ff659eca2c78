"""Keys and signatures: one key or none, no confusion, "valid" only when a key said so (OIDC Core §3.1.3.7)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import (
    HmacVerifier,
    InvalidValueError,
    JwkSet,
    Level,
    PkceError,
    Report,
    SignatureInput,
    SignatureKeyError,
    UsageError,
    ValidationError,
    build_signature_input,
    parse_id_token,
    parse_jwks,
)
from pkce_core.errors import JsonError
from pkce_core.jose.jwks import MOST_KEYS
from pkce_core.jose.signature import check_signature
from pkce_core.text.base64url import decode_base64url, encode_base64url
from tests.support.signing import sign_hs256

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "jose.json").read_text("utf-8"))
SECRET = "s" * 32
RSA = {"kty": "RSA", "n": encode_base64url(b"\xff" * 256), "e": "AQAB"}
EC = {"kty": "EC", "crv": "P-256", "x": "x", "y": "y"}


def sign(header: object) -> str:
    """A token signed with HMAC and SHA-256, whatever its header says."""
    return sign_hs256({}, SECRET, header)


class Recorder:
    """A verifier that answers as told and remembers what it was asked."""

    def __init__(self, answer: bool | Exception = True) -> None:
        self.answer = answer
        self.asked: list[SignatureInput] = []

    def verify(self, signature_input: SignatureInput) -> bool:
        self.asked.append(signature_input)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def check(header: object, *, keys: list[Any] | None = None, **given_: Any) -> Report:
    jwks = None if keys is None else parse_jwks({"keys": keys})
    return check_signature(parse_id_token(sign(header)), jwks=jwks, **given_)


def rules(report: Report) -> list[str]:
    return [finding.rule for finding in report]


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
        with pytest.raises(SignatureKeyError, match=r"Only HS\*"):
            HmacVerifier().verify(SignatureInput(alg=alg, key=vector["key"], signing_input=b"", signature=b""))


def test_without_a_key_nothing_is_valid() -> None:
    """OIDC Core §3.1.3.7: a pasted token without keys is unverified, whatever its algorithm."""
    for header in ({"alg": "RS256"}, {"alg": "HS256"}):
        report = check(header)
        assert report.ok
        assert rules(report)[-1] == "signature-unverified"
    assert rules(check({"alg": "RS256"}, client_secret=SECRET)) == ["signature-unverified"]


@pytest.mark.parametrize("alg", ["none", "None", "NONE", "nOnE"])
def test_none_is_refused(alg: str) -> None:
    """RFC 8725 §3.2: no spelling of none is taken, with or without keys, not even when the caller lists it."""
    for given_ in ({}, {"keys": [RSA], "verifier": Recorder()}, {"client_secret": SECRET}, {"algorithms": [alg]}):
        assert rules(check({"alg": alg}, **given_)) == ["alg-none"]


@pytest.mark.parametrize(
    ("header", "algorithms", "rule"),
    [
        ({}, None, "alg-missing"),
        ({"alg": 1}, None, "alg-missing"),
        ({"alg": ""}, None, "alg-missing"),
        ({"alg": "rs256"}, None, "alg-unknown"),
        ({"alg": "ES256"}, ["RS256"], "alg-unexpected"),
        ({"alg": "ES256"}, [], "alg-unexpected"),
        ({"alg": "RS256", "crit": ["b64"], "b64": False}, None, "header-crit"),
    ],
)
def test_a_header_that_stops_everything(header: object, algorithms: list[str] | None, rule: str) -> None:
    """RFC 7515 §4.1.1, §4.1.11, OIDC Core §3.1.3.7: with a wrong algorithm or an extension no key is asked."""
    verifier = Recorder()
    report = check(header, keys=[RSA], verifier=verifier, algorithms=algorithms)
    assert [finding.rule for finding in report.errors] == [rule]
    assert verifier.asked == []


def test_es256_against_rs256() -> None:
    """OIDC Core §3.1.3.7: another algorithm than RS256 has to be registered; expected and actual are named."""
    report = check({"alg": "ES256"}, algorithms=["RS256"])
    assert 'The alg is "ES256"; expected "RS256".' in report.errors[0].message
    assert rules(check({"alg": "ES256"}))[0] == "alg-not-default"
    assert rules(check({"alg": "ES256"}, algorithms=["ES256"])) == ["signature-unverified"]


def test_a_public_key_is_never_a_secret() -> None:
    """RFC 8725 §3.1: HS256 with an RSA key in the set, or a PEM as the secret, is algorithm confusion."""
    verifier = Recorder()
    report = check({"alg": "HS256"}, keys=[RSA], verifier=verifier)
    assert rules(report) == ["alg-not-default", "alg-confusion"]
    for secret in ("-----BEGIN PUBLIC KEY-----\nMII", ' {"kty":"RSA"}'):
        assert rules(check({"alg": "HS256"}, client_secret=secret))[-1] == "alg-confusion"
    assert verifier.asked == []


def test_an_oct_key_in_the_set_is_never_used() -> None:
    """OIDC Core §3.1.3.7: the key of HS* is the client_secret; a set that holds one is public."""
    oct_key = {"kty": "oct", "k": encode_base64url(SECRET.encode())}
    assert rules(check({"alg": "HS256"}, keys=[oct_key], verifier=Recorder()))[-1] == "alg-confusion"


def test_hs256_with_the_client_secret() -> None:
    """OIDC Core §3.1.3.7: the octets of the client_secret are the key; RFC 7518 §3.2: a short one is a warning."""
    assert rules(check({"alg": "HS256"}, client_secret=SECRET))[-1] == "signature-valid"
    assert rules(check({"alg": "HS256"}, client_secret="x" * 31))[1:] == ["client-secret-short", "signature-invalid"]
    verifier = Recorder()
    check({"alg": "HS256"}, client_secret="é\ud800", verifier=verifier)
    assert verifier.asked[0].key == {"kty": "oct", "k": encode_base64url("é\ud800".encode("utf-8", "surrogatepass"))}


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


def test_a_key_in_the_header_is_not_used() -> None:
    """OIDC Core §2: a token that brings its own key gets a warning, and the key of the set decides."""
    verifier = Recorder()
    report = check({"alg": "RS256", "jwk": RSA, "jku": "https://evil.example"}, keys=[RSA], verifier=verifier)
    assert rules(report) == ["header-key", "signature-valid"]
    assert "jwk, jku" in report.warnings[0].message


@pytest.mark.parametrize(
    ("header", "keys", "rule", "says"),
    [
        # OIDC Core §10.1: without kid, one key has to be left.
        ({"alg": "RS256"}, [], "jwks-no-key", "None of the keys fits the algorithm RS256"),
        ({"alg": "RS256"}, [EC], "jwks-no-key", "None of the keys"),
        ({"alg": "RS256"}, [RSA, {**RSA, "kid": "b"}], "jwks-ambiguous", "no kid, and 2 keys fit"),
        # RFC 7515 §4.1.4: kid is compared as text, letter case included.
        ({"alg": "RS256", "kid": "a"}, [{**RSA, "kid": "A"}], "jwks-no-key", 'No key has the kid "a". The set has "A"'),
        ({"alg": "RS256", "kid": "a"}, [RSA], "jwks-no-key", 'No key has the kid "a".'),
        ({"alg": "RS256", "kid": 1}, [{**RSA, "kid": 1}], "kid-type", "no text"),
        ({"alg": "RS256", "kid": "a"}, [{**RSA, "kid": str(n)} for n in range(7)], "jwks-no-key", "and more"),
        ({"alg": "RS256", "kid": "a"}, [{**RSA, "kid": "a"}] * 2, "jwks-ambiguous", "2 keys have the kid"),
        # RFC 7517 §4, RFC 7518 §3: the key fits the algorithm.
        ({"alg": "RS256", "kid": "a"}, [{**EC, "kid": "a"}], "jwks-no-key", 'kty is "EC", and RS256 needs RSA'),
        ({"alg": "ES384", "kid": "a"}, [{**EC, "kid": "a"}], "jwks-no-key", 'crv is "P-256", and ES384 needs P-384'),
        ({"alg": "EdDSA", "kid": "a"}, [{"kty": "OKP", "kid": "a"}], "jwks-no-key", "crv is null"),
        ({"alg": "RS256", "kid": "a"}, [{**RSA, "kid": "a", "alg": "PS256"}], "jwks-no-key", 'alg is "PS256"'),
        ({"alg": "RS256", "kid": "a"}, [{**RSA, "kid": "a", "use": "enc"}], "jwks-no-key", 'use is "enc"'),
        ({"alg": "RS256", "kid": "a"}, [{**RSA, "kid": "a", "key_ops": ["sign"]}], "jwks-no-key", "key_ops"),
        ({"alg": "RS256", "kid": "a"}, [{**RSA, "kid": "a", "key_ops": "verify"}], "jwks-no-key", "key_ops"),
        ({"alg": "RS256", "kid": "a"}, [{**RSA, "kid": "a", "n": "AQAB"}], "jwks-no-key", "17 bits"),
        ({"alg": "RS256", "kid": "a"}, [{**RSA, "kid": "a", "n": 1}], "jwks-no-key", "0 bits"),
        ({"alg": "RS256", "kid": "a"}, [{**RSA, "kid": "a", "n": "+"}], "jwks-no-key", "no base64url"),
        ({"alg": "RS256", "kid": "a"}, [{**RSA, "kid": "a", "n": "_" * 4096}], "jwks-no-key", "24,576 bits"),
    ],
)
def test_one_key_or_none(header: object, keys: list[Any], rule: str, says: str) -> None:
    """OIDC Core §10.1, RFC 7517: a missing, ambiguous or unfit key is an error, and no key is guessed."""
    verifier = Recorder()
    report = check(header, keys=keys, verifier=verifier, algorithms=["RS256", "ES384", "EdDSA"])
    assert rules(report) == [rule]
    assert says in report.errors[0].message
    assert verifier.asked == []


def test_the_right_key_among_many() -> None:
    """RFC 7517 §4: use, key_ops, alg and kid lead to one key."""
    right = {**RSA, "kid": "a", "use": "sig", "alg": "RS256", "key_ops": ["verify"]}
    keys = [{**RSA, "kid": "b"}, {**EC, "kid": "a"}, {**right, "use": "enc"}, right, "no key", 5]
    verifier = Recorder()
    assert check({"alg": "RS256", "kid": "a"}, keys=keys, verifier=verifier).ok
    assert verifier.asked[0].key == RSA
    verifier = Recorder()
    assert check({"alg": "ES256"}, keys=[RSA, EC], verifier=verifier).ok
    assert verifier.asked[0].key == EC


def test_a_question_for_a_verifier_elsewhere() -> None:
    """The page asks WebCrypto: it gets the key and the octets, or the report that says why not."""
    token = parse_id_token(sign({"alg": "RS256"}))
    question = build_signature_input(token, jwks=parse_jwks(RSA))
    assert (question.alg, question.key, question.signing_input) == ("RS256", RSA, token.signing_input)
    with pytest.raises(ValidationError, match="None of the keys"):
        build_signature_input(token)
    with pytest.raises(ValidationError, match="none"):
        build_signature_input(parse_id_token(sign({"alg": "none"})))


@pytest.mark.parametrize(
    ("document", "error", "says"),
    [
        ("{", JsonError, "no JSON"),
        ("{}", InvalidValueError, "no list"),
        ('{"keys": {}}', InvalidValueError, "no list"),
        ('{"jwks_uri": "https://op.example/jwks"}', InvalidValueError, "metadata document"),
        (json.dumps({"keys": [{}] * (MOST_KEYS + 1)}), InvalidValueError, "1,001 keys"),
        (1, UsageError, "str or bytes"),
    ],
)
def test_what_is_no_key_set(document: Any, error: type[PkceError], says: str) -> None:
    """RFC 7517 §5: an object with a list named keys; a single key is a set of one."""
    with pytest.raises(error, match=says):
        parse_jwks(document)


def test_key_sets() -> None:
    """RFC 7517 §5: what is no key is ignored; keys stay out of the repr."""
    assert parse_jwks(json.dumps({"keys": [RSA, 1, None]}).encode()) == JwkSet(keys=(RSA,))
    assert parse_jwks(RSA).keys == (RSA,)
    assert RSA["n"] not in repr(parse_jwks(RSA))


JSON = st.none() | st.booleans() | st.integers() | st.text(max_size=9) | st.lists(st.text(max_size=3), max_size=2)
MEMBERS = st.sampled_from(["kty", "crv", "n", "e", "x", "y", "k", "kid", "use", "alg", "key_ops"])
VALUES = JSON | st.sampled_from(["RSA", "EC", "OKP", "P-256", "Ed25519", "sig", "RS256", "verify", RSA["n"]])
ALGS = st.sampled_from(["RS256", "ES256", "EdDSA", "HS256", "none", "x"])


@given(st.lists(st.dictionaries(MEMBERS, VALUES) | JSON, max_size=4), ALGS, JSON)
def test_any_keys_give_a_report(keys: list[Any], alg: str, kid: object) -> None:
    """Whatever stands in a key set, the answer is a report, and HS* never comes out valid from it."""
    report = check({"alg": alg, "kid": kid}, keys=keys, verifier=Recorder(), client_secret=None)
    valid = "signature-valid" in rules(report)
    assert not (valid and alg in ("HS256", "none", "x"))
    assert valid == (not report.errors)
    assert Level.PASS not in {finding.level for finding in report} or valid
