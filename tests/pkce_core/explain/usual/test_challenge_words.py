"""What an API asks for in its header is evidence for the cause."""

from __future__ import annotations

import pytest

from pkce_core import explain_error


@pytest.mark.parametrize(
    ("text", "slug", "asks"),
    [
        ('Bearer error="insufficient_scope", scope="read write"', "token-scope", "scope=read write"),
        ('DPoP error="insufficient_user_authentication", max_age="60"', "sign-in-too-weak", "max_age=60"),
        ("insufficient_scope", "token-scope", ""),
    ],
)  # fmt: skip
def test_each(text: str, slug: str, asks: str) -> None:
    """The scope, the acr_values and the max_age are named."""
    first = explain_error(text).causes[0]
    assert (first.slug, asks in first.evidence) == (slug, True)
