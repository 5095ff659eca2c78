"""Key sets, and the one key that may check a signature, or none."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import InvalidValueError, JwkSet, Level, PkceError, UsageError, parse_jwks
from pkce_core.errors import JsonError
from pkce_core.jose.jwks import MOST_KEYS
from tests.support.signed_headers import EC, RSA, Recorder, check, rules


@pytest.mark.parametrize(
    ("header", "keys", "rule", "says"),
    [
        # OIDC Core §10.1: without kid, exactly one key must fit.
        ({"alg": "RS256"}, [], "jwks-no-key", "None of the keys fits the algorithm RS256"),
        ({"alg": "RS256"}, [EC], "jwks-no-key", "None of the keys"),
        ({"alg": "RS256"}, [RSA, {**RSA, "kid": "b"}], "jwks-ambiguous", "no kid, and 2 keys fit"),
        # RFC 7515 §4.1.4: kid is compared as text, letter case included.
        ({"alg": "RS256", "kid": "a"}, [{**RSA, "kid": "A"}], "jwks-no-key", 'No key has the kid "a". The set has "A"'),
        ({"alg": "RS256", "kid": "a"}, [RSA], "jwks-no-key", 'No key has the kid "a".'),
        ({"alg": "RS256", "kid": 1}, [{**RSA, "kid": 1}], "kid-type", "isn't text"),
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
        ({"alg": "RS256", "kid": "a"}, [{**RSA, "kid": "a", "n": "AQAB"}], "jwks-no-key", "must have 2,048 or more"),
        ({"alg": "RS256", "kid": "a"}, [{**RSA, "kid": "a", "n": 1}], "jwks-no-key", "0 bits"),
        ({"alg": "RS256", "kid": "a"}, [{**RSA, "kid": "a", "n": "+"}], "jwks-no-key", "isn't base64url"),
        (
            {"alg": "RS256", "kid": "a"},
            [{**RSA, "kid": "a", "n": "_" * 4096}],
            "jwks-no-key",
            "24,576 bits, and this check uses",
        ),
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


@pytest.mark.parametrize(
    ("document", "error", "says"),
    [
        ("{", JsonError, "isn't JSON"),
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
    """RFC 7517 §5: members that are not keys are ignored; keys stay out of the repr."""
    assert parse_jwks(json.dumps({"keys": [RSA, 1, None]}).encode()) == JwkSet(keys=(RSA,))
    assert parse_jwks(RSA).keys == (RSA,)
    assert RSA["n"] not in repr(parse_jwks(RSA))


JSON = st.none() | st.booleans() | st.integers() | st.text(max_size=9) | st.lists(st.text(max_size=3), max_size=2)
MEMBERS = st.sampled_from(["kty", "crv", "n", "e", "x", "y", "k", "kid", "use", "alg", "key_ops"])
VALUES = JSON | st.sampled_from(["RSA", "EC", "OKP", "P-256", "Ed25519", "sig", "RS256", "verify", RSA["n"]])
ALGS = st.sampled_from(["RS256", "ES256", "EdDSA", "HS256", "none", "x"])


@given(st.lists(st.dictionaries(MEMBERS, VALUES) | JSON, max_size=4), ALGS, JSON)
def test_any_keys_give_a_report(keys: list[Any], alg: str, kid: object) -> None:
    """Whatever is in a key set, the answer is a report, and HS* never comes out valid from it."""
    report = check({"alg": alg, "kid": kid}, keys=keys, verifier=Recorder(), client_secret=None)
    valid = "signature-valid" in rules(report)
    assert not (valid and alg in ("HS256", "none", "x"))
    assert valid == (not report.errors)
    assert Level.PASS not in {finding.level for finding in report} or valid
