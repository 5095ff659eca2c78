"""The other values of a flow help to explain a challenge that doesn't match its verifier."""

from __future__ import annotations

import hmac

import pytest

from pkce_core import check_flow, parse_flow
from pkce_core.flow.pkce_consistency import other_values
from pkce_core.pkce.derivation import s256
from pkce_core.text.base64url import encode_base64url

VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"


def _flow(challenge: str, method: str = "S256") -> dict[str, dict[str, object]]:
    return {
        "authorization_request": {
            "client_id": "my-client", "state": "MARKED-state", "code_challenge": challenge,
            "code_challenge_method": method, "max_age": 5,
        },
        "authorization_response": {"code": "MARKED-code"},
        "token_request": {"code": "MARKED-code", "code_verifier": VERIFIER, "client_secret": "MARKED-secret"},
    }  # fmt: skip


def test_the_pair_and_numbers_are_no_other_values() -> None:
    """Texts of all messages, by their names."""
    assert other_values(parse_flow(_flow("x"))) == {
        "client_id": "my-client",
        "state": "MARKED-state",
        "code_challenge_method": "S256",
        "code": "MARKED-code",
        "client_secret": "MARKED-secret",
    }


@pytest.mark.parametrize(
    ("challenge", "words"),
    [
        (encode_base64url(hmac.digest(b"MARKED-secret", VERIFIER.encode(), "sha256")), "client_secret as the key"),
        (s256(b"MARKED-state"), "made from the value of state instead of the verifier"),
        (encode_base64url(b"code=MARKED-code"), "It decodes to text that contains code."),
        (encode_base64url(b"[object Promise]"), "the base64 of the text [object Promise] instead of a hash"),
    ],
)
def test_a_value_explains_the_challenge(challenge: str, words: str) -> None:
    """Its name is in the message; no value is."""
    report = check_flow(parse_flow(_flow(challenge)))
    message = next(finding.message for finding in report.errors if finding.rule == "verifier-mismatch")
    assert words in message
    assert "MARKED" not in repr(report)
