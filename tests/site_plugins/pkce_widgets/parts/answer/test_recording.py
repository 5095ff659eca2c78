"""A HAR file in the box: its steps, and none of its secrets."""

from __future__ import annotations

import json

from pkce_widgets.bridge import dispatch
from pkce_widgets.build.element_html import to_html
from pkce_widgets.parts.answer.part import PART
from tests.support.har import SECRETS, authorization, callback, entry, har, image, login, token
from tests.support.views import view_of, words

WRONG = token(status=400, answer={"error": "invalid_grant"}, code_verifier="m" * 43)


def test_a_mistake() -> None:
    """The sentence with its proof, then each attempt with its steps and findings."""
    keys = entry("GET", "https://op.example/jwks", status=404)
    view = view_of(PART, {"texts": har(keys, authorization(), callback(), WRONG).decode()})
    said = words(view)
    assert view.verdict.startswith("Wrong · proved: The code_challenge")
    assert "Proved by what was really sent." in said
    assert "Attempt 1: login, 3 steps" in said
    assert "Token request entry 4, status 400" in said
    assert "Other requests of the login" in said
    assert not [secret for secret in (*SECRETS, "m" * 43) if secret in to_html(view.body)]


def test_a_mistake_of_several_requests_is_said_once() -> None:
    """A refused request that was sent twice has the same errors twice: above the steps, each is there once."""
    refused = token(status=400, answer={"error": "invalid_grant", "error_description": "Code not valid"})
    said = words(view_of(PART, {"texts": har(authorization(), callback(), refused, refused).decode()}))
    assert said.partition("Attempt 1")[0].count('It says: "Code not valid"') == 1
    assert said.count('It says: "Code not valid"') == 3


def test_nothing_of_the_file_goes_on() -> None:
    """No value is offered to the quickstart, and JSON for the page has no secret."""
    answer = dispatch(json.dumps({"op": "answer", "values": {"texts": login().decode()}, "now": 1}))
    assert json.loads(answer)["offers"] == {}
    assert not [secret for secret in SECRETS if secret in answer]


def test_other_files() -> None:
    """Two attempts, of which the last is open; no login; and no HAR file."""
    two = view_of(PART, {"texts": har(authorization(), callback(), authorization(5)).decode()})
    assert "Attempt 2: login" in words(two)
    assert to_html(two.body).count(' open=""') == 1
    none = words(view_of(PART, {"texts": har(image()).decode()}))
    assert "No request of an OAuth login was found in the HAR file." in none
    assert "it has no log with entries" in words(view_of(PART, {"texts": '{"log": {}}'}))
    waiting = token()
    waiting["response"] = {"status": 0}
    assert "entry 1, no response" in words(view_of(PART, {"texts": har(waiting).decode()}))
