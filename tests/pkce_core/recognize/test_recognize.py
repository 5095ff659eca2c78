"""What a text is: every value of the flow in it, in order, with its place and how sure that is."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import UsageError, derive_code_challenge
from pkce_core.recognize.recognize import recognize
from pkce_core.recognize.recognized import KINDS, SECRETS, Sureness

VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
ID_TOKEN = "eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJhdWQiOiJteS1jbGllbnQiLCJub25jZSI6Im4ifQ.eA"
URL = f"https://op.example/auth?response_type=code&client_id=a&state=s&code_challenge={CHALLENGE}"


def kinds(text: str) -> list[str]:
    return [each.kind for each in recognize(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (URL, ["authorization-url", "client-id", "state", "challenge"]),
        ("http://localhost:8080/cb?code=SplxlO&state=xyz", ["redirect", "code", "state"]),
        ("com.example.app:/cb?error=access_denied&state=x", ["redirect", "error", "state"]),
        ("https://app.example/#/login?code=abc&state=x", ["redirect", "code", "state"]),
        ('{"error":"invalid_grant"}', ["error", "error"]),
        ('{"access_token":"at","token_type":"Bearer"}', ["token-response", "access-token"]),
        ('{"issuer":"https://op.example","token_endpoint":"https://op.example/token"}', ["metadata"]),
        ('{"keys":[{"kty":"RSA"}]}', ["jwks"]),
        ('{"kty":"EC","d":"x"}', ["private-key"]),
        ('{"authorization_request":{},"token_request":{}}', ["flow"]),
        ("https://op.example/.well-known/openid-configuration", ["metadata-url"]),
        (ID_TOKEN, ["id-token"]),
        ("eyJhbGciOiJSUzI1NiJ9.eyJhIjoxfQ.c2ln", ["jwt"]),
        ("eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..bbbb.cccc.dddd", ["jwe"]),
        (f"{VERIFIER}\n{CHALLENGE}", ["verifier", "challenge"]),
        (CHALLENGE, ["pair-value"]),
        (VERIFIER + "~", ["verifier"]),
        (f"code_verifier: {VERIFIER}", ["verifier"]),
        (f'"codeVerifier": "{VERIFIER}"', ["verifier"]),
        ("client_secret = 's3cr3t'", ["client-secret"]),
        ("GOCSPX-abcdefghijklmnopqrstuvwxyz12", ["client-secret"]),
        ("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", ["private-key"]),
        ("invalid_grant: AADSTS70008: expired", ["error", "error"]),
        ("grant_type=authorization_code&code=x", ["token-request"]),
        ("$ curl https://op.example/token -d grant_type=authorization_code", ["token-request", "token-request"]),
        ("curl https://op.example/userinfo", ["command"]),
        ("HTTP/1.1 400 Bad Request\n\n{}", ["http-response"]),
        ("<!doctype html><title>Error</title>", ["html-page"]),
        ('<form method="post"><input type="hidden" name="code" value="x"/></form>', ["form-post"]),
        ("hello world", []),
        ("", []),
        ("the code was wrong", []),
    ],
)
def test_kinds(text: str, expected: list[str]) -> None:
    """Each kind of value is found for what it is, and nothing else is."""
    assert kinds(text) == expected


def test_each_has_its_place() -> None:
    """The place leads to the value, decoded where the URL encodes it."""
    text = f"log: {URL}&redirect_uri=x and then {ID_TOKEN}"
    found = recognize(text)
    assert [each.kind for each in found] == ["authorization-url", "client-id", "state", "challenge", "id-token"]
    assert all(text[each.start : each.end] == each.value for each in found)
    (_, code, _) = recognize("http://localhost/cb?code=a%2Fb&state=x")
    assert (code.value, code.sureness) == ("a/b", Sureness.CERTAIN)


@given(st.binary(min_size=32, max_size=32), st.booleans(), st.sampled_from([" ", "\n", "; challenge "]))
def test_a_pair_is_told_apart(octets: bytes, first: bool, between: str) -> None:
    """RFC 7636 §4.2: of two values, the one that is the other's hash is the challenge, in either order."""
    from pkce_core.text.base64url import encode_base64url

    verifier = encode_base64url(octets)
    pair = [verifier, derive_code_challenge(verifier)]
    found = recognize(between.join(pair if first else pair[::-1]))
    assert [each.kind for each in found] == (["verifier", "challenge"] if first else ["challenge", "verifier"])
    assert all(each.sureness is Sureness.CERTAIN for each in found)


def test_every_kind_has_words() -> None:
    """A title with its article, for every kind; no secret is in JSON or in a repr."""
    assert all(title.startswith(("a ", "an ", "the ")) for title in KINDS.values())
    assert set(KINDS) >= SECRETS
    for each in recognize(f"code_verifier={VERIFIER} {ID_TOKEN} client_secret=MARKED"):
        written = json.dumps(each.to_dict()) + repr(each)
        assert VERIFIER not in written
        assert ID_TOKEN not in written
        assert "MARKED" not in written
        assert each.title == KINDS[each.kind]


def test_only_text_is_read() -> None:
    """Octets are a misuse."""
    wrong: Any = b"code"
    with pytest.raises(UsageError):
        recognize(wrong)


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    """No text breaks it; places are in order and inside the text."""
    found = recognize(text)
    assert [each.start for each in found] == sorted(each.start for each in found)
    assert all(0 <= each.start < each.end <= len(text) and each.why.endswith(".") for each in found)


def test_hostile_text_takes_no_longer_than_its_length() -> None:
    """A megabyte of each is read in less than the time of a test."""
    for piece in (
        "{",
        '{"a":',
        "eyJ",
        "eyJhbGciOiJub25lIn0.",
        "a",
        "https://",
        "code=a ",
        "A" * 43 + " ",
        "curl ",
        "<form ",
        "&code=x",
        "-----BEGIN PRIVATE KEY-----",
    ):
        start = time.process_time()
        recognize(piece * (1_000_000 // len(piece)))
        assert time.process_time() - start < 20
