"""Which steps belong together, and which stand alone."""

from __future__ import annotations

from typing import Any

from pkce_core.har.recorded.attempts import group
from pkce_core.har.recorded.exchange import Exchange
from pkce_core.har.recorded.kinds import Kind
from pkce_core.har.recorded.steps import Step

REDIRECT = "https://app.example/cb"
TOKEN = "https://op.example/token"


def step(kind: Kind, at: float | None, parameters: dict[str, str], **more: Any) -> Step:
    address = {Kind.CALLBACK: REDIRECT, Kind.AUTHORIZATION: "https://op.example/authorize"}.get(kind, TOKEN)
    exchange = Exchange(number=1, url=address, **more)
    return Step(kind=kind, exchange=exchange, address=address, parameters=parameters, at=at)


def test_a_preflight_goes_to_the_nearest_request() -> None:
    """Before or after it in time, of two token requests the nearer one; without one, it stands alone."""
    requests = [step(Kind.TOKEN, 10, {"code": "a"}), step(Kind.TOKEN, 20, {"code": "b"})]
    attempts, others = group([*requests, step(Kind.PREFLIGHT, 19, {})])
    assert [[each.kind for each in one.steps] for one in attempts] == [[Kind.TOKEN], [Kind.PREFLIGHT, Kind.TOKEN]]
    assert others == []
    attempts, others = group([step(Kind.PREFLIGHT, None, {})])
    assert (attempts, [each.kind for each in others]) == ([], [Kind.PREFLIGHT])


def test_a_code_that_came_twice() -> None:
    """The same code in a redirect with other parameters is the same redirect."""
    first = step(Kind.CALLBACK, 1, {"code": "a", "session_state": "1"})
    (attempt,), _ = group([first, step(Kind.CALLBACK, 2, {"code": "a"})])
    assert attempt.steps == [first]
    assert attempt.failures == []


def test_plain_challenges() -> None:
    """A challenge with the method plain is the verifier itself."""
    asked = step(Kind.AUTHORIZATION, 1, {"client_id": "c", "code_challenge": "v" * 43})
    other = step(Kind.AUTHORIZATION, 1, {"client_id": "c", "code_challenge": "w" * 43})
    attempts, _ = group([asked, other, step(Kind.TOKEN, 2, {"code_verifier": "v" * 43})])
    assert [len(one.steps) for one in attempts] == [2, 1]


def test_calls_with_tokens() -> None:
    """By the access token in the header or the body, by either token of a revocation; an unknown one stands alone."""
    answer = '{"access_token":"access-1","refresh_token":"refresh-1"}'
    brought = step(Kind.TOKEN, 1, {"code": "a"}, response=answer)
    header = {"authorization": "Bearer access-1"}
    calls = [
        step(Kind.USERINFO, 2, {}, headers=header),
        step(Kind.USERINFO, 3, {"access_token": "access-1"}),
        step(Kind.REVOCATION, 4, {"token": "access-1"}),
        step(Kind.REVOCATION, 5, {"token": "refresh-1"}),
    ]
    lost = [step(Kind.USERINFO, 6, {}), step(Kind.REVOCATION, 7, {"token": "x"}), step(Kind.KEYS, 8, {})]
    (attempt,), others = group([brought, *calls, *lost])
    assert attempt.steps == [brought, *calls]
    assert others == lost


def test_calls_that_an_api_refused() -> None:
    """One with the login's own token belongs to it, once for each answer; one with another token to no login."""
    answer = '{"access_token": "access-1"}'
    token = step(Kind.TOKEN, 1, {"code": "a"}, response=answer)
    own = {"authorization": "Bearer access-1"}
    first = step(Kind.CALL, 2, {}, headers=own, status=401)
    again = step(Kind.CALL, 3, {}, headers=own, status=401)
    other = step(Kind.CALL, 4, {}, headers=own, status=403)
    stranger = step(Kind.CALL, 5, {}, headers={"authorization": "Bearer x"}, status=401)
    (attempt,), others = group([token, first, again, other, stranger])
    assert attempt.steps == [token, first, other]
    assert (attempt.failures, others) == ([], [])
