"""Which lines of `fixes/` fix the pair at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.diagnosis.fixes.repairs import (
    CHALLENGE_ALPHABET,
    DERIVE,
    REPAIRS,
    SWAP_AND_DERIVE,
    SWAP_BACK,
    VERIFIER_ALPHABET,
    Repair,
)
from pkce_core.pkce.derivation import s256

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkce_core.diagnosis.stages.deviations import Reconstruction

_WRONG_IN_HASHING = {"utf-16", "decoded-verifier", "case-changed"}
"""Mistakes in what was hashed that leave the variable itself right."""


def choose_fixes(reconstruction: Reconstruction, verifier: bytes, challenge: str) -> Mapping[str, str]:
    """The line in each language that fixes a pair.

    Args:
        reconstruction: what explains the pair.
        verifier: as the reader has it.
        challenge: as the reader has it.
    """
    deviations = reconstruction.deviations
    if reconstruction.is_swapped:
        return SWAP_BACK if len(deviations) == 1 else SWAP_AND_DERIVE
    if deviations == reconstruction.around_challenge:
        repair = _find_repair(challenge, s256(verifier), CHALLENGE_ALPHABET)
        return repair.challenge if repair else DERIVE
    own, hashed = verifier.decode("utf-8", "replace"), reconstruction.hashed.decode("utf-8", "replace")
    if deviations == reconstruction.around_verifier:
        repair = _find_repair(own, hashed, VERIFIER_ALPHABET)
        return repair.verifier if repair else DERIVE
    if reconstruction.around_verifier:
        repair = _find_repair(own, hashed.strip("\r\n"), VERIFIER_ALPHABET)
    elif {each.mistake for each in reconstruction.hash_input} <= _WRONG_IN_HASHING:
        return DERIVE
    else:  # the variable may contain what was hashed
        repair = _find_repair(hashed, own, VERIFIER_ALPHABET)
    return repair.derive if repair else DERIVE


def _find_repair(text: str, right: str, allowed: str) -> Repair | None:
    return next((repair for repair in REPAIRS if repair.undo(text, allowed) == right), None)
