"""Attempts: what a new one begins with, and what the earlier ones say about the present."""

from __future__ import annotations

import json

import pytest

from pkce_core import check_pair, explain_error
from pkce_widgets import example
from pkce_widgets.flow.attempts import (
    attempt_of_state,
    draw_attempt,
    earlier_attempts,
    whose_verifier,
)
from pkce_widgets.flow.values import flow_values
from pkce_widgets.view.part import Inputs

FIRST = {"number": 1, "state": "s1", "nonce": "n1", "code": "c1", "code_challenge": "x", "redeemed": True}
SECOND = {"number": 2, "state": "s2", "code_challenge": example.CODE_CHALLENGE, "redeemed": False, "tokens": False}


def inputs(**values: str) -> Inputs:
    return Inputs(values={"attempts": json.dumps([FIRST, SECOND]), **values})


def test_an_attempt_is_made_as_a_whole() -> None:
    """Pair, state and nonce are new each time; without openid, there is no nonce."""
    made = [draw_attempt(Inputs()) for _ in range(2)]
    assert made[0].keys() == {"code_verifier", "code_challenge", "state", "nonce", "request_made"}
    assert check_pair(made[0]["code_verifier"], made[0]["code_challenge"]).ok
    assert not set(made[0].values()) & set(made[1].values()) - {made[0]["request_made"]}
    assert "nonce" not in draw_attempt(Inputs(values={"scope": "email"}))
    assert "nonce" in draw_attempt(Inputs(values={"scope": "openid email"}))


def test_an_attempt_is_found_by_its_state_and_verifier() -> None:
    """A state and a verifier lead to the attempt that used them; unknown or absent ones to none."""
    found = attempt_of_state(inputs(), "s2")
    assert found is not None
    assert found.number == 2
    assert attempt_of_state(inputs(), "s3") is None
    assert attempt_of_state(inputs(), None) is None
    said = whose_verifier(inputs(), example.CODE_VERIFIER)
    assert said == "This is the verifier of attempt 2, whose challenge was another."
    assert whose_verifier(inputs(), example.CODE_VERIFIER[::-1]) == ""
    assert whose_verifier(inputs(), "short") == ""
    assert whose_verifier(inputs(), None) == ""


@pytest.mark.parametrize("text", ["", "{", "[1]", '[{"other": 1}]', "7", '"x"'])
def test_what_is_not_a_list_of_attempts(text: str) -> None:
    """Anything but what the page writes is no attempt."""
    assert earlier_attempts(Inputs(values={"attempts": text})) == ()


def test_only_a_code_that_was_sent_is_used_again() -> None:
    """A code that came but was never redeemed can be redeemed; one that was answered can't."""
    refused = {"code_verifier": example.CODE_VERIFIER, "token_endpoint_auth_method": "none"}
    for code, reused in (("c1", True), ("c2", False)):
        flow = flow_values(inputs(code=code, **refused), {"error": "invalid_grant"})
        causes = explain_error("invalid_grant", flow=flow).causes
        assert (causes[0].slug == "code-reused" and bool(causes[0].evidence)) == reused


def test_a_code_is_kept_out_of_a_repr() -> None:
    """The code of an earlier attempt may still work."""
    assert "c1" not in repr(earlier_attempts(inputs()))
