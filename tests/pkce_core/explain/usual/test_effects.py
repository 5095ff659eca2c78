"""`effects_of`: the causes that only follow from another one."""

from __future__ import annotations

import pytest

from pkce_core import explain_error, parse_flow
from pkce_core.explain.usual.effects import effects_of
from tests.support.flows import CHALLENGE, VERIFIER, flow

FORM = "grant_type=authorization_code&code=x1y2&client_id=abc&code_verifier"


@pytest.mark.parametrize(
    ("request_", "effects"),
    [
        (f"curl -d '{FORM}=$V' https://op.example/token", "verifier-malformed verifier-mismatch"),
        (f"curl -d '{FORM}={{{{v}}}}' https://op.example/token", "verifier-malformed verifier-mismatch"),
        (f"curl -d '{FORM}=undefined' https://op.example/token", "verifier-malformed verifier-mismatch"),
        ("curl -d 'code=<code>' https://op.example/token", "code-damaged code-differs code-old code-reused"),
        (f'curl -d "{FORM}=$V" https://op.example/token', ""),
        (f"curl -d 'state=$V&{FORM}={VERIFIER}' https://op.example/token", ""),
        (None, ""),
    ],
)
def test_what_follows_from_a_value_that_nobody_filled_in(request_: str | None, effects: str) -> None:
    """The server got a variable's name, so it says that the value is wrong."""
    assert " ".join(sorted(effects_of(parse_flow({"token_request": request_})))) == effects


@pytest.mark.parametrize(
    ("method", "effects"), [(..., ["verifier-mismatch"]), ("plain", ["verifier-mismatch"]), ("S256", [])]
)
def test_a_pair_that_matches_under_s256(method: object, effects: list[str]) -> None:
    """RFC 7636 §4.6: without the method, a server compares the two texts; a new pair changes nothing."""
    values = flow(authorization_request={"code_challenge_method": method}, token_response={"error": "invalid_grant"})
    causes = explain_error("invalid_grant", error_description="PKCE verification failed", flow=values).causes
    assert [each.slug for each in causes if "Keep the pair" in each.fix] == effects
    other = flow(authorization_request={"code_challenge_method": method, "code_challenge": CHALLENGE[::-1]})
    assert effects_of(None) == effects_of(other) == {}
