"""`describe_given`: a value in place of an error code is said to be one, and nothing of it is repeated."""

from __future__ import annotations

import pytest

from pkce_core.error_codes import ERROR_CODES
from pkce_core.explain.explanation import explain_error
from pkce_core.recognition.given_value import describe_given, holds_random
from tests.support.growth import FAR_TOO_MUCH, cost_per_character

JWT = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUifQ.c2ln"
PROOF = "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2In0.eyJodG0iOiJQT1NUIiwiaHR1IjoiaHR0cHM6Ly9vcC5leGFtcGxlIn0.c2ln"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (JWT, "This is a signed token (JWT), not an error code."),
        (PROOF, "This is a DPoP proof, not an error code."),
        ("xbkbZkFNQY9cP-9nlsUruY_cFwA67A5oq_2AFftLsqw", "This has the form of a code_verifier or a code_challenge"),
        ("GOCSPX-a1b2c3d4e5f6g7h8i9j0k1l2", "This is probably a client secret, not an error code."),
        ("https://app.example/cb?code=Hk29dJx7QpLs0aTn&state=pX7s2vLq9KdR4mWz", "the redirect back to a client"),
        (f"Bearer {JWT}", "This is a signed token (JWT)"),
        ("code=Hk29dJx7QpLs0aTn&state=pX7s2vLq9KdR4mWz", "This looks like a value"),
        ("code_verifier=xbkbZkFNQY9cP-9nlsUruY_cFwA67A5oq_2AFftLsqw", "This has the form of a code_verifier"),
        ("https://app.example/a/Hk29dJx7QpLs0aTn", "This is an address"),
        ('Answer: {"access_token":"AT-1","token_type":"Bearer"}', "If a server sent it, the request succeeded"),
        ("SlAV32hkKG", "This looks like a value"),
        ("Hk29dJx7QpLs0aTn", "This looks like a value"),
        ("4/0AX4XfWhT3bJq-Ld9sKpQz", "This looks like a value"),
        ("SplxlOBeZQQYbYS6WxSbIA", "This looks like a value"),
        ("4b1b1f3e-9d2c-4c57-8f0a-2f6b7c1d9e00", "This looks like a value"),
        ("QkRmZtWxYpLsNdVbHcJg", "This looks like a value"),
    ],
)
def test_a_value_in_place_of_a_code(text: str, what: str) -> None:
    """It's described, with the command that judges it, and isn't repeated."""
    assert what in describe_given(f" {text}\n")
    explanation = explain_error(text)
    assert what in explanation.meaning
    assert text not in str(explanation.to_dict())
    assert not explanation.causes
    assert not explanation.known


@pytest.mark.parametrize(
    "text",
    [
        *ERROR_CODES, "AADSTS50011", "IDX10501", "E0000011", "ORA-01017", "ERR_JWT_CLAIM_VALIDATION_FAILED",
        "UserNotConfirmedException",
        "X509CertificateError", "Base64DecodeError", "AADB2C90118",
        "InvalidAuthenticityTokenError", "0x80070005", "org.example.SomeVeryLongException",
        "authorization_pending_v2", "invalid_request_2024", "error: the code is wrong", "2147024891", "",
        "https://app.example/cb?error=access_denied&state=pX7s2vLq9KdR4mWz", "x" * 200_000,
    ],
)  # fmt: skip
def test_a_code_is_no_value(text: str) -> None:
    """What people could have named an error is none."""
    assert describe_given(text) == ""


def test_words_beside_a_value() -> None:
    """A value that was given as a code beside the server's words isn't repeated either."""
    value = "Hk29dJx7QpLs0aTn"
    assert holds_random(value)
    assert value not in str(explain_error(value, error_description="The code is wrong").to_dict())


def test_a_megabyte_stays_fast() -> None:
    """100,000 characters are looked at."""
    assert cost_per_character(lambda: describe_given("aB1" * 333_333), 10**6) < FAR_TOO_MUCH
