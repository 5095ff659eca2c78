"""A repair does to a text what its lines do to a variable, and no line has a gap left."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from pkce_core.diagnosis.fixes.languages import LANGUAGES
from pkce_core.diagnosis.fixes.repairs import (
    CHALLENGE_ALPHABET,
    DECODE_PERCENT,
    DERIVE,
    DROP_STRAYS,
    PLAIN_HYPHENS,
    REPAIRS,
    SWAP_AND_DERIVE,
    SWAP_BACK,
    TAKE_LONG_RUN,
    TO_BASE64URL,
    VERIFIER_ALPHABET,
    Repair,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

V = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"


@pytest.mark.parametrize(
    ("repair", "text", "right"),
    [
        (DROP_STRAYS, f' "{V}"\n', V),
        (DECODE_PERCENT, V.replace("-", "%2D"), V),
        (TAKE_LONG_RUN, f"verifier: {V}.\n"[10:], f"{V}."),
        (TO_BASE64URL, V.replace("-", "+").replace("_", "/") + "=", V),
        (PLAIN_HYPHENS, V.replace("-", "\u2013"), V),
    ],
)
def test_a_repair_undoes_what_happened(repair: Repair, text: str, right: str) -> None:
    """A point belongs to the alphabet of verifiers, so it is left."""
    assert repair.undo(text, VERIFIER_ALPHABET) == right


def test_a_run_that_is_too_short_is_not_taken() -> None:
    """A challenge has exactly 43 characters, and a verifier at least as many."""
    assert TAKE_LONG_RUN.undo(V[1:], CHALLENGE_ALPHABET) is None
    assert TAKE_LONG_RUN.undo(f"{V}x", CHALLENGE_ALPHABET) == V


def test_every_line_is_complete() -> None:
    """Every language has every line, and nothing of a template is left in it."""
    tables: list[Mapping[str, str]] = [DERIVE, SWAP_BACK, SWAP_AND_DERIVE]
    tables += [lines for repair in REPAIRS for lines in (repair.verifier, repair.challenge, repair.derive)]
    for lines in tables:
        assert list(lines) == list(LANGUAGES)
        for line in lines.values():
            assert "code_verifier" in line or "code_challenge" in line
            assert not re.search(r"\b(VALUE|NAME|ALLOWED|RUN|DASHES)\b", line)
