"""The answer to a HAR file."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pkce_core import answer_texts
from tests.support.har import (
    CODE,
    REDIRECT,
    SECRETS,
    STATE,
    authorization,
    callback,
    entry,
    har,
    image,
    login,
    pairs,
    token,
)

REFUSED = {"error": "invalid_grant"}


def redirected(query: str) -> dict[str, Any]:
    request = authorization(scope="openid")
    request["response"]["headers"] = pairs({"location": f"{REDIRECT}?{query}"})
    request["response"]["redirectURL"] = ""
    return request


@pytest.mark.parametrize(
    ("entries", "status", "title"),
    [
        ([image()], "unknown", "No request of an OAuth login was found in the HAR file."),
        ([entry("GET", "https://op.example/jwks")], "unknown", "The HAR file has requests to a server of logins"),
        ([authorization(), token(status=400, answer=REFUSED, code_verifier="m" * 43)], "proved", "The code_challenge"),
        ([authorization(), token(status=400, answer=REFUSED)], "unknown", "The code or refresh token is invalid"),
        ([token(status=400, answer={"error": "strange_thing"})], "unknown", ""),
        ([redirected(f"code={CODE}&state=another-state-here")], "proved", "state isn't the one"),
        ([redirected(f"code={CODE}&state={STATE}")], "right", "No mistake shows in the 2 steps of this login."),
        ([token()], "right", "No mistake shows in the one request of this login."),
        ([authorization()], "warning", ""),
        ([authorization(nonce=""), token()], "warning", "The server answered with an access token, so"),
        ([redirected(f"code={CODE}&state={STATE}"), entry("POST", "https://op.example/as/par",
          form={"client_id": "c", "response_type": "code"}, status=400, answer={"error": ""})], "proved", ""),
    ],
)  # fmt: skip
def test_answers(entries: list[dict[str, Any]], status: str, title: str) -> None:
    """A proved cause, an open question, a mistake without an error, a warning, or nothing wrong."""
    answer = answer_texts(["an earlier text", har(*entries).decode()])
    assert (answer.status, answer.title[: len(title)]) == (status, title)
    assert answer.recording is not None
    assert answer.gathered.values == ()


def test_several_attempts() -> None:
    """The last attempt that went wrong counts, and the answer says which one it is."""
    wrong = token(4, status=400, answer=REFUSED, code_verifier="m" * 43)
    other = entry("GET", f"{REDIRECT}?code=c0de-2&state=state-of-another", at=9)
    answer = answer_texts([har(authorization(), callback(), wrong, other).decode()])
    assert answer.status == "proved"
    assert answer.detail == "The server answered invalid_grant. This is attempt 1 of 2 in the file."


def test_no_secret() -> None:
    """Nothing of the file but what may be shown is in the answer."""
    answer = answer_texts([login().decode()])
    assert not [secret for secret in SECRETS if secret in repr(answer) + json.dumps(answer.report.to_dict())]


def test_a_file_that_cannot_be_read() -> None:
    """The reason is the answer."""
    answer = answer_texts(['{"log": {"version": "1.2"}}'])
    assert (answer.status, answer.title) == ("unknown", "This isn't a HAR file: it has no log with entries.")
