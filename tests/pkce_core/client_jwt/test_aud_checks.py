"""The aud of a JWT that authenticates a client, where not all that it is compared with is known."""

from __future__ import annotations

import pytest

from pkce_core.client_jwt.aud_checks import APPLE, audiences, check_aud, check_aud_apple, host_of
from pkce_core.client_jwt.known import Known
from pkce_core.jose.unverified import Jwt

ENDPOINT = "https://op.example/token"
ENTRA = "https://login.microsoftonline.com/x"


@pytest.mark.parametrize(
    ("aud", "endpoint", "says"),
    [
        ("https://op.example/auth", ENDPOINT, "isn't the token endpoint. It's right only if it is the issuer."),
        ("https://op.example/other", "https://op.example/a/token", "right only if it is the issuer"),
        (["https://op.example/auth", "https://op.example"], ENDPOINT, ""),
        ("https://op.example/a", "https://op.example/a/token", ""),
        ("https://op.example/", ENDPOINT, ""),
        (f"{ENTRA}/v2.0", f"{ENTRA}/oauth2/v2.0/token", ""),
        ("https://op.example/x/v2.0", "https://op.example/x/oauth2/v2.0/token", "right only if it is the issuer"),
        ("https://op.example/token/", ENDPOINT, "Every character counts."),
        ("https://other.example", ENDPOINT, "on another host"),
    ],
)
def test_an_aud_that_may_be_the_issuer(aud: object, endpoint: str, says: str) -> None:
    """Without the issuer, an aud that isn't the token endpoint may be the issuer, and few look like it."""
    found = [each.message for each in check_aud(Jwt({}, {"aud": aud}), "client_assertion", Known(None, endpoint))]
    assert len(found) == bool(says)
    for message in found:
        assert message.startswith("The aud of the client_assertion is ")
        assert says in message


def test_what_it_is_made_of() -> None:
    """Values that aren't text are no audiences, and Apple accepts one."""
    assert audiences(Jwt({}, {"aud": ["a", 5, ""]})) == ["a"]
    assert not list(check_aud_apple(Jwt({}, {"aud": APPLE})))
    assert host_of("https://OP.example:8443/x") == "op.example:8443"
