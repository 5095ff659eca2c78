"""New verifiers: their length, and how many octets a caller may ask for."""

from __future__ import annotations

from typing import Any

import pytest

import pkce_core
from pkce_core import UsageError


@pytest.mark.parametrize(("octets", "length"), [(32, 43), (33, 44), (64, 86), (96, 128)])
def test_generated_verifiers_keep_the_grammar(octets: int, length: int) -> None:
    """32 to 96 octets give 43 to 128 characters (RFC 7636 §4.1), different ones each time."""
    one, other = pkce_core.generate_code_verifier(octets), pkce_core.generate_code_verifier(octets)
    assert one != other
    assert len(one) == length
    pkce_core.check_code_verifier(one).raise_errors()


@pytest.mark.parametrize("octets", [31, 97, -1, 10**9, True, 32.0, "32", None])
def test_other_sizes_are_a_misuse(octets: Any) -> None:
    """Fewer than 32 octets are too weak, more than 96 too long, and nothing else is a number of octets."""
    with pytest.raises(UsageError, match="32 to 96"):
        pkce_core.generate_code_verifier(octets)
