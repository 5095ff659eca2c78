"""A hash in an ID token names what was hashed, with what, which part, and how it is written."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core.relation.hash_ways import HASHES
from pkce_core.relation.token_hashes import explain_token_hash

if TYPE_CHECKING:
    from collections.abc import Callable

SOURCES = {"this access token": "at-3f9c", "the ID token": "eyJ.a.b"}
PARTS: dict[str, Callable[[bytes], bytes]] = {
    "the left half": lambda octets: octets[: len(octets) // 2],
    "the whole": lambda octets: octets,
    "the right half": lambda octets: octets[len(octets) // 2 :],
}


def _explain(found: str, sources: dict[str, str], name: str = "sha512") -> str:
    text = next(iter(sources.values()))
    return explain_token_hash(found, sources, {HASHES[name]: hashlib.new(name, text.encode()).digest()}, "RS512")


@given(st.text(alphabet="abc019-_.", min_size=4), st.sampled_from(list(HASHES)), st.sampled_from(list(PARTS)))
def test_every_departure_is_named(token: str, name: str, part: str) -> None:
    """The hash and the part of it, in base64url and hex."""
    some = PARTS[part](hashlib.new(name, token.encode()).digest())
    for found, how in ((base64.urlsafe_b64encode(some).decode().rstrip("="), ""), (some.hex(), "written in hex")):
        if name == "sha512" and part == "the left half" and not how:
            continue
        said = _explain(found, {"this access token": token, "the ID token": "other"})
        assert said.startswith("this access token")
        assert how in said
        assert part == "the left half" or "where its left half is needed" in said
        assert name == "sha512" or f"made with {HASHES[name]} where RS512 needs SHA-512" in said


@pytest.mark.parametrize(
    ("source", "says"),
    [("the ID token", "the ID token, where that of this access token is needed"), ("this access token", "this access")],
)
def test_what_was_hashed(source: str, says: str) -> None:
    """Another text than the one that is due."""
    octets = hashlib.sha512(SOURCES[source].encode()).digest()
    assert _explain(octets[:32].hex(), SOURCES).startswith(says)


def test_hex_digits_that_were_encoded() -> None:
    """A library gave hex digits, and those were encoded as if they were the hash."""
    digits = hashlib.sha512(b"at-3f9c").hexdigest()[:64]
    found = base64.urlsafe_b64encode(digits.encode()).decode().rstrip("=")
    assert "written in base64url of its hex digits" in _explain(found, SOURCES)


def test_nothing_fits() -> None:
    """An unknown hash is explained by nothing."""
    assert _explain("abcdefghijklmnopqrstuv", SOURCES) == ""
