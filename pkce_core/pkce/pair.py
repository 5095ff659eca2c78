"""A verifier and its challenge: made together, and checked against each other.

generate_code_verifier ─▶ code_verifier ─ derive_code_challenge ─▶ code_challenge
                                └──────────────── check_pair ────────────────┘
"""

from __future__ import annotations

from pkce_core.findings import Report
from pkce_core.frozen import Frozen, set_slot
from pkce_core.pkce.checks import check_code_challenge, check_code_verifier, settle_matched
from pkce_core.pkce.derivation import derive_code_challenge, s256
from pkce_core.pkce.generation import generate_code_verifier
from pkce_core.pkce.rules import RULES
from pkce_core.text.differences import is_same


class PkcePair(Frozen):
    """A code_verifier with its code_challenge.

    Attributes:
        code_verifier: the secret, for the token request only; kept out of the repr.
        code_challenge: for the authorization request.
        code_challenge_method: always "S256".
    """

    __slots__ = ("code_challenge", "code_challenge_method", "code_verifier")
    _hidden = ("code_verifier",)
    code_verifier: str
    code_challenge: str
    code_challenge_method: str

    def __init__(self, *, code_verifier: str, code_challenge: str, code_challenge_method: str = "S256") -> None:
        set_slot(self, "code_verifier", code_verifier)
        set_slot(self, "code_challenge", code_challenge)
        set_slot(self, "code_challenge_method", code_challenge_method)


def generate_pair(octets: int = 32) -> PkcePair:
    """Make a new random code_verifier and derive its S256 challenge (RFC 7636 §4.1, §4.2).

    Args:
        octets: how many random octets to use, 32 to 96.

    Returns:
        A value with `code_verifier` (the secret, for the token request only, kept out of the repr), `code_challenge`
        (for the authorization request) and `code_challenge_method`, which is always "S256".

    Raises:
        UsageError: `octets` is not a whole number from 32 to 96.
    """
    verifier = generate_code_verifier(octets)
    return PkcePair(code_verifier=verifier, code_challenge=derive_code_challenge(verifier))


def check_pair(verifier: str | bytes, challenge: str | bytes, method: str | None = "S256") -> Report:
    """Check whether a code_challenge matches a code_verifier, as the server will (RFC 7636 §4.6).

    Args:
        verifier: any text, or octets that should be text.
        challenge: any text, or octets that should be text.
        method: the code_challenge_method of the authorization request; None when none was sent, which means "plain".

    Returns:
        The findings about the verifier, then about the challenge, then about the two together. `diagnose_challenge`
        finds out why a challenge is wrong.

    Raises:
        UsageError: verifier or challenge is neither str nor bytes.
    """
    report = check_code_verifier(verifier) + check_code_challenge(challenge, method)
    expected = _expected(verifier, method)
    if expected is None:
        return report
    # RFC 7636 §4.6: "If the values are not equal, an error response indicating "invalid_grant" ... MUST be returned."
    if is_same(expected, challenge):
        report = settle_matched(report) if method == "S256" else report
        finding = RULES["pair-match"].passed("The challenge matches the verifier.")
    else:
        finding = RULES["pair-mismatch"].error(
            "The challenge doesn't match the verifier, so the server will answer invalid_grant.",
            "Derive the challenge again from this verifier, or send the verifier that this challenge was made from.",
        )
    return report + Report(findings=(finding,))


def _expected(verifier: str | bytes, method: str | None) -> str | bytes | None:
    """The challenge that the server computes from the verifier; None when it does not know the method."""
    if method == "S256":
        return s256(verifier.encode("utf-8", "surrogatepass") if isinstance(verifier, str) else verifier)
    return verifier if method in ("plain", None) else None
