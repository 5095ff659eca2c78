"""When a request object counts."""

from __future__ import annotations

import pytest

from pkce_core import Level, check_authorization_url, check_flow
from pkce_core.authorization.request_object.times import check_times
from pkce_core.jose.unverified import Jwt
from tests.support.jwts import jwt as signed

NOW = 1_800_000_000


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ({"exp": NOW + 60}, []),
        ({"exp": NOW - 60}, ["1 minute ago: no server takes it now"]),
        ({"iat": NOW, "exp": NOW}, ["ago: no server", "isn't after its iat"]),
        ({"iat": NOW + 28_800, "exp": NOW + 29_000}, ["8 hours ahead"]),
        ({"nbf": NOW + 600}, ["10 minutes ahead"]),
        ({"iat": NOW + 30}, []),
    ],
)
def test_when_it_is_opened_now(claims: dict[str, object], expected: list[str]) -> None:
    """RFC 7519 §4.1.4 to §4.1.6."""
    found = list(check_times(Jwt({}, claims), now=NOW, sent_at=None, is_past=False))
    assert len(found) == len(expected)
    for finding, says in zip(found, expected, strict=True):
        assert says in finding.message
        assert finding.level is Level.ERROR


def test_what_was_sent_before() -> None:
    """What has ended by now may have been right when it was sent; when it was sent is sometimes known."""
    jwt = Jwt({}, {"exp": NOW - 60})
    (ended,) = check_times(jwt, now=NOW, sent_at=None, is_past=True)
    assert ended.level is Level.WARNING
    (expired,) = check_times(jwt, now=NOW, sent_at=NOW - 10, is_past=True)
    assert (expired.level, "50 seconds before it was sent" in expired.message) == (Level.ERROR, True)
    assert not list(check_times(jwt, now=None, sent_at=None, is_past=True))


def of_the_object(request: dict[str, str]) -> list[tuple[str, Level]]:
    """The rules of a request object that the check of a flow finds broken, and their levels."""
    found = check_flow({"authorization_request": request}, now=NOW)
    return [(each.rule, each.level) for each in found if each.rule.startswith("object-")]


def test_in_a_url_and_in_a_flow() -> None:
    """The URL and the flow say so; in a flow, each cause is a finding."""
    claims = {"iss": "a", "aud": "b", "client_id": "a", "exp": NOW - 60}
    url = f"https://op.example/auth?client_id=a&request={signed(claims)}"
    assert "request-object-time" in {each.rule for each in check_authorization_url(url, now=NOW).errors}
    ended = ("object-time", Level.WARNING)
    assert of_the_object({"client_id": "a", "request": signed(claims)}) == [ended]
    other = {"client_id": "a", "request": signed({**claims, "iss": "c"})}
    assert set(of_the_object(other)) == {("object-client", Level.WARNING), ended}
    assert of_the_object({"request": "x"}) == [("object-form", Level.ERROR)]
