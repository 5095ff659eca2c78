"""state and nonce: new ones, and those that are easy to guess."""

from __future__ import annotations

import pytest

from pkce_core import Level, generate_nonce, generate_state
from tests.support.authorization_urls import assert_judged

ERROR, WARNING, INFO = Level.ERROR, Level.WARNING, Level.INFO


def test_state_and_nonce_are_drawn() -> None:
    """RFC 6749 §10.10: far beyond 160 bits, different each time."""
    assert generate_state() != generate_state()
    assert len(generate_state()) == len(generate_nonce()) == 43


@pytest.mark.parametrize(
    ("changes", "rule", "level"),
    [
        ({"state": "xyz"}, "url-state-weak", WARNING),
        ({"state": "q6Xh0yXq"}, "url-state-weak", WARNING),  # RFC 6749 §10.10
        ({"state": "1234567890123456789012345678"}, "url-state-weak", WARNING),
        ({"state": "a" * 40}, "url-state-weak", WARNING),
        ({"state": "9f86d081884c7d65"}, "url-state-weak", WARNING),
        ({"state": "3f2504e0-4f89-41d3-9a0c-0305e82c3301"}, "url-state-weak", INFO),
        ({"nonce": "nonce"}, "url-nonce-weak", WARNING),
        ({"state": "a b c d e f g h i j k l m n o p q r s t u v"}, "", INFO),
        ({"state": "x" + "ab1-_9" * 50}, "", INFO),
    ],
)
def test_state_and_nonce(changes: dict[str, str | None], rule: str, level: Level | None) -> None:
    """RFC 6749 §10.10: what is easy to guess, by its length, its characters, or because everyone knows it."""
    assert_judged(changes, rule, level)
