"""An ID token decoded strictly, or refused (RFC 7515)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import Level, PkceError, ValidationError, parse_id_token
from pkce_core.jose.jws import MOST_CHARACTERS
from tests.support.growth import FAR_TOO_MUCH, cost_per_character
from tests.support.id_tokens import check, rules, sign, token
from tests.support.reports import slugs

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "jose.json").read_text("utf-8"))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


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
        ("a" * (MOST_CHARACTERS + 1), "id-token-length", "the limit is 262,144"),
        ('{"id_token":"x"}', "id-token-is-json", "whole token response"),
        ("abc", "id-token-parts", "has 1 part."),
        ("a.b", "id-token-parts", "2 parts, separated by dots"),
        ("a.b.c.d", "id-token-parts", "4 parts, separated by dots"),
        ("a.b.c.d.e", "id-token-encrypted", "The ID token is encrypted (a JWE)"),
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


def test_a_token_response_with_space_before_it_is_told_from_a_token() -> None:
    """A whole JSON response in the place of its id_token is recognized."""
    assert "id-token-is-json" in slugs(check(' \n{"id_token": "a.b.c"}'))


@pytest.mark.parametrize(("length", "read"), [(MOST_CHARACTERS, True), (MOST_CHARACTERS + 1, False)])
def test_the_longest_token_is_read(length: int, read: bool) -> None:
    """The limit itself is allowed."""
    report = check("." * length)
    assert ("id-token-length" not in slugs(report)) is read


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
