"""The token response: who accepts which, and which access token they take from it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from authlib.oauth2.client import OAuth2Client
from oauthlib.oauth2 import WebApplicationClient

import pkce_core
from tests.differential.redirects import has
from tests.differential.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable

    Case = dict[str, Any]

SOUND: Case = {
    "members": {"access_token": "2YotnFZFEjr1zCsicMWpAA", "token_type": "Bearer", "expires_in": 3600},
    "status": 200,
    "type": "application/json",
}


def member(**values: Any) -> Callable[[Case], None]:
    """Other members; `...` leaves one out."""

    def change(case: Case) -> None:
        members = {**case["members"], **values}
        case["members"] = {name: value for name, value in members.items() if value is not ...}

    return change


TRAITS: dict[str, Callable[[Case], None]] = {
    "`access_token` is absent": member(access_token=...),
    "`access_token` is empty": member(access_token=""),
    "`access_token` is a number": member(access_token=42),
    "`access_token` contains a space": member(access_token="a b"),
    "`access_token` is null": member(access_token=None),
    "`token_type` is missing": member(token_type=...),
    "`token_type` is lower case": member(token_type="bearer"),
    "`token_type` is unknown": member(token_type="mac"),
    "`token_type` is DPoP": member(token_type="DPoP"),
    "`token_type` is a number": member(token_type=1),
    "`expires_in` is absent": member(expires_in=...),
    "`expires_in` is a number in quotes": member(expires_in="3600"),
    "`expires_in` is text": member(expires_in="soon"),
    "`expires_in` is a number followed by a word": member(expires_in="3600 seconds"),
    "`expires_in` is a fraction": member(expires_in=3599.5),
    "`expires_in` is zero": member(expires_in=0),
    "`expires_in` is negative": member(expires_in=-1),
    "`expires_in` is null": member(expires_in=None),
    "`expires_in` is true": member(expires_in=True),
    "`expires_at` is an ISO date (Banno)": member(expires_in=..., expires_at="2999-01-01T00:00:00Z"),
    "`expires_at` is not a date": member(expires_at="tomorrow"),
    "`refresh_token` is a number": member(refresh_token=42),
    "`scope` is a list": member(scope=["a", "b"]),
    "`scope` is less than was asked for": member(scope="profile"),
    "`id_token` is a number": member(id_token=42),
    "`error` with status 400": has(error="invalid_grant", status=400),
    "`error` with status 200": has(error="invalid_grant"),
    "both an `error` and an access token": member(error="invalid_grant"),
    "a token with status 400": has(status=400),
    "a token with status 201": has(status=201),
    "the Content-Type is text/html": has(type="text/html"),
    "the Content-Type has a charset": has(type="application/json; charset=utf-8"),
    "the body is form-encoded": has(
        type="application/x-www-form-urlencoded", body="access_token=2YotnFZFEjr1zCsicMWpAA&token_type=Bearer"
    ),
    "the body is an HTML page": has(type="text/html", body="<!doctype html><title>Sign in</title>"),
    "the body is empty": has(body=""),
    "the body is a list": has(body="[]"),
    "a name appears twice": has(body='{"access_token":"a","token_type":"Bearer","access_token":"b"}'),
    "a number is NaN": has(body='{"access_token":"a","token_type":"Bearer","expires_in":NaN}'),
    "the JSON breaks off": has(body='{"access_token":"a","token_type":"Bea'),
    "something follows the JSON": has(body='{"access_token":"a","token_type":"Bearer"} %'),
    "a byte order mark before the JSON": has(body='\ufeff{"access_token":"a","token_type":"Bearer"}'),
}


def body_of(case: Case) -> str:
    """The body."""
    if "error" in case:
        return json.dumps({"error": case["error"]})
    return str(case.get("body", json.dumps(case["members"])))


def ours(case: Case) -> str:
    head = f"HTTP/1.1 {case['status']} .\r\nContent-Type: {case['type']}\r\nCache-Control: no-store\r\n\r\n"
    report = pkce_core.check_token_response(head + body_of(case), now=1_700_000_000)
    if not report.ok:
        return "refused"
    response = pkce_core.parse_token_response(body_of(case))
    assert isinstance(response, pkce_core.TokenResponse)
    return f"accepted {response.access_token}"


class Answer:
    """As much of an answer of `requests` as Authlib looks at."""

    def __init__(self, case: Case) -> None:
        self.status_code = case["status"]
        self.text = body_of(case)

    def json(self) -> object:
        return json.loads(self.text)

    def raise_for_status(self) -> None:
        if self.status_code >= 400:
            raise ValueError(f"status {self.status_code}")


def authlib(case: Case) -> str:
    token = OAuth2Client(session=None).parse_response_token(Answer(case))
    return f"accepted {token['access_token']}"


def oauthlib(case: Case) -> str:
    token = WebApplicationClient("client").parse_request_body_response(body_of(case))
    return f"accepted {token['access_token']}"


SUBJECT = Subject(
    title="The token response",
    operation="response",
    sound=SOUND,
    traits=TRAITS,
    ours=ours,
    python={"Authlib": authlib, "oauthlib": oauthlib},
    task=lambda case: {"body": body_of(case), "status": case["status"], "type": case["type"]},
)
