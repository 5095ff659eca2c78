"""What several parts say about a verifier and its challenge while they are typed, and after they were used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core import RULES, check_code_challenge, check_code_verifier, derive_code_challenge

if TYPE_CHECKING:
    from pkce_core import Finding
    from pkce_widgets.view.part import Inputs

LENGTH = 43
"""Characters of an S256 challenge, and the fewest of a verifier."""


def half_typed(inputs: Inputs, name: str) -> str:
    """How many characters the reader has typed of a value that is only too short so far; "" if it can be checked.

    Args:
        inputs: the reader's values.
        name: "code_verifier" or "code_challenge".
    """
    value = inputs.get(name)
    if inputs.typing != name or not value or len(value) >= LENGTH:
        return ""
    check = check_code_verifier if name == "code_verifier" else check_code_challenge
    completed = value + "A" * (LENGTH - len(value))  # if this is well formed, nothing is wrong so far
    return f"{len(value)} of {LENGTH} characters." if check(completed).ok else ""


def check_verifier_reuse(inputs: Inputs) -> tuple[Finding, ...]:
    """An error if the verifier has redeemed a code before."""
    code_verifier, used = inputs.get("code_verifier"), inputs.get("used_challenges").split()
    if not used or not check_code_verifier(code_verifier).ok or derive_code_challenge(code_verifier) not in used:
        return ()
    message = "This verifier has already been used. A verifier works for one authorization request: create a new pair."
    return (RULES["verifier-reused"].error(message),)
