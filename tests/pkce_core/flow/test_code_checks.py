"""The code of the token request: whether it is one, and what the known times show of its age (RFC 6749 §4.1.2)."""

from __future__ import annotations

from typing import Any

import pytest

from pkce_core import Level, check_flow
from tests.support.flows import NOW, flow, rules
from tests.support.jwts import jwt

WAITING = {"token_request": ..., "token_response": ..., "token_requested_at": ...}
REFUSED = {"token_response": {"error": "invalid_grant"}}


def about_the_age(changes: dict[str, Any], now: float | None = None) -> list[tuple[str, str]]:
    """The level and the words of what is said about the age."""
    found = check_flow(flow(**changes), now=now)
    return [(finding.level.value, finding.message) for finding in found if finding.rule == "code-old"]


def test_a_code_that_waits() -> None:
    """Ten minutes at most, and one minute is what many servers allow; without the time, nothing is known."""
    assert about_the_age(WAITING, NOW + 30) == [("pass", "The code arrived here 30 seconds ago.")]
    assert about_the_age(WAITING, NOW + 90)[0][0] == "warning"
    assert "old by now" in check_flow(flow(**WAITING), now=NOW + 900).errors[0].message
    assert about_the_age(WAITING) == []


def test_a_code_that_brought_tokens() -> None:
    """It was young enough, whatever its age; one older than ten minutes shows that the server accepts too much."""
    assert about_the_age({})[0] == ("pass", "The code arrived here 10 seconds before it was redeemed.")
    assert about_the_age({"token_requested_at": NOW + 90}) == []
    assert about_the_age({"token_requested_at": NOW + 601})[0][0] == "error"


@pytest.mark.parametrize(
    ("opened", "copied", "answered", "level", "says"),
    [
        (0, 10, None, "pass", "The code was at most 10 seconds old, counted from when the authorization URL was"),
        (0, 5, 10, "pass", "at most 10 seconds old"),
        (0, 10, 68, "info", "at most 1 minute and 8 seconds old, counted from when the authorization URL was opened"),
        (0, 11, 68, "info", "The code was at least 11 seconds old and at most 1 minute and 8 seconds old, counted"),
        (None, 11, None, "info", "The code was at least 11 seconds old. Each server decides"),
        (-3, None, 65, "info", "The code was at most 1 minute and 8 seconds old"),
    ],
)
def test_the_bounds_of_a_refused_code(
    opened: float | None, copied: float | None, answered: float | None, level: str, says: str
) -> None:
    """The least age counts from the redirect to the request, the greatest from the URL to the answer."""
    times = {"authorization_requested_at": opened, "token_requested_at": copied, "token_received_at": answered}
    known = {name: ... if time is None else NOW + time for name, time in times.items()}
    [(found, message)] = about_the_age({**REFUSED, **known}, NOW + 3000)
    assert found == level
    assert says in message


@pytest.mark.parametrize(
    ("opened", "copied", "answered"),
    [
        pytest.param(None, 10, 3000, id="the greatest age is unknown"),
        pytest.param(0, None, 41, id="at most 41 seconds rule nothing out"),
        pytest.param(None, None, None, id="the request may have come right after the redirect"),
        pytest.param(20, 5, 10, id="the URL was opened again after the answer"),
    ],
)
def test_what_proves_nothing(opened: float | None, copied: float | None, answered: float | None) -> None:
    """The time of a paste is no time of the server, and an age below a minute excludes no shorter lifetime."""
    times = {"authorization_requested_at": opened, "token_requested_at": copied, "token_received_at": answered}
    known = {name: ... if time is None else NOW + time for name, time in times.items()}
    assert about_the_age({**REFUSED, **known}, NOW + 3000) == []


def test_the_levels_of_the_rule() -> None:
    """A bound on the age of a refused code is a note, never an error."""
    assert rules(check_flow(flow(**REFUSED, token_requested_at=NOW + 11)), Level.INFO) == ["code-old"]


