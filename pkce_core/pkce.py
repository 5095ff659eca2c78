"""The pair of RFC 7636: making it, checking it, validating it.

    generate_code_verifier ─▶ code_verifier ─ derive_code_challenge ─▶ code_challenge
                                    └──────────────── check_pair ────────────────┘

`check_` functions judge any text or octets and return a `Report`; `validate_` functions raise when that report holds an
error. `generate_` and `derive_` live in modules of their own, so that a command that needs nothing else starts fast.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field

from pkce_core._abnf import (
    BASE64URL,
    S256_CHALLENGE_LENGTH,
    UNRESERVED,
    VERIFIER_MAX,
    VERIFIER_MIN,
    is_code_verifier,
    is_s256_challenge,
)
from pkce_core._rules import (
    CHALLENGE_SPEC,
    SERVER_SPEC,
    as_text,
    check_characters,
    check_length,
    check_method,
    leftover_bits,
)
from pkce_core._verifier import check_code_verifier
from pkce_core.derivation import derivation_steps, derive_code_challenge, s256
from pkce_core.errors import CodeChallengeError, CodeVerifierError, PairMismatchError
from pkce_core.findings import Finding, Level, Report
from pkce_core.generation import generate_code_verifier

__all__ = [
    "PkcePair",
    "check_code_challenge",
    "check_code_verifier",
    "check_pair",
    "derivation_steps",
    "derive_code_challenge",
    "generate_code_verifier",
    "generate_pair",
    "validate_code_challenge",
    "validate_code_verifier",
    "validate_pair",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class PkcePair:
    """A code_verifier with its code_challenge, under their wire names.

    Attributes:
        code_verifier: the secret, for the token request only; kept out of the repr.
        code_challenge: for the authorization request.
        code_challenge_method: always "S256".
    """

    code_verifier: str = field(repr=False)
    code_challenge: str
    code_challenge_method: str = "S256"


def generate_pair(octets: int = 32) -> PkcePair:
    """Draw a new code_verifier and derive its S256 challenge (RFC 7636 §4.1, §4.2).

    Args:
        octets: how many random octets to draw, 32 to 96.

    Raises:
        UsageError: `octets` is not a whole number from 32 to 96.
    """
    verifier = generate_code_verifier(octets)
    return PkcePair(code_verifier=verifier, code_challenge=derive_code_challenge(verifier))


def check_code_challenge(challenge: str | bytes, method: str | None = "S256") -> Report:
    """Judge a code_challenge on its own, by RFC 7636 §4.2.

    Args:
        challenge: any text, or octets that should be text.
        method: the code_challenge_method sent with it; None when none was sent, which means "plain".

    Raises:
        UsageError: the challenge is neither str nor bytes.
    """
    text = as_text(challenge, what="challenge")
    notes = check_method(method)
    if isinstance(text, Finding):
        return Report(findings=(*notes, text))
    if method != "S256":
        low, high, fine = VERIFIER_MIN, VERIFIER_MAX, is_code_verifier(text)
    else:
        low, high, fine = S256_CHALLENGE_LENGTH, S256_CHALLENGE_LENGTH, is_s256_challenge(text)
    if fine:
        message = f"The challenge has {len(text)} characters, and all of them are allowed."
        passed = Finding(rule="challenge-grammar", level=Level.PASS, message=message, spec=CHALLENGE_SPEC)
        return Report(findings=(*notes, passed))
    found = check_length("challenge", len(text), low, high)
    found += check_characters("challenge", text, UNRESERVED if method != "S256" else BASE64URL)
    return Report(findings=notes + (found or (leftover_bits(text),)))


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
        finding = Finding(rule="pair-match", level=Level.PASS, message=message, spec=SERVER_SPEC)
    else:
        finding = Finding(
            rule="pair-mismatch",
            level=Level.ERROR,
            message="The challenge does not belong to the verifier: a server answers invalid_grant.",
            hint="Derive the challenge again from this verifier, or send the verifier this challenge was made from.",
            spec=SERVER_SPEC,
        )
    return report + Report(findings=(finding,))


def validate_code_verifier(verifier: str | bytes) -> None:
    """Raise unless the code_verifier keeps RFC 7636 §4.1; warnings do not count.

    Raises:
        CodeVerifierError: it does not; the error carries the report.
        UsageError: the argument is neither str nor bytes.
    """
    report = check_code_verifier(verifier)
    if not report.ok:
        raise CodeVerifierError(report)


def validate_code_challenge(challenge: str | bytes, method: str | None = "S256") -> None:
    """Raise unless the code_challenge keeps RFC 7636 §4.2; warnings do not count.

    Raises:
        CodeChallengeError: it does not, or the method is unknown; the error carries the report.
        UsageError: the challenge is neither str nor bytes.
    """
    report = check_code_challenge(challenge, method)
    if not report.ok:
        raise CodeChallengeError(report)


def validate_pair(verifier: str | bytes, challenge: str | bytes, method: str | None = "S256") -> None:
    """Raise unless the code_challenge belongs to the code_verifier and both are well formed (RFC 7636 §4.6).

    Raises:
        CodeVerifierError: the verifier breaks the grammar.
        CodeChallengeError: the challenge breaks the grammar, or the method is unknown.
        PairMismatchError: both are well formed, but the challenge belongs to another verifier.
        UsageError: verifier or challenge is neither str nor bytes.
    """
    report = check_pair(verifier, challenge, method)
    if report.ok:
        return
    rules = {finding.rule.partition("-")[0] for finding in report.errors}
    if "verifier" in rules:
        raise CodeVerifierError(report)
    if rules != {"pair"}:
        raise CodeChallengeError(report)
    expected, actual = _expected(verifier, method) or b"", _octets(challenge)
    raise PairMismatchError(report, expected=expected.decode("ascii"), actual=actual.decode("ascii"))


def _octets(value: str | bytes) -> bytes:
    return value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value


def _expected(verifier: str | bytes, method: str | None) -> bytes | None:
    """What the server computes from the verifier; None when it does not know the method."""
    octets = _octets(verifier)
    if method == "S256":
        return s256(octets).encode("ascii")
    return octets if method in ("plain", None) else None
