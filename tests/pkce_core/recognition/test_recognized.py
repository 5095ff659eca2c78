"""`Recognized`: its words, and what of a value is shown."""

from __future__ import annotations

import json

import pytest

from pkce_core import recognize
from pkce_core.recognition.recognized import KINDS, Recognized, Sureness


def test_every_kind_has_words() -> None:
    """A title with its article, for every kind."""
    assert all(title.startswith(("a ", "an ", "the ")) for title in KINDS.values())


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("state", "xyz", "xyz"),
        ("error-code", "invalid_grant", "invalid_grant"),
        ("error-code", "AADSTS70008", "AADSTS70008"),
        ("error-code", "Code SplxlO is unknown", None),
        ("code", "SplxlO", None),
        ("challenge", "a plain challenge is the verifier", None),
        ("token-response", '{"access_token":"x"}', None),
        ("redirect", "http://u:p@localhost:8080/cb?code=x&state=y", "http://localhost:8080/cb"),
        ("redirect", "com.example:/cb#id_token=x", "com.example:/cb"),
        ("redirect", "http://localhost/cb&code=x", "http://localhost/cb"),
    ],
)
def test_what_is_shown(kind: str, value: str, shown: str | None) -> None:
    """A secret has only its length, and an address has no parameters."""
    one = Recognized(kind=kind, value=value, start=0, end=len(value), sureness=Sureness.LIKELY, why="It is.")
    assert one.shown == shown
    assert one.to_dict().get("value") == shown
    assert one.to_dict()["length"] == len(value)
    assert value not in repr(one)


SECRETS = ("code", "code_verifier", "code_challenge", "client_secret", "id_token", "access_token", "refresh_token")
MARKED = "MARKED" + "a" * 40


@pytest.mark.parametrize("name", SECRETS)
@pytest.mark.parametrize(
    "text",
    [
        "{name}={value}", "{name}: {value}", '{{"{name}": "{value}", "error": "{value}"}}', "https://{value}@a.example/",
        "https://op.example/auth?response_type=code&client_id=a&{name}={value}", "http://a/cb?code=a&state=b&{name}={value}",
        "http://a/cb#{name}={value}&code=1", "grant_type=x&{name}={value}", "curl -d grant_type=a -d {name}={value}",
        '{{"access_token": "{value}", "{name}": "{value}"}}', "HTTP/1.1 200 OK\n\n{value}", "{value}", "<form>{value}",
        "-----BEGIN PRIVATE KEY-----{value}", '{{"kty": "oct", "k": "{value}"}}', "http://a:{value}@a/cb?error=x&{name}=x",
        '{{"token_request": {{"{name}": "{value}"}}}}', "error={value} {name}={value}",
    ],
)  # fmt: skip
def test_no_secret_is_shown(name: str, text: str) -> None:
    """A marked secret in each place is in no repr and in no JSON."""
    found = recognize(text.format(name=name, value=MARKED))
    assert "MARKED" not in json.dumps([each.to_dict() for each in found]) + repr(found)


def test_an_address_inside_an_address_has_no_parameters() -> None:
    """A code in an address that is percent-encoded inside another one isn't shown."""
    for encoded in ("https%3A%2F%2Fapp%2Fcb%3Fcode%3DS3CR3T", "https%253A%252F%252Fapp%252Fcb%253Fcode%253DS3CR3T"):
        found = recognize(f"https://login.example/r/{encoded}?client_id=a&response_type=code")[0]
        assert "S3CR3T" not in (found.shown or "S3CR3T")
