"""The steps that an exchange shows."""

from __future__ import annotations

import pytest

from pkce_core.har.recorded.exchange import Exchange
from pkce_core.har.recorded.kinds import Kind
from pkce_core.har.recorded.steps import Attempt, Step, steps_of

REDIRECT = "https://app.example/cb"


def test_a_redirect_in_a_header() -> None:
    """In the query or the fragment of a Location; of another request, nothing."""
    for mark in "?#":
        headers = {"location": f"{REDIRECT}{mark}code=1&state=2"}
        (found,) = steps_of(Exchange(number=1, response_headers=headers, ended=5.0), None, frozenset())
        assert (found.kind, found.at) == (Kind.CALLBACK, 5.0)
    headers = {"location": "https://op.example/a?client_id=1&response_type=code"}
    (found,) = steps_of(Exchange(number=1, response_headers=headers), None, frozenset())
    assert found.kind is Kind.AUTHORIZATION
    assert steps_of(Exchange(number=1, response_headers={"location": "https://op.example/"}), None, frozenset()) == []


def test_parameters() -> None:
    """Of a form_post in the address that counts; of a POST with a query, both; none in the repr."""
    posted = Exchange(number=1, method="POST", url=REDIRECT, body="code=s3cret&state=2")
    (found,) = steps_of(posted, Kind.CALLBACK, frozenset())
    assert found.address == f"{REDIRECT}?code=s3cret&state=2"
    assert "s3cret" not in repr(found)
    both = Exchange(number=1, method="POST", url=f"{REDIRECT}?code=1", body="x=2")
    (found,) = steps_of(both, Kind.CALLBACK, frozenset())
    assert found.parameters == {"code": "1", "x": "2"}
    assert found.address == f"{REDIRECT}?code=1"


@pytest.mark.parametrize(
    ("value", "is_hidden"),
    [
        ("43-characters", True), ("(1,234 characters)", True), ("[code redacted]", True), ("REDACTED", True),
        ("****", True), ("xxxx", True), ("[hidden]", True), ("a-code", False), ("x" * 200, False),
    ],
)  # fmt: skip
def test_hidden_values(value: str, is_hidden: bool) -> None:
    """What stands in the place of a value."""
    step = Step(kind=Kind.CALLBACK, exchange=Exchange(number=1), address="", parameters={"code": value}, at=None)
    assert step.is_hidden is is_hidden
    assert Attempt(steps=[step]).is_hidden is is_hidden


def test_a_pushed_request() -> None:
    """Its parameters are those of the request, without the client's credentials and the request_uri."""
    pushed = Step(
        kind=Kind.PUSHED, exchange=Exchange(number=1), address="", at=None,
        parameters={"client_id": "c", "scope": "a", "client_secret": "s"},
    )  # fmt: skip
    opened = Step(
        kind=Kind.AUTHORIZATION, exchange=Exchange(number=2), address="", at=None,
        parameters={"client_id": "c", "request_uri": "u"},
    )  # fmt: skip
    assert Attempt(steps=[pushed, opened]).request == {"client_id": "c", "scope": "a"}
    assert Attempt(steps=[opened]).request == {"client_id": "c", "request_uri": "u"}
    assert Attempt().request == {}
