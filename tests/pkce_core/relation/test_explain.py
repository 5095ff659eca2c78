"""A value is explained by its name."""

from __future__ import annotations

import pytest

from pkce_core.relation.explain import explain


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("state", "the other side doesn't encode it"),
        ("code", "Your program decoded the code twice"),
        ("code_verifier", "Your program decoded the code twice"),
    ],
)
def test_by_name(name: str, says: str) -> None:
    """Each name has its own advice; any other value is treated like a code."""
    assert says in explain(name, "a+bcdefgh", "a bcdefgh", "the one").advice
