"""What servers say of a DPoP proof, and the cause that comes first."""

from __future__ import annotations

import pytest

from pkce_core import explain_error
from pkce_core.explain.usual.dpop_words import dpop_causes


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("DPoP proof iat is not recent enough", "dpop-time"),
        ("DPoP proof htu mismatch", "dpop-target"),
        ("Invalid DPoP proof: htm value mismatch", "dpop-target"),
        ("DPoP proof has already been used", "dpop-replayed"),
        ("DPoP proof JWT signature verification failed", "dpop-key"),
        ("DPoP key thumbprint (jkt) does not match", "dpop-key"),
        ("DPoP proof is missing", "dpop-missing"),
        ("Authorization server requires nonce in DPoP proof", "dpop-nonce"),
        ("no words", "dpop-time"),
    ],
)
def test_the_first_cause(words: str, first: str) -> None:
    """K14: a remedy in a sentence for each."""
    explanation = explain_error("invalid_dpop_proof", error_description=words)
    assert explanation.causes[0].slug == first
    assert explanation.causes[0].fix


def test_other_codes() -> None:
    """A nonce that is asked for is no failure, and other texts aren't about DPoP."""
    assert explain_error("use_dpop_nonce").causes[0].slug == "dpop-nonce"
    assert dpop_causes("use_dpop_nonce", "DPoP nonce required") == {}
    assert dpop_causes("invalid_request", "code missing") == {}
