"""A request with code and state is a redirect of a login only if something shows that."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core.har.recorded.exchange import Exchange
from pkce_core.har.recorded.kinds import Kind
from pkce_core.har.recorded.redirects import without_strangers
from pkce_core.har.recorded.steps import Step

CODE, STATE = "Hk29dJx7QpLs0aTn", "pX7s2vLq9KdR4mWz"
APP = "https://app.example"
JSON = {"response_headers": {"content-type": "application/json"}}
FETCH = {"headers": {"sec-fetch-mode": "cors"}}


def callback(place: str, parameters: dict[str, str], **more: Any) -> Step:
    whole = f"{place}?{urlencode(parameters)}"
    exchange = Exchange(number=1, **{"url": whole, **more})
    return Step(kind=Kind.CALLBACK, exchange=exchange, address=whole, parameters=parameters, at=None)


def sent(kind: Kind, parameters: dict[str, str]) -> Step:
    address = "https://op.example/authorize"
    return Step(kind=kind, exchange=Exchange(number=1), address=address, parameters=parameters, at=None)


@pytest.mark.parametrize(
    ("step", "is_one"),
    [
        (callback(f"{APP}/api/items", {"state": "open", "code": "DE"}, **JSON), False),
        (callback(f"{APP}/coupon", {"state": "CA", "code": "SUMMER24"}), False),
        (callback(f"{APP}/callback", {"state": "CA", "code": "SUMMER24"}), False),
        (callback(f"{APP}/errors", {"error": "timeout", "state": "open"}), False),
        (callback(f"{APP}/callback", {"error": "timeout", "state": "open"}), False),
        (callback(f"{APP}/errors", {"error": "server_error", "state": "open"}), False),
        (callback(f"{APP}/errors", {"error": "server_error", "state": STATE}), True),
        (callback(f"{APP}/oauth/cb", {"error": "access_denied", "state": "1"}), True),
        (callback(f"{APP}/oauth/cb", {"error": "odd", "error_description": "No", "state": "1"}), True),
        (callback(f"{APP}/oauth/cb", {"error": "access_denied", "state": "1"}, **JSON), False),
        (callback(f"{APP}/", {"code": CODE, "state": STATE}), True),
        (callback(f"{APP}/api/login", {"code": CODE, "state": STATE}, **JSON), True),
        (callback(f"{APP}/login", {"code": CODE, "state": "1"}), True),
        (callback(f"{APP}/login", {"code": CODE, "state": "1"}, **FETCH), False),
        (callback(f"{APP}/catalogin", {"code": CODE, "state": "1"}), False),
        (callback(f"{APP}/cb", {"code": "16-characters", "state": "1"}), True),
        (callback(f"{APP}/x", {"code": "1", "iss": "https://op.example"}), True),
        (callback(f"{APP}/x", {"code": "1", "session_state": "s"}), True),
        (callback("https://[x/", {"code": "1", "state": "s"}), False),
    ],
)
def test_by_its_own_form(step: Step, is_one: bool) -> None:
    """Its values, its path, and whether it is a page, where the file has nothing else of a login."""
    assert without_strangers([step], frozenset()) == ([step] if is_one else [])


def test_by_other_steps() -> None:
    """A known redirect_uri, a known state or code, or the server's own Location header show one of any form."""
    request = sent(Kind.AUTHORIZATION, {"state": "s"})
    token = sent(Kind.TOKEN, {"code": "c"})
    plain = callback(f"{APP}/x", {"code": "c", "state": "s"})
    assert without_strangers([plain], frozenset({f"{APP}/x"})) == [plain]
    assert without_strangers([request, plain], frozenset()) == [request, plain]
    assert without_strangers([token, plain], frozenset()) == [token, plain]
    other = callback(f"{APP}/x", {"code": "d", "state": "t"})
    assert without_strangers([request, token, other], frozenset()) == [request, token]
    from_server = callback(f"{APP}/x", {"code": "d", "state": "t"}, url="https://op.example/login")
    assert without_strangers([request, from_server], frozenset()) == [request, from_server]
    unread = callback(f"{APP}/x", {"code": "d", "state": "t"}, url="https://[x/")
    assert without_strangers([request, unread], frozenset()) == [request]


@given(code=st.text(max_size=15), state=st.text(max_size=15), path=st.sampled_from(["", "/a", "/api/taxes", "/search"]))
def test_short_values_are_none(code: str, state: str, path: str) -> None:
    """Nothing in a file without a login makes a request with short values in any place but a login's a redirect."""
    assert without_strangers([callback(f"{APP}{path}", {"code": code, "state": state})], frozenset()) == []
