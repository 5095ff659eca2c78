"""ID tokens: strict reading, every claim rule with expected and actual (OIDC Core §2 and §3.1.3.7)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import (
    UNKNOWN,
    IdToken,
    Level,
    PkceError,
    Report,
    UsageError,
    ValidationError,
    check_id_token,
    parse_id_token,
)
from pkce_core.id_token.at_hash import derive_at_hash
from pkce_core.jose.jws import MOST_CHARACTERS
from pkce_core.text.base64url import encode_base64url
from tests.support.growth import FAR_TOO_MUCH, cost_per_character
from tests.support.signing import sign_hs256

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "jose.json").read_text("utf-8"))
NOW = 1_700_000_000
SECRET = "s" * 32
CLAIMS = {"iss": "https://op.example", "sub": "alice", "aud": "client", "exp": NOW + 60, "iat": NOW - 5}


def sign(header: object, claims: object) -> str:
    return sign_hs256(claims, SECRET, header)


def token(**changes: object) -> str:
    claims = {name: value for name, value in {**CLAIMS, **changes}.items() if value is not ...}
    return sign_hs256(claims, SECRET)


def check(text: str | bytes | IdToken, **expected: Any) -> Report:
    known = {"issuer": "https://op.example", "client_id": "client", "now": NOW, "client_secret": SECRET}
    return check_id_token(text, **{**known, **expected})


def rules(report: Report, level: Level) -> list[str]:
    return [finding.rule for finding in report.at(level)]


def test_a_sound_token_passes_every_rule() -> None:
    """OIDC Core §3.1.3.7: iss, sub, aud, exp, nonce and the signature each say that they were compared."""
    report = check(token(nonce="n"), nonce="n", algorithms=["HS256"])
    assert rules(report, Level.PASS) == ["signature-valid", "iss", "sub", "aud", "exp", "nonce"]
    assert len(report) == 6


def test_the_parts_of_a_token() -> None:
    """RFC 7515 §7.1: the header and the claims are read, the token stays out of the repr and cannot be changed."""
    parsed = parse_id_token(token())
    assert (parsed.header["alg"], parsed.claims["sub"], len(parsed.signature)) == ("HS256", "alice", 32)
    assert parsed.token not in repr(parsed)
    assert parse_id_token(token().encode()) == parsed
    with pytest.raises(TypeError):
        parsed.claims["sub"] = "bob"  # type: ignore[index]


def test_the_vector_of_rfc_7515_is_read() -> None:
    """RFC 7515 Appendix A.1: its header and payload, line ends included."""
    parsed = parse_id_token(VECTORS["rfc7515_a1"]["token"])
    assert dict(parsed.header) == {"typ": "JWT", "alg": "HS256"}
    assert dict(parsed.claims) == {"iss": "joe", "exp": 1300819380, "http://example.com/is_root": True}


@pytest.mark.parametrize(
    ("text", "rule", "says"),
    [
        ("", "id-token-empty", "empty"),
        (b"\xff", "id-token-not-text", "Octet 1 of the ID token is 0xFF"),
        ("a" * (MOST_CHARACTERS + 1), "id-token-length", "the limit is"),
        ('{"id_token":"x"}', "id-token-is-json", "whole token response"),
        ("abc", "id-token-parts", "1 part."),
        ("a.b", "id-token-parts", "2 parts, separated by dots"),
        ("a.b.c.d", "id-token-parts", "4 parts, separated by dots"),
        ("a.b.c.d.e", "id-token-encrypted", "encrypted token (JWE)"),
        ("e30=.e30.", "id-token-header", "Character 4 of the ID token is an equals sign"),
        ("e30.e+0.", "id-token-claims", "Character 6 of the ID token is a plus sign"),
        ("e30.e30.\n", "id-token-signature", "Character 9 of the ID token is a newline"),
        ("Bearer e30.e30.", "id-token-header", "Character 7 of the ID token is a space"),
        ("e31.e30.", "id-token-header", "bits that aren't part of any octet"),
        ("e30.e30.A", "id-token-signature", "Base64url text never has 1 characters"),
        (sign(b"[]", {}), "id-token-header", "a list instead of an object"),
        (sign({}, b'"x"'), "id-token-claims", "text instead of an object"),
        (sign({}, b"\xff"), "id-token-claims", "octet 1 isn't valid UTF-8"),
        (sign({}, b'{"a":1,"a":2}'), "id-token-claims", '"a" appears twice in a JSON object'),
        (sign({}, b'{"a":NaN}'), "id-token-claims", "NaN isn't a JSON number"),
        (sign({}, b'{"a":' + b"[" * 200 + b"]" * 200 + b"}"), "id-token-claims", "too deeply"),
    ],
)
def test_what_is_no_token(text: str | bytes, rule: str, says: str) -> None:
    """RFC 7515 §7.1, §7.2 of RFC 7519: three parts, canonical base64url, plain objects; RFC 7516 §9: five parts."""
    report = check(text)
    assert rules(report, Level.ERROR) == [rule]
    assert says in report.errors[0].message
    with pytest.raises(ValidationError, match=report.errors[0].message[:12]):
        parse_id_token(text)


def test_a_mark_stands_at_its_place_in_the_whole_token() -> None:
    """The place of a stray character counts from the start of the token, and Bearer has its own hint."""
    (finding,) = check("e30.e-+0.").errors
    assert [(mark.start, mark.end) for mark in finding.marks] == [(6, 7)]
    assert "word Bearer" in check("Bearer e30.e30.").errors[0].hint


@pytest.mark.parametrize(
    ("changes", "rule", "says"),
    [
        # OIDC Core §2: iss, sub, aud, exp and iat are required.
        ({"iss": ...}, "iss-missing", "no iss"),
        ({"sub": ...}, "sub-missing", "no sub"),
        ({"aud": ...}, "aud-missing", "no aud"),
        ({"exp": ...}, "exp-missing", "no exp"),
        ({"iat": ...}, "iat-missing", "no iat"),
        ({"iss": 1}, "iss-type", "The iss is 1; expected text."),
        ({"sub": ""}, "sub-type", 'The sub is ""'),
        ({"aud": {}}, "aud-type", "The aud is an object; expected text or a list of texts."),
        ({"aud": []}, "aud-type", "[]"),
        ({"aud": ["client", 1]}, "aud-type", "a list of 2"),
        ({"exp": "1"}, "exp-type", 'The exp is "1"; expected a number of seconds'),
        ({"exp": True}, "exp-type", "The exp is true"),
        ({"exp": 10**400}, "exp-type", "very many digits"),
        ({"iat": None}, "iat-type", "The iat is null"),
        ({"nbf": "x"}, "nbf-type", "The nbf"),
        ({"auth_time": "x"}, "auth-time-type", "The auth_time"),
        # OIDC Core §3.1.3.7: exact issuer, client_id in aud.
        (
            {"iss": "https://other.example"},
            "iss-claim-mismatch",
            'is "https://other.example"; expected "https://op.example"',
        ),
        ({"aud": "other"}, "aud-mismatch", 'The aud is "other"; expected "client" in it.'),
        ({"aud": ["a", "b"]}, "aud-mismatch", '["a", "b"]'),
        # OIDC Core §2: sub has at most 255 ASCII characters.
        ({"sub": "x" * 256}, "sub-length", "256 characters; at most 255"),
        ({"sub": "é"}, "sub-ascii", "not ASCII"),
        # RFC 7519 §2 and §4.1: seconds, not before nbf, before exp.
        ({"exp": NOW * 1000}, "exp-milliseconds", "counts milliseconds"),
        ({"iat": NOW * 1000}, "iat-milliseconds", "counts milliseconds"),
        ({"exp": NOW}, "exp-passed", "at this very second"),
        ({"exp": NOW - 1}, "exp-passed", "1 second before now"),
        ({"exp": NOW - 200_000}, "exp-passed", "2 days and 7 hours before now"),
        ({"exp": -1e17}, "exp-passed", "at -1e+17"),
        ({"nbf": NOW + 1}, "nbf-future", "1 second after now"),
        ({"nonce": "n"}, "nonce-unexpected", "sent none"),
        ({"at_hash": 1}, "at-hash-type", "no text"),
    ],
)
def test_a_broken_claim(changes: dict[str, object], rule: str, says: str) -> None:
    """OIDC Core §2, §3.1.3.7: one error for one broken claim, with what is there and what was expected."""
    report = check(token(**changes))
    assert rules(report, Level.ERROR) == [rule]
    assert says in report.errors[0].message


@pytest.mark.parametrize(
    ("iss", "hint"),
    [
        ("https://op.example/", "the slash at the end"),
        ("https://OP.example", "letter case"),
        ("http://op.example", "the scheme"),
        ("https://www.op.example", "www."),
        ("https://other.example", "Take the issuer from the metadata"),
    ],
)
def test_an_issuer_that_is_almost_right(iss: str, hint: str) -> None:
    """OIDC Core §3.1.3.7: the issuer matches exactly, and the hint names the difference."""
    assert hint in check(token(iss=iss)).errors[0].hint
    template = check(token(iss="https://login.example/1/v2.0"), issuer="https://login.example/{tenantid}/v2.0")
    assert "{tenantid}" in template.errors[0].hint


def test_audiences() -> None:
    """OIDC Core §3.1.3.7: a list may name the client; others in it, and another azp, are warnings."""
    assert rules(check(token(aud=["client"])), Level.PASS)[3] == "aud"
    report = check(token(aud=["client", "api"], azp="api"))
    assert rules(report, Level.WARNING) == ["aud-others", "azp-mismatch"]
    assert '"api"; expected "client"' in report.warnings[1].message
    assert check(token(azp="client")).warnings == ()
    assert "access token" in check(token(aud="api", scope="x")).errors[0].hint


def test_what_is_not_known_is_said_to_be() -> None:
    """An expected value that nobody gave is a warning that nothing was compared, never a pass."""
    report = check(token(nonce="n", azp="x"), issuer=UNKNOWN, client_id=UNKNOWN, nonce=UNKNOWN, client_secret=None)
    expected = ["signature-unverified", "iss-not-compared", "aud-not-compared", "nonce-not-compared"]
    assert rules(report, Level.WARNING) == expected
    assert report.ok
    assert check(token(), nonce=UNKNOWN).warnings == ()
    assert repr(UNKNOWN) == "UNKNOWN"


def test_the_clock_may_be_off() -> None:
    """RFC 7519 §4.1.4, §4.1.5: the clock difference moves exp and nbf, and an iat in the future is a warning."""
    late = token(exp=NOW - 5, nbf=NOW + 3, iat=NOW + 3)
    assert rules(check(late), Level.ERROR) == ["exp-passed", "nbf-future"]
    assert rules(check(late), Level.WARNING) == ["iat-future"]
    report = check(late, clock_skew=6)
    assert report.ok
    assert rules(report, Level.INFO) == ["alg-not-default", "exp-within-skew"]
    assert rules(check(late, clock_skew=5), Level.ERROR) == ["exp-passed"]
    assert "Get a new token" in check(token(exp=NOW - 900)).errors[0].hint


@pytest.mark.parametrize(
    ("there", "rule", "says"),
    [
        (..., "nonce-missing", "no nonce"),
        (1, "nonce-mismatch", "no text"),
        ("sent-nonc", "nonce-mismatch", "has 9 characters; the one you sent has 10"),
        ("sent_nonce", "nonce-mismatch", "differ from character 5 on"),
    ],
)
def test_a_wrong_nonce(there: object, rule: str, says: str) -> None:
    """OIDC Core §3.1.3.7: the nonce sent has to come back; where the two differ is said, not what they are."""
    report = check(token(nonce=there), nonce="sent-nonce")
    assert rules(report, Level.ERROR) == [rule]
    assert says in report.errors[0].message
    assert "sent-nonce" not in report.errors[0].message


def test_max_age() -> None:
    """OIDC Core §2, §3.1.3.7: with max_age, auth_time is required and may not be too old."""
    assert rules(check(token(), max_age=60), Level.ERROR) == ["auth-time-missing"]
    assert rules(check(token(auth_time=NOW - 70), max_age=60), Level.ERROR) == ["auth-time-old"]
    assert "auth-time" in rules(check(token(auth_time=NOW - 70), max_age=60, clock_skew=10), Level.PASS)
    assert check(token(auth_time=NOW - 70)).ok


def test_at_hash_of_the_specification() -> None:
    """OIDC Core Appendix A.3: the at_hash of its access token."""
    vector = VECTORS["oidc_core_a3"]
    assert derive_at_hash(vector["access_token"], vector["alg"]) == (vector["at_hash"],)


@pytest.mark.parametrize(
    ("alg", "octets"),
    [("HS256", 16), ("PS384", 24), ("ES512", 32), ("ES256K", 16), ("Ed25519", 32), ("Ed448", 57)],
)
def test_at_hash_follows_the_algorithm(alg: str, octets: int) -> None:
    """OIDC Core §3.1.3.6: the hash that alg names, its left half."""
    (at_hash,) = derive_at_hash("access", alg)
    assert len(at_hash) == -(-octets * 4 // 3)
    assert len(derive_at_hash("access", "EdDSA")) == 2
    assert derive_at_hash("access", "none") == ()


def test_at_hash() -> None:
    """OIDC Core §3.1.3.6: optional; compared when there is something to compare with."""
    (right,) = derive_at_hash("access", "HS256")
    assert "at-hash" in rules(check(token(at_hash=right), access_token="access"), Level.PASS)
    assert rules(check(token(at_hash=right)), Level.INFO) == ["alg-not-default", "at-hash-not-compared"]
    assert check(token(), access_token="access").ok
    unknown = check(sign({"alg": "X"}, {**CLAIMS, "at_hash": right}), access_token="access")
    assert rules(unknown, Level.WARNING) == ["at-hash-not-compared"]
    nothing = check(sign({}, {**CLAIMS, "at_hash": right}), access_token="access")
    assert rules(nothing, Level.WARNING) == ["at-hash-not-compared"]


@pytest.mark.parametrize(
    ("at_hash", "access_token", "why"),
    [
        (derive_at_hash("access", "RS512")[0], "access", "43 characters, and HS256 gives 22"),
        (derive_at_hash("access", "HS256")[0], "access\n", "white space"),
        (derive_at_hash("another", "HS256")[0], "access", "left half of its SHA256 hash is another"),
        ("\ud800" + "x" * 21, "access", "left half"),
    ],
)
def test_a_wrong_at_hash(at_hash: str, access_token: str, why: str) -> None:
    """OIDC Core §3.1.3.6: a wrong at_hash says how it is wrong, without the access token."""
    report = check(token(at_hash=at_hash), access_token=access_token)
    assert rules(report, Level.ERROR) == ["at-hash-mismatch"]
    assert why in report.errors[0].message


def test_the_right_half_of_the_hash() -> None:
    """OIDC Core §3.1.3.6: the left half is asked for, and the right one is recognised."""
    import hashlib

    whole = encode_base64url(hashlib.sha256(b"access").digest())
    report = check(token(at_hash=whole[-22:]), access_token="access")
    assert "right half" in report.errors[0].message


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


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
NAMES = st.sampled_from(["iss", "sub", "aud", "azp", "exp", "iat", "nbf", "nonce", "auth_time", "at_hash", "x"])
HEADERS = st.sampled_from(["alg", "kid", "typ", "crit", "jwk", "x"])


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


@given(st.text(max_size=60) | st.binary(max_size=60) | st.text(alphabet="eyJ0.=_-{}\n", max_size=60))
def test_any_text_gives_a_report(text: str | bytes) -> None:
    """Any text or octets: a report, and parsing agrees with it."""
    report = check(text)
    try:
        parse_id_token(text)
    except PkceError:
        assert not report.ok


@pytest.mark.parametrize(
    "text", ["." * 10**6, "a" * 10**6, "e30." + "=" * 250_000 + ".", "[" * 10**6, "é" * 10**6, "a.b." * 250_000]
)
def test_a_megabyte_of_hostile_text_is_quick(text: str) -> None:
    """Cost is bounded: no text takes long, however long it is."""
    assert not check(text).ok
    assert cost_per_character(lambda: check(text), len(text)) < FAR_TOO_MUCH
