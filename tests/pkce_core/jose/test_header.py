"""The header of a token: its algorithm, its extensions, and a key that it names itself."""

from __future__ import annotations

import pytest

from tests.support.signed_headers import RSA, SECRET, Recorder, check, rules


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
    """OIDC Core §3.1.3.7: an algorithm other than RS256 must be registered; expected and actual are named."""
    report = check({"alg": "ES256"}, algorithms=["RS256"])
    assert 'The alg is "ES256"; expected "RS256".' in report.errors[0].message
    assert rules(check({"alg": "ES256"}))[0] == "alg-not-default"
    assert rules(check({"alg": "ES256"}, algorithms=["ES256"])) == ["signature-unverified"]


def test_a_key_in_the_header_is_not_used() -> None:
    """OIDC Core §2: a token that brings its own key gets a warning, and the key of the set decides."""
    verifier = Recorder()
    report = check({"alg": "RS256", "jwk": RSA, "jku": "https://evil.example"}, keys=[RSA], verifier=verifier)
    assert rules(report) == ["header-key", "signature-valid"]
    assert "jwk, jku" in report.warnings[0].message
