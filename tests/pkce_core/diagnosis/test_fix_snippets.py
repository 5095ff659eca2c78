"""The line to copy fits the pair at hand."""

from __future__ import annotations

import base64
import hashlib

import pytest

from pkce_core import MISTAKES, Diagnosis, derive_code_challenge, diagnose_challenge
from pkce_core.diagnosis.fixes.repairs import DERIVE, DROP_STRAYS, SWAP_AND_DERIVE, SWAP_BACK
from pkce_core.pkce.derivation import s256 as _s256

VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
RIGHT = derive_code_challenge(VERIFIER)
ENDS_IN_X = f"{VERIFIER[:-1]}X"


def _diagnose(verifier: str | bytes, challenge: str | bytes) -> Diagnosis:
    diagnosis = diagnose_challenge(verifier, challenge)
    assert diagnosis is not None
    return diagnosis


def test_the_python_fix_is_right() -> None:
    """The line to copy gives the challenge of RFC 7636 Appendix B."""
    names = {"base64": base64, "hashlib": hashlib, "code_verifier": VERIFIER}
    assert eval(DERIVE["python"], names) == RIGHT  # noqa: S307


def test_a_swap_back_is_a_line_to_copy() -> None:
    """Mistakes around a right challenge are undone where they are; others need a new derivation."""
    assert _diagnose(RIGHT, VERIFIER).fix == MISTAKES["swapped"].fix
    assert _diagnose(VERIFIER, f'"{RIGHT}"').fix == MISTAKES["quoted"].fix
    assert _diagnose(VERIFIER, f'"{RIGHT}="').fix == DERIVE["python"]
    newline = _diagnose(VERIFIER, _s256(f"{VERIFIER}\n".encode()))
    assert newline.explanation == "This challenge was made from the verifier plus a newline."
    assert newline.fix.startswith('printf %s "$code_verifier"')


@pytest.mark.parametrize(
    ("verifier", "challenge", "lines"),
    [
        (RIGHT, VERIFIER, SWAP_BACK),
        (f"{RIGHT}=", VERIFIER, SWAP_AND_DERIVE),
        (_s256(f"{VERIFIER}\n".encode()), VERIFIER, SWAP_AND_DERIVE),
        (VERIFIER, f'"{RIGHT}"', DROP_STRAYS.challenge),
        (f'"{VERIFIER}"', RIGHT, DROP_STRAYS.verifier),
        (f"{VERIFIER}\n", RIGHT, DROP_STRAYS.verifier),
        (f'"{VERIFIER}"', _s256(f"{VERIFIER}\n".encode()), DROP_STRAYS.derive),
        (f'"{ENDS_IN_X}"', _s256(f"{ENDS_IN_X}\n".encode()), DROP_STRAYS.derive),
        (VERIFIER, _s256(f"{VERIFIER}\n".encode()), DROP_STRAYS.derive),
        (VERIFIER, _s256(VERIFIER.encode("utf-16-le")), DERIVE),
        (VERIFIER, _s256(VERIFIER.lower().encode()), DERIVE),
        (VERIFIER, hashlib.sha256(VERIFIER.encode()).hexdigest(), DERIVE),
    ],
)
def test_the_fix_undoes_what_happened_where_it_happened(verifier: str, challenge: str, lines: dict[str, str]) -> None:
    """Swapped values are swapped back, a right value is cleaned in place, and all else is derived again."""
    diagnosis = _diagnose(verifier, challenge)
    assert diagnosis.fix == lines[diagnosis.fix_language]
