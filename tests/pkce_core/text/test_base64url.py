"""Strict base64url."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core.errors import EncodingError
from pkce_core.text.base64url import decode_base64url, encode_base64url

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "rfc7636.json").read_text("utf-8"))


def test_appendix_a() -> None:
    """RFC 7636 Appendix A: octets 3 236 255 224 193 are A-z_4ME."""
    octets = bytes(VECTORS["appendix_a"]["octets"])
    assert encode_base64url(octets) == VECTORS["appendix_a"]["base64url"]
    assert decode_base64url("A-z_4ME") == octets


def test_appendix_b_octets() -> None:
    """RFC 7636 Appendix B: the 32 random octets give the verifier."""
    assert encode_base64url(bytes(VECTORS["appendix_b_octets"])) == VECTORS["pairs"][0]["code_verifier"]


@given(st.binary(max_size=200))
def test_round_trip(octets: bytes) -> None:
    """Decoding gives back what was encoded."""
    assert decode_base64url(encode_base64url(octets)) == octets


@given(st.text(alphabet="ABZaz09-_", max_size=12))
def test_there_is_one_way_to_write_octets(text: str) -> None:
    """What decodes at all encodes to the same text."""
    try:
        octets = decode_base64url(text)
    except EncodingError:
        return
    assert encode_base64url(octets) == text


@pytest.mark.parametrize(
    ("text", "position"),
    [("AA==", 2), ("A+z/4ME", 1), ("AA\n", 2), ("A", 0), ("AAAAA", 4), ("AB", 1), ("é", 0), (" AAA", 0)],
)
def test_nothing_else_decodes(text: str, position: int) -> None:
    """Padding, + and /, white space, impossible lengths and set spare bits are refused, with their place."""
    with pytest.raises(EncodingError) as caught:
        decode_base64url(text)
    assert caught.value.position == position
