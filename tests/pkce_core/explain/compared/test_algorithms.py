"""`compare_algorithms`: two algorithms in a message."""

from __future__ import annotations

import pytest

from pkce_core.explain.compared.algorithms import compare_algorithms


@pytest.mark.parametrize(
    ("text", "accepts", "has"),
    [
        ('Signature algorithm of "HS256" is not supported. Expected the ID token to be signed with "RS256".', "RS256",
         "signed with HS256"),
        ('unexpected signature algorithm "HS256"; expected ["RS256" "ES256"]', "RS256 and ES256", "signed with HS256"),
        ('id token signed with unsupported algorithm, expected ["RS256"] got "HS256"', "RS256", "signed with HS256"),
        ("unexpected JWT alg received, expected HS256, got: RS256", "HS256", "signed with RS256"),
        ("ID Token received signed with the wrong algorithm: HS256, expected RS256", "RS256", "signed with HS256"),
        ('Signature algorithm of "none" is not supported. Expected the ID token to be signed with RS256.', "RS256",
         "has the alg none"),
    ],
)  # fmt: skip
def test_two_algorithms(text: str, accepts: str, has: str) -> None:
    """The message says which one the program accepts, and which one the token has."""
    found = compare_algorithms(text)
    assert list(found) == ["client-algorithm"]
    assert f"Your program accepts {accepts}, and the token" in found["client-algorithm"]
    assert has in found["client-algorithm"]


@pytest.mark.parametrize(
    "text",
    [
        "", "expected RS256", "HS256 and RS256 are algorithms", "expected alg RS256 got RS256",
        "expected RS256 got HS256",
        "client_assertion signed with HS256, expected RS256", "invalid_client: alg HS256, expected RS256",
        "the DPoP proof has alg RS256, expected ES256", "expected a signature, got an alg", "unexpected alg HS256",
        "expected one of the signing keys, none of them is RS256",
    ],
)  # fmt: skip
def test_others(text: str) -> None:
    """Nothing is said of one algorithm, of two alike, and of what a server says of a client's own JWT."""
    assert compare_algorithms(text) == {}
