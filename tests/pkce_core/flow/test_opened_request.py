"""A flow whose request is pushed or signed: nothing is said to be missing that can't be seen."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from pkce_core import Level, answer_texts, check_flow
from pkce_core.flow.opened_request import check_opened_request
from pkce_core.flow.values import parse_flow
from tests.support.flows import CHALLENGE, SOUND, VERIFIER
from tests.support.jwts import jwt

NOW = 1_700_000_000
INSIDE = {"iss": "client", "client_id": "client", "aud": "https://op.example", "exp": NOW + 60, "nbf": NOW - 60}
PUSHED = {"client_id": "client", "request_uri": "urn:ietf:params:oauth:request_uri:x"}


def wrong(request: dict[str, str]) -> set[str]:
    report = check_flow({**SOUND, "authorization_request": request})
    return {finding.rule for finding in report if finding.level in (Level.ERROR, Level.WARNING)}


def test_a_pushed_request() -> None:
    """A challenge, a state and a redirect_uri that were pushed aren't missing; client_id is still compared."""
    assert wrong(PUSHED) == set()
    assert wrong({**PUSHED, "client_id": "other"}) == {"client-differs"}
    assert wrong({"client_id": "client", "request": "a.b.c.d.e"}) == set()


def test_a_request_object() -> None:
    """Its claims are compared with the other messages."""
    inside = {**SOUND["authorization_request"], "iss": "client"}
    assert wrong({"client_id": "client", "request": jwt(inside)}) == set()
    mismatch = {**inside, "code_challenge": CHALLENGE[::-1]}
    assert "verifier-mismatch" in wrong({"client_id": "client", "request": jwt(mismatch)})


def test_the_answer() -> None:
    """A pushed URL alone is right, with a command that redeems it, too."""
    url = f"https://op.example/auth?{urlencode(PUSHED)}"
    assert answer_texts([url]).status == "right"
    curl = "curl https://op.example/token -d grant_type=authorization_code -d code=x1y2z3 -d client_id=client"
    answer = answer_texts([url, f"{curl} -d redirect_uri=https://app.example/cb -d code_verifier={VERIFIER}"])
    assert answer.status == "right"


@pytest.mark.parametrize(
    ("changes", "header", "found"),
    [
        ({}, {}, "object-time pass"),
        ({"exp": NOW + 7200}, {}, ""),  # how long a server lets one last isn't known
        ({"exp": NOW + 7200, "nbf": None}, {}, ""),
        ({"exp": None}, {}, "object-time pass"),
        ({"exp": NOW - 100}, {}, "object-time error"),
        ({"nbf": NOW + 600}, {}, "object-time error"),
        ({"aud": "https://other.example"}, {}, "object-aud warning"),
        ({"aud": None}, {}, "object-claim-missing info"),
        ({"iss": None}, {}, "object-claim-missing info"),
        ({"iss": "other"}, {}, "object-client warning"),
        ({"client_id": "other"}, {}, "object-client error"),
        ({"request_uri": "https://a.example"}, {}, "object-parameters error"),
        ({}, {"alg": "none"}, "object-alg warning"),
        ({}, {"typ": "dpop+jwt"}, "object-form error"),
        ({"sub": "client"}, {}, "object-time pass"),
    ],
)
def test_each_cause_has_its_own_finding(changes: dict[str, object], header: dict[str, object], found: str) -> None:
    """What is wrong with a request object is found under the slug of the cause that it is."""
    claims = {name: value for name, value in {**INSIDE, **changes}.items() if value is not None}
    request = {"client_id": "client", "request": jwt(claims, {"alg": "ES256", **header})}
    values = {"issuer": "https://op.example", "authorization_requested_at": NOW}
    report = check_opened_request(parse_flow({"authorization_request": request, **values}), NOW)
    rules = {f"{each.rule} {each.level.value}" for each in report}
    assert found in rules if found else not rules
    assert not {each for each in rules if not each.endswith("pass")} - {found, "object-signature error"}


def test_a_request_object_that_ended_since() -> None:
    """It may have been sent before that; a part of it, or one that is encrypted, isn't judged."""
    inside = jwt({**INSIDE, "exp": NOW - 5, "nbf": NOW - 60}, {"alg": "ES256"})
    flow = parse_flow({"authorization_request": {"client_id": "client", "request": inside}})
    assert [each.level for each in check_opened_request(flow, NOW) if each.rule == "object-time"] == [Level.WARNING]
    assert not [each for each in check_opened_request(flow, None) if each.rule == "object-time"]
    assert [each.level for each in check_opened_request(flow, NOW - 30) if each.rule == "object-time"] == [Level.PASS]
    for text, rules in (("eyJ…", []), ("a.b.c.d.e", []), ("a.b", ["object-form"]), ("", [])):
        flow = parse_flow({"authorization_request": {"client_id": "client", "request": text}})
        assert [each.rule for each in check_opened_request(flow, NOW)] == rules
