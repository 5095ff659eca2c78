"""Equal or not, and where two texts differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core.text.differences import common_length, is_same

HALF = "\ud800"
SHORT = st.text(alphabet="ab", max_size=9)


@pytest.mark.parametrize("same", [("a", "a"), ("é", "é".encode()), (b"\xff", b"\xff"), (HALF, HALF), ("", b"")])
def test_equal_texts(same: tuple[str | bytes, str | bytes]) -> None:
    """Text and its octets are the same, half a character included."""
    one, other = same
    assert is_same(one, other)
    assert is_same(other, one)
    assert not is_same(one, "b")


@given(SHORT, SHORT, st.sampled_from([0, 4095, 4096, 9000]))
def test_the_first_difference(one: str, other: str, before: int) -> None:
    """How many characters two texts share at their start, near and far from it."""
    one, other = "x" * before + one, "x" * before + other
    at = common_length(one, other)
    assert at >= before
    assert one[:at] == other[:at]
    assert one[at : at + 1] != other[at : at + 1] or one == other
