"""What a text is: every value of the flow in it, in order, with its place and how sure that is."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import Recognized, UsageError, derive_code_challenge, recognize
from pkce_core.text.base64url import encode_base64url

VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
URL = f"https://op.example/auth?response_type=code&client_id=a&state=s&code_challenge={CHALLENGE}"
HEADER = encode_base64url(b'{"alg":"RS256"}')


def kinds(text: str) -> list[str]:
    return [each.kind for each in recognize(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (URL, ["authorization-url", "client-id", "state", "challenge"]),
        ('{"error":"invalid_grant"}', ["error", "error-code"]),
        ("$ curl https://op.example/token -d grant_type=authorization_code", ["token-request", "token-request"]),
        (f"HTTP/1.1 200 OK\n\n{{\"id_token\": \"x\", \"token_type\": \"Bearer\"}}\n{CHALLENGE}",
         ["http-response", "token-response", "id-token", "pair-value"]),
        ("hello world", []),
        ("", []),
        ("the code was wrong", []),
    ],
)  # fmt: skip
def test_several_values(text: str, expected: list[str]) -> None:
    """A container comes before what is in it, and each place has one value."""
    assert kinds(text) == expected


def test_each_has_its_place() -> None:
    """The place leads to the value, decoded where the URL encodes it."""
    text = f"log: {URL}&redirect_uri=x and then client_secret=s3cr3t"
    found = recognize(text)
    assert [each.kind for each in found] == ["authorization-url", "client-id", "state", "challenge", "client-secret"]
    assert all(text[each.start : each.end] == each.value for each in found)
    (_, code, _) = recognize("http://localhost/cb?code=a%2Fb&state=x")
    assert (code.value, code.sureness) == ("a/b", "certain")


_TEXT = st.text(st.sampled_from("abc xyz.\n,()"), max_size=40)
_NAME = st.text(st.sampled_from("abcdefghij0123456789"), min_size=1, max_size=20)
_VALUES = {
    "authorization-url": st.builds("https://{0}.example/auth?client_id={1}&response_type=code".format, _NAME, _NAME),
    "redirect": st.builds("http://localhost:8080/{0}?code={1}&state={0}".format, _NAME, _NAME),
    "token-url": st.builds("https://{0}.example/token?grant_type=authorization_code".format, _NAME),
    "metadata-url": st.builds("https://{0}.example/.well-known/openid-configuration".format, _NAME),
    "verifier": st.builds("code_verifier={0}".format, st.text(st.sampled_from("ab1-._~"), min_size=43, max_size=128)),
    "challenge": st.binary(min_size=32, max_size=32).map(encode_base64url).map("code_challenge: {0}".format),
    "token-response": st.builds('{{"access_token": "{0}"}}'.format, _NAME),
    "error": st.builds('{{"error": "{0}"}}'.format, _NAME),
    "metadata": st.builds('{{"issuer": "{0}", "token_endpoint": "{0}"}}'.format, _NAME),
    "jwks": st.builds('{{"keys": [{{"kty": "RSA", "n": "{0}"}}]}}'.format, _NAME),
    "jwt": st.builds(
        lambda claims: f"{HEADER}.{encode_base64url(claims.encode())}.c2ln",
        st.builds('{{"sub":"{0}"}}'.format, _NAME),
    ),
    "client-secret": st.builds("client_secret = '{0}'".format, _NAME),
    "private-key": st.just("-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----"),
    "token-request": st.builds("grant_type=authorization_code&code={0}".format, _NAME),
}
"""Random values of each kind; a value with its name is found without the name."""


@given(kind=st.sampled_from(sorted(_VALUES)), before=_TEXT, after=_TEXT, data=st.data())
def test_a_value_is_found_in_any_text(kind: str, before: str, after: str, data: st.DataObject) -> None:
    """Whatever text is around a value, it is found at its place."""
    value = data.draw(_VALUES[kind])
    text = f"{before} {value} {after}"
    places = [text[each.start : each.end] for each in recognize(text) if each.kind == kind]
    end = value if kind not in ("verifier", "challenge", "client-secret") else value.split()[-1].strip("'")
    assert end.removeprefix("code_verifier=") in places


@given(st.binary(min_size=32, max_size=32), st.booleans(), st.sampled_from([" ", "\n", "; challenge "]))
def test_a_pair_is_told_apart(octets: bytes, first: bool, between: str) -> None:
    """RFC 7636 §4.2: of two values, the one that is the other's hash is the challenge, in either order."""
    verifier = encode_base64url(octets)
    pair = [verifier, derive_code_challenge(verifier)]
    found = recognize(between.join(pair if first else pair[::-1]))
    assert [each.kind for each in found] == (["verifier", "challenge"] if first else ["challenge", "verifier"])
    assert all(each.sureness == "certain" for each in found)


