"""The pair of RFC 7636: making it, checking it, validating it.

    generate_code_verifier ─▶ code_verifier ─ derive_code_challenge ─▶ code_challenge
                                    └──────────────── check_pair ────────────────┘

`check_` functions judge any text or octets and return a `Report`; `validate_` functions raise when that report holds an
error. `generate_` and `derive_` live in modules of their own, so that a command that needs nothing else starts fast.
"""

from __future__ import annotations

import hmac

from pkce_core.findings import Report
from pkce_core.frozen import Frozen, set_slot
from pkce_core.pkce.checks import check_code_challenge, check_code_verifier
from pkce_core.pkce.derivation import derive_code_challenge, s256
from pkce_core.pkce.generation import generate_code_verifier
from pkce_core.pkce.rules import RULES


class PkcePair(Frozen):
    """A code_verifier with its code_challenge, under their wire names.

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
    """Draw a new code_verifier and derive its S256 challenge (RFC 7636 §4.1, §4.2).

    Args:
        octets: how many random octets to draw, 32 to 96.

    Raises:
        UsageError: `octets` is not a whole number from 32 to 96.
    """
    verifier = generate_code_verifier(octets)
    return PkcePair(code_verifier=verifier, code_challenge=derive_code_challenge(verifier))


def check_pair(verifier: str | bytes, challenge: str | bytes, method: str | None = "S256") -> Report:
    """Judge whether a code_challenge belongs to a code_verifier, as the server will (RFC 7636 §4.6).

    Args:
        verifier: any text, or octets that should be text.
        challenge: any text, or octets that should be text.
        method: the code_challenge_method of the authorization request; None when none was sent, which means "plain".

    Returns:
        The findings about the verifier, then about the challenge, then about the two together. Why a challenge is
        wrong is `diagnose_challenge`'s answer.

    Raises:
        UsageError: verifier or challenge is neither str nor bytes.
    """
    report = check_code_verifier(verifier) + check_code_challenge(challenge, method)
    expected = _expected(verifier, method)
    if expected is None:
        return report
    # RFC 7636 §4.6: "If the values are not equal, an error response indicating "invalid_grant" ... MUST be returned."
    if hmac.compare_digest(expected, _octets(challenge)):
        message = "The challenge belongs to the verifier."
        finding = RULES["pair-match"].passed(message)
    else:
        finding = RULES["pair-mismatch"].error(
            "The challenge does not belong to the verifier: a server answers invalid_grant.",
            "Derive the challenge again from this verifier, or send the verifier this challenge was made from.",
        )
    return report + Report(findings=(finding,))


def _octets(value: str | bytes) -> bytes:
    return value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value


def _expected(verifier: str | bytes, method: str | None) -> bytes | None:
    """What the server computes from the verifier; None when it does not know the method."""
    octets = _octets(verifier)
    if method == "S256":
        return s256(octets).encode("ascii")
    return octets if method in ("plain", None) else None
