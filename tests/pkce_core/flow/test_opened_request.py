"""A flow whose request is pushed or signed: nothing is said to be missing that can't be seen."""

from __future__ import annotations

from urllib.parse import urlencode

from pkce_core import Level, answer_texts, check_flow
from tests.support.flows import CHALLENGE, SOUND, VERIFIER
from tests.support.jwts import jwt

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
