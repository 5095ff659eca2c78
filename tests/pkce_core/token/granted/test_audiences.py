"""`known_api`: APIs that everyone's tokens name in the same way."""

from __future__ import annotations

import pytest

from pkce_core.token.granted.audiences import known_api


@pytest.mark.parametrize(
    ("audience", "api"),
    [
        ("00000003-0000-0000-c000-000000000000", "Microsoft Graph"),
        (["my-api", "https://graph.microsoft.com"], "Microsoft Graph"),
        ("my-api", ""),
        ([7, None], ""),
        (None, ""),
    ],
)
def test_which_api(audience: object, api: str) -> None:
    """By text or in a list; anything else is none."""
    assert known_api(audience) == api