REFUSAL = {"error": "invalid_scope", "error_description": "Unknown scope", "state": "s1"}
ANSWER = {"error": "invalid_request"}


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"token_request": {"grant_type": "authorization_code", "client_id": "a", "code": ""}}, "redirect-refused"),
        ({"token_request": "grant_type=authorization_code&client_id=a"}, "redirect-refused"),
        ({"token_request": {"code": "x1y2", "client_id": "a"}}, "code-differs"),
        ({"token_request": 'curl -d "code=$CODE" https://op.example/token'}, ""),
        ({"token_request": {"client_id": "a", "code": ""}, "token_response": {}}, ""),
        ({"token_request": {"client_id": "a", "code": ""}, "authorization_request": {"state": "s2"}}, ""),
        ({}, ""),
    ],
)
def test_a_token_request_after_a_refusal(values: dict[str, object], rule: str) -> None:
    """RFC 6749 §4.1.2.1: a redirect with an error has no code; of another redirect, nothing is said."""
    found = check_flow({"authorization_response": REFUSAL, "token_response": ANSWER, **values})
    messages = {each.rule: each.message for each in found.errors}
    assert {"redirect-refused", "code-differs"} & messages.keys() == ({rule} if rule else set())
    assert (
        rule != "redirect-refused" or "no code. So there was none to redeem. It says: Unknown scope" in messages[rule]
    )


def test_a_refusal_without_words() -> None:
    """The message ends with what follows from it."""
    found = check_flow(
        {"authorization_response": {"error": "access_denied"}, "token_request": "grant_type=a&client_id=b",
         "token_response": ANSWER}
    )  # fmt: skip
    assert next(each for each in found if each.rule == "redirect-refused").message.endswith("none to redeem.")


CLAIMS = {"iss": "https://op.example", "sub": "u1", "aud": "a", "exp": 2, "iat": 1}


@pytest.mark.parametrize(
    ("code", "level", "says"),
    [
        (jwt(CLAIMS, {"alg": "RS256"}), "warning", "and iat. Its aud is the client_id."),
        (
            jwt({**CLAIMS, "aud": ["b"]}, {"alg": "RS256"}),
            "warning",
            "the claims of an ID token: iss, sub, aud, exp and iat.",
        ),
        (jwt({**CLAIMS, "nonce": "n"}, {"alg": "RS256"}), "warning", "looks like an ID token."),
        (jwt(CLAIMS, {"alg": "RS256", "typ": "at+jwt"}), "warning", "looks like an access token."),
        ("ya29.a0AfH6SMBxxxxxxxxxxxxxxxxx", "warning", "Google's access tokens"),
        ("id1", "error", "is the id_token of the redirect."),
        ("r1", "error", "is the refresh_token of an earlier token response."),
        (jwt({"client_id": "a", "auth_code_id": "x"}, {"alg": "HS256"}), "", ""),
        ("SplxlOBeZQQYbYS6WxSbIA", "", ""),
    ],
)
def test_a_token_in_place_of_the_code(code: str, level: str, says: str) -> None:
    """Some servers make codes that are JWTs, so only the claims of another token show that it is one."""
    found = check_flow(
        {
            "authorization_response": {"id_token": "id1", "state": "s"},
            "token_request": {"code": code, "client_id": "a", "grant_type": "authorization_code"},
            "earlier": [{"token_response": {"access_token": "t1", "refresh_token": "r1"}}],
        }
    )
    shown = [(each.level.value, each.message) for each in found if each.rule == "code-is-token"]
    assert [each[0] for each in shown] == ([level] if level else [])
    assert not level or says in shown[0][1]


def test_a_code_that_the_redirect_had() -> None:
    """What the server sent as the code is one, whatever form it has."""
    code = jwt(CLAIMS, {"alg": "RS256"})
    found = check_flow({"authorization_response": {"code": code}, "token_request": {"code": code, "client_id": "a"}})
    assert "code-is-token" not in rules(found)
