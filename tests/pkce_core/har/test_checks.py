"""What a step and an attempt show."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pkce_core.flow.values import FlowValues
from pkce_core.har.checks import check_attempt, check_step, explain_attempt
from pkce_core.har.recorded.exchange import Exchange
from pkce_core.har.recorded.kinds import Kind
from pkce_core.har.recorded.steps import Attempt, Step

NONE: Any = {}


def step(kind: Kind, **exchange: Any) -> Step:
    return Step(kind=kind, exchange=Exchange(number=1, **exchange), address="", parameters={}, at=None)


@pytest.mark.parametrize(
    ("one", "rules"),
    [
        (step(Kind.TOKEN, method="POST", body=None, status=200), ["har-no-body", "har-no-body"]),
        (step(Kind.REFRESH, method="POST", body="a=b", status=0), ["har-no-response"]),
        (step(Kind.USERINFO, status=200), []),
        (step(Kind.USERINFO, status=401), ["api-refused"]),
        (step(Kind.KEYS, status=404), ["har-status"]),
        (step(Kind.REVOCATION, status=200), []),
        (step(Kind.PUSHED, method="POST", body=None), []),
        (step(Kind.AUTHORIZATION, method="POST"), []),
    ],
)
def test_steps(one: Step, rules: list[str]) -> None:
    """What isn't in the file is said to be missing from it, and no step is judged by what another one needs."""
    assert [each.rule for each in check_step(one, Attempt(steps=[one]), FlowValues(), NONE)] == rules


def test_a_redirect_for_readers() -> None:
    """Nothing is said of copying an address, as nobody copied one."""
    redirect = Step(
        kind=Kind.CALLBACK, exchange=Exchange(number=1), address="https://a.example/cb?code=1",
        parameters={"code": "1"}, at=None,
    )  # fmt: skip
    asked = Step(
        kind=Kind.AUTHORIZATION, exchange=Exchange(number=2), address="", parameters={"state": "s"}, at=None
    )  # fmt: skip
    flow = FlowValues(authorization_request={"state": "s"})
    found = {each.rule: each.hint for each in check_step(redirect, Attempt(steps=[asked, redirect]), flow, NONE)}
    assert found["response-state-missing"] == ""
    unknown = check_step(redirect, Attempt(steps=[redirect]), FlowValues(), NONE)
    assert "response-state-unchecked" not in {each.rule for each in unknown}


def test_an_error_in_another_form() -> None:
    """Some servers put the error inside another object; without an error, nothing is explained."""
    flow = FlowValues(token_response={"error": {"code": "invalid_grant", "message": "Bad code"}})
    found = explain_attempt(flow, Attempt())
    assert found is not None
    assert found.error == "invalid_grant"
    assert explain_attempt(FlowValues(), Attempt()) is None


def test_an_attempt_of_a_refresh() -> None:
    """A refresh has no authorization request to be missed."""
    one = step(Kind.REFRESH)
    assert list(check_attempt(FlowValues(), Attempt(steps=[one]))) == []
    other = FlowValues(token_request={"grant_type": "client_credentials"})
    assert list(check_attempt(other, Attempt(steps=[step(Kind.TOKEN)]))) == []


def test_a_refused_page_in_json() -> None:
    """Members that are no error explain nothing."""
    page = step(Kind.AUTHORIZATION, status=400, response=json.dumps({"a": "b"}))
    assert explain_attempt(FlowValues(), Attempt(steps=[page])) is None


def test_a_preflight() -> None:
    """It held a request back only if that has no answer."""
    preflight = step(Kind.PREFLIGHT, status=404)
    for status, many in ((0, 1), (200, 0)):
        attempt = Attempt(steps=[preflight, step(Kind.TOKEN, status=status)])
        assert len(list(check_step(preflight, attempt, FlowValues(), NONE))) == many
