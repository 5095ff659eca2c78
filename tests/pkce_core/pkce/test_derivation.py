"""From verifier to challenge, in one call and step by step."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pkce_core
from pkce_core import UsageError, ValidationError
from pkce_core.pkce.derivation import DerivationSteps
from pkce_core.text.alphabets import UNRESERVED

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "rfc7636.json").read_text("utf-8"))
VERIFIER: str = VECTORS["pairs"][0]["code_verifier"]
CHALLENGE: str = VECTORS["pairs"][0]["code_challenge"]
STRONG = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"
VERIFIERS = st.text(alphabet=UNRESERVED, min_size=43, max_size=128)


@given(VERIFIERS)
def test_derived_challenges_check(verifier: str) -> None:
    """Whatever is derived is a well-formed challenge that belongs to its verifier, under both methods."""
    challenge = pkce_core.derive_code_challenge(verifier)
    assert len(challenge) == 43
    assert pkce_core.check_pair(verifier, challenge).ok
    assert pkce_core.derive_code_challenge(verifier, "plain") == verifier
    assert pkce_core.check_pair(verifier, verifier, "plain").ok


@pytest.mark.parametrize("method", ["s256", "S-256", "PLAIN", "", None])
def test_unknown_methods_are_a_misuse(method: Any) -> None:
    """Method names are case-sensitive, and nothing falls back to plain (RFC 7636 §7.2)."""
    with pytest.raises(UsageError, match="S256"):
        pkce_core.derive_code_challenge(STRONG, method)


@pytest.mark.parametrize("derive", [pkce_core.derive_code_challenge, pkce_core.derivation_steps])
def test_deriving_from_a_wrong_verifier_raises_with_the_report(derive: Any) -> None:
    """An error has the findings, and its text contains no secret."""
    with pytest.raises(ValidationError) as caught:
        derive(f"{STRONG} ")
    assert [finding.rule for finding in caught.value.report] == ["verifier-character"]
    assert STRONG not in str(caught.value) + repr(caught.value)
    with pytest.raises(UsageError):
        derive(7)
    with pytest.raises(ValidationError):
        derive(b"\xff")


@pytest.mark.parametrize("pair", VECTORS["pairs"], ids=lambda pair: pair["source"])
def test_octets_are_derived_from_like_text(pair: dict[str, str]) -> None:
    """What the checks take, the derivations take: text or its octets, with the same result."""
    text = pair["code_verifier"]
    assert pkce_core.derive_code_challenge(text.encode()) == pair["code_challenge"]
    assert pkce_core.derive_code_challenge(text.encode(), "plain") == text
    assert pkce_core.derivation_steps(text.encode()) == pkce_core.derivation_steps(text)


def test_derivation_steps() -> None:
    """Each step of RFC 7636 Appendix B, from octets to base64url."""
    steps = pkce_core.derivation_steps(VERIFIER)
    assert isinstance(steps, DerivationSteps)
    assert (steps.octets, bytes.fromhex(steps.ascii_hex).decode()) == (43, VERIFIER)
    assert steps.sha256_hex == "13d31e961a1ad8ec2f16b10c4c982e0876a878ad6df144566ee1894acb70f9c3"
    assert steps.base64 == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM="
    assert steps.base64url == steps.challenge == CHALLENGE
    assert VERIFIER not in repr(steps)
    assert steps.ascii_hex not in repr(steps)
