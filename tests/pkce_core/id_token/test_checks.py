"""The whole check of an ID token: its type, its signature, every claim, and misuse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import Level, UsageError, ValidationError, check_id_token, parse_id_token, parse_jwks
from pkce_core.text.base64url import encode_base64url
from tests.support.id_tokens import CLAIMS, NOW, check, rules, sign, token
from tests.support.reports import slugs

if TYPE_CHECKING:
    from pkce_core import SignatureInput


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)

NAMES = st.sampled_from(["iss", "sub", "aud", "azp", "exp", "iat", "nbf", "nonce", "auth_time", "at_hash", "x"])
HEADERS = st.sampled_from(["alg", "kid", "typ", "crit", "jwk", "x"])
ISSUER = "https://op.example"


class Says:
    """A verifier that is always of one opinion."""

    def __init__(self, right: bool) -> None:
        self.right = right

    def verify(self, signature_input: SignatureInput) -> bool:
        assert signature_input.alg == "RS256"
        return self.right


JWKS = parse_jwks({"keys": [{"kty": "RSA", "n": encode_base64url(b"\xff" * 256), "e": "AQAB"}]})

_RS256 = sign({"alg": "RS256"}, CLAIMS)


def test_a_sound_token_passes_every_rule() -> None:
    """OIDC Core §3.1.3.7: iss, sub, aud, exp, nonce and the signature each say that they were compared."""
    report = check(token(nonce="n"), nonce="n", algorithms=["HS256"])
    assert rules(report, Level.PASS) == ["signature-valid", "iss", "sub", "aud", "exp", "nonce"]
    assert len(report) == 6


@pytest.mark.parametrize(
    ("typ", "wrong"),
    [
        ("JWT", False), ("at+jwt", True), ("application/AT+JWT", True), ("logout+jwt", True), ("secevent+jwt", True),
        ("dpop+jwt", True), (1, False), ("x", False),
    ],
)  # fmt: skip
def test_the_type_of_the_token(typ: object, wrong: bool) -> None:
    """RFC 8725 §3.11, RFC 9068 §2.1: an access token that says so is no ID token, nor is a logout token or a proof."""
    report = check(sign({"alg": "HS256", "typ": typ}, CLAIMS))
    assert ("typ-mismatch" in rules(report, Level.ERROR)) == wrong


@pytest.mark.parametrize(("right", "rule"), [(True, "signature-valid"), (False, "signature-invalid")])
def test_the_id_token_check_asks_the_verifier_it_was_given(right: bool, rule: str) -> None:
    """OIDC Core §3.1.3.7: the signature is judged by the keys and the verifier of the caller, and by no others."""
    assert rule in slugs(check(_RS256, client_secret=None, jwks=JWKS, verifier=Says(right)))
    check_id_token(
        parse_id_token(_RS256), issuer=ISSUER, client_id="client", now=NOW, jwks=JWKS, verifier=Says(True)
    ).raise_errors()
    with pytest.raises(ValidationError):
        check_id_token(
            _RS256, issuer=ISSUER, client_id="client", now=NOW, jwks=JWKS, verifier=Says(False)
        ).raise_errors()


def test_errors_are_raised() -> None:
    """OIDC Core §3.1.3.7: a good token raises nothing, parsed or as text; a bad one raises an error with the report."""
    known: dict[str, Any] = {"issuer": "https://op.example", "client_id": "client"}
    check_id_token(token(), now=NOW, **known).raise_errors()
    check_id_token(parse_id_token(token()), now=NOW, **known).raise_errors()
    with pytest.raises(ValidationError, match="expires at this very second") as caught:
        check_id_token(token(), now=NOW + 60, **known).raise_errors()
    assert caught.value.report.errors[0].rule == "exp-passed"


@pytest.mark.parametrize(
    "wrong", [{"now": float("nan")}, {"now": "1"}, {"clock_skew": float("inf")}, {"max_age": True}, {"now": 1e19}]
)
def test_wrong_use(wrong: dict[str, Any]) -> None:
    """A time that is none, and a token that is neither text nor octets, are wrong uses."""
    with pytest.raises(UsageError, match="finite number"):
        check(token(), **wrong)
    with pytest.raises(UsageError, match="must be str or bytes"):
        check(1)  # type: ignore[arg-type]


@given(st.dictionaries(HEADERS, JSON | st.just("HS256")), st.dictionaries(NAMES, JSON), st.floats() | st.integers())
def test_any_claims_give_a_report(header: dict[str, object], claims: dict[str, object], now: float) -> None:
    """Whatever the claims are, the answer is a report or an error of this package, without the token in it."""
    text = sign(header, claims)
    try:
        report = check(text, now=now, access_token="a", max_age=1, nonce="n")
    except UsageError:
        return
    assert not any(text in finding.message + finding.hint for finding in report)
    assert ("signature-valid" in rules(report, Level.PASS)) <= (header.get("alg") == "HS256")
