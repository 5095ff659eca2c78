"""A nonce that was hashed is named, in both directions, however the hash is written."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core.relation.hash_ways import HASHES
from pkce_core.relation.search import explain_relation
from pkce_core.relation.tables import NONCE
from tests.support.relations import assert_named

if TYPE_CHECKING:
    from collections.abc import Callable

WRITE: dict[str, Callable[[bytes], str]] = {
    "hex": lambda octets: octets.hex(),
    "hex-in-upper-case": lambda octets: octets.hex().upper(),
    "base64": lambda octets: base64.b64encode(octets).decode(),
    "base64url": lambda octets: base64.urlsafe_b64encode(octets).decode().rstrip("="),
    "base64url-with-=-at-its-end": lambda octets: base64.urlsafe_b64encode(octets).decode(),
}


@pytest.mark.parametrize("name", HASHES)
@pytest.mark.parametrize("how", WRITE)
@given(nonce=st.text(min_size=8, max_size=50, alphabet="abcXYZ019-_"))
def test_both_directions(name: str, how: str, nonce: str) -> None:
    """Either the token or the reader has the hash."""
    written = WRITE[how](hashlib.new(name, nonce.encode()).digest())
    assert_named(NONCE, f"{name}-{how}", nonce, written)
    assert_named(NONCE, f"before-{name}-{how}", written, nonce)


def test_apple() -> None:
    """The sentence says which hash, how it is written, and what to compare."""
    found = hashlib.sha256(b"n-0S6_WzA2Mj").hexdigest()
    relation = explain_relation("n-0S6_WzA2Mj", found, NONCE, "the nonce that you sent")
    assert relation.sentence == "It's the nonce that you sent, hashed with SHA-256 and written in hex."
    assert "Apple and Firebase" in relation.advice
    assert explain_relation("n-0S6_WzA2Mj", found[:32], NONCE, "it").ways == (("sha256-hex", "cut-at-end"),)
