"""Well-formed verifiers that are easy to guess."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import pkce_core
from pkce_core import Level
from pkce_core.text.alphabets import UNRESERVED

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "rfc7636.json").read_text("utf-8"))
VERIFIER: str = VECTORS["pairs"][0]["code_verifier"]
STRONG = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"


@pytest.mark.parametrize(
    ("verifier", "rule", "level", "says"),
    [
        (VERIFIER, "verifier-published", Level.WARNING, "RFC 7636 Appendix B"),
        (VECTORS["pairs"][1]["code_verifier"], "verifier-published", Level.WARNING, "OAuth 2.1"),
        ("a" * 43, "verifier-one-character", Level.WARNING, "one character repeated"),
        ("Passw0rd-" * 5, "verifier-repeated", Level.WARNING, "at most 54 bits"),
        ("x9Kq-2mZ7pA" * 4, "verifier-repeated", Level.WARNING, "the same 11 characters"),
        (UNRESERVED[:50], "verifier-sequence", Level.WARNING, "runs through the alphabet"),
        ("0190834107590134785091348507134850713", "verifier-length", Level.ERROR, ""),
        ("0190834107590134785091348507134850713901", "verifier-length", Level.ERROR, ""),
        ("019083410759013478509134850713485071390187340", "verifier-few-characters", Level.WARNING, "at most 149 bits"),
        ("0123456789" + "9081726354" * 11 + "55201764", "verifier-few-characters", Level.INFO, "only digits"),
        (
            "aAbBcCdD-_" * 2 + "AbaBdCcDDdaAbB_-cCaAbBd",
            "verifier-few-characters",
            Level.WARNING,
            "10 different characters",
        ),
        (
            "3f2504e0-4f89-41d3-9a0c-0305e82c3301-9b2d77a4-5c1e-4d0b-8f6a-1e2d3c4b5a69",
            "verifier-uuid",
            Level.WARNING,
            "2 UUIDs with 122 random bits each: at most 250 bits",
        ),
        (
            "3f2504e0-4f89-41d3-9a0c-0305e82c3301aZ3-q7x",
            "verifier-uuid",
            Level.WARNING,
            "a UUID with 122 random bits: at",
        ),
        (f"3f2504e0-4f89-41d3-9a0c-0305e82c3301{STRONG}", "verifier-grammar", Level.PASS, ""),
        ("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0", "verifier-hex", Level.WARNING, "at most 172 bits"),
        (
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "verifier-hex",
            Level.INFO,
            "at most 256 bits",
        ),
        (STRONG, "verifier-grammar", Level.PASS, ""),
    ],
)
def test_weak_verifiers(verifier: str, rule: str, level: Level, says: str) -> None:
    """RFC 7636 §7.1 recommends 256 bits; what cannot have them is warned of, with an upper bound."""
    last = pkce_core.check_code_verifier(verifier).findings[-1]
    assert (last.rule, last.level) == (rule, level)
    assert says in last.message
    assert verifier not in last.message