def test_only_text_is_read() -> None:
    """Octets are a misuse."""
    wrong: Any = b"code"
    with pytest.raises(UsageError):
        recognize(wrong)


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    """No text breaks it; places are in order and inside the text."""
    found = recognize(text)
    assert all(isinstance(each, Recognized) for each in found)
    assert [each.start for each in found] == sorted(each.start for each in found)
    assert all(0 <= each.start < each.end <= len(text) and each.why.endswith(".") for each in found)


def test_at_most_200_values_of_a_million_characters() -> None:
    """More of either is left out."""
    assert len(recognize("state=a&code=b " * 1000)) == 200
    assert recognize(" " * 1_000_000 + URL) == ()


@pytest.mark.parametrize(
    "piece",
    [
        "{", '{"a":', '{"a":[', '{"a":1}', "eyJ", "-eyJ", "eyJaaaaa.", "eyJhbGciOiJub25lIn0.", "a", "a.", "https://",
        "a:/", "code=a ", "code", "code ", "&code=x", "?code=x#", "A" * 43 + " ", "curl ", "curl a\\\n", ";", "( ",
        "<form ><input ", "-----BEGIN PRIVATE KEY-----", "-----END ", "HTTP/1.1 ", "GET ", "8Q~", "a=b", "invalid_",
        "\n", "grant_type=&",
    ],
)  # fmt: skip
def test_hostile_text_takes_no_longer_than_its_length(piece: str) -> None:
    """Much text of one kind is read within the time of a test; a square of its length would take hours."""
    start = time.process_time()
    recognize(piece * (200_000 // len(piece)))
    assert time.process_time() - start < 20


def test_a_megabyte() -> None:
    """A megabyte of everything at once is read, too."""
    start = time.process_time()
    recognize(f'{URL} {{"a":[ <form ><input eyJa.a. code=a curl \\\n'.ljust(200) * 5000)
    assert time.process_time() - start < 20


@pytest.mark.parametrize(
    "text",
    [
        "ZIP code: 90210, country code: DE, promo code = SUMMER20",
        "source code: https://example.com/a/b",
        "const code = req.query.code;\nconst state = req.query.state",
        "code_verifier = secrets.token_urlsafe(64)",
        "State: California\nThe state of things: unclear. code: it works",
        '{"error":false,"data":[1]} {"error":null} {"errors":[]}',
        "index 83db48f84ec878fbfb30b46d16630e944e34f205..f2a9b4c7e13c8f0d5b6a7c8d9e0f1a2b3c4d5e6f",
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
        "id 9f1c6e0a-3b2d-4c5e-8f7a-1b2c3d4e5f60, commit 3f786850e387550fdab836ed7e6dc881de23001b",
    ],
)
def test_what_only_looks_like_a_value(text: str) -> None:
    """Codes of other kinds, a program's expressions, words of prose and identifiers are no values of a flow."""
    assert recognize(text) == ()


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("GET /cb?code=SplxlO&state=q8w HTTP/1.1\nHost: a.example", ["redirect", "code", "state"]),
        ('127.0.0.1 - - "GET /cb?code=SplxlO&state=q8w HTTP/1.1" 302 0', ["redirect", "code", "state"]),
        ("POST /oauth/token HTTP/1.1\nHost: a.example", ["token-request"]),
        ("POST /login HTTP/1.1\nHost: a.example\n\nusername=a", ["http-request"]),
        ("irm -Method Post $url -Body @{grant_type='authorization_code'; code='SplxlO'}", ["token-request", "code"]),
        ("fetch(url, {body: new URLSearchParams({grant_type: 'authorization_code'})})", ["token-request"]),
        ("wget --post-data 'grant_type=authorization_code' https://op.example/token", ["token-request"]),
        ("https://shop.example/?code=SUMMER20", ["redirect", "code"]),
    ],
)
def test_requests_of_browsers_and_programs(text: str, kinds: list[str]) -> None:
    """A redirect that a server logged, and a token request in a program; neither is certain from its words alone."""
    found = recognize(text)
    assert [each.kind for each in found][: len(kinds)] == kinds
    assert all(each.sureness != "certain" for each in found if each.kind in ("redirect", "code"))
