"""The error explainer: confirmed causes first, then what the message names, then the likely ones."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pkce_widgets import example
from pkce_widgets.bridge import dispatch
from pkce_widgets.build.element_html import to_html
from pkce_widgets.parts.explain.part import EMPTY, HALF, PART
from pkce_widgets.view.part import PartView
from tests.support.views import view_of, words

SHOWN = "Proved, if you sent these values unchanged"
PROVED, SAID, USUAL = "Proved by your values", "Named by the message", "Likely causes"
RULED_OUT = "Ruled out if the request was sent unchanged"
WRONG_VERIFIER = "M25iVXpKU3puUjFaYWg3T1NDTDQtcW1ROUY5YXlwalNoc0hhakxifmZHag"


def ask(values: dict[str, str], *, typing: str = "") -> PartView:
    return view_of(PART, values, typing=typing)


def test_nothing_given_says_what_to_give() -> None:
    """Without an error the part says what it takes, even in the midst of a flow."""
    assert ask({}).verdict == EMPTY
    assert ask({**example.REFUSED, "error": "", "error_description": ""}).state == "empty"


def test_the_example_proves_its_cause() -> None:
    """The slash that differs is the verdict, both redirect URIs stand there, and the slash is marked."""
    view = view_of(PART, PART.example, is_example=True)
    assert view.state == "wrong"
    assert view.verdict == (
        "invalid_grant: The redirect_uri of the token request has a slash at the end of its path, "
        "but the one in the authorization URL doesn't."
    )
    html, text = to_html(view.body), words(view)
    assert re.search(r"8080/callback<mark[^>]*>/</mark>", html)
    assert text.index("Proved by the example’s values") < text.index(USUAL) < text.index(RULED_OUT)
    assert "Both requests have the same client_id." in text
    assert view.values == {}


def test_an_example_is_never_called_the_readers() -> None:
    """Nothing in a worked example says "your values", and it offers no other attempt."""
    view = view_of(PART, PART.example, is_example=True)
    assert not re.search(r"your values|you sent|you ran", view.verdict + words(view))
    assert "data-again" not in to_html(view.body)


def test_what_the_terminal_did_is_a_condition() -> None:
    """The values of the page's command prove a cause, and rule others out, only if that command was run unchanged."""
    view = ask(dict(PART.example))
    text = words(view)
    assert view.verdict.endswith("doesn't. This is so if you sent these values unchanged.")
    assert text.index(SHOWN) < text.index(USUAL) < text.index(RULED_OUT)
    assert PROVED not in text
    assert "data-again" in to_html(view.body)


def test_the_age_of_a_code_is_no_proof() -> None:
    """Half a minute proves nothing: the age is beside the likely cause, not under the proved ones."""
    text = words(ask(dict(PART.example)))
    assert text.index("30 seconds old") > text.index(USUAL)
    old = {**PART.example, "redirect_uri": example.REDIRECT_URI, "token_requested_at": "1772370000"}
    assert "old when it was redeemed" in ask(old).verdict


def test_a_loose_pair_is_enough() -> None:
    """Only a pair and the error, and no URL: the pair is judged, and the method, which nobody saw, is not."""
    values = {"error": "invalid_grant", "code_verifier": WRONG_VERIFIER, "code_challenge": example.CODE_CHALLENGE}
    view = ask(values)
    assert "doesn't match the code_verifier" in view.verdict
    right = words(ask({**values, "code_verifier": example.CODE_VERIFIER}))
    assert "The code_challenge matches the code_verifier" in right
    assert "code_challenge_method is S256" not in right


def test_what_one_field_says_twice_is_not_compared_with_itself() -> None:
    """Without the URL that was sent, redirect_uri is not ruled out: it would be the same field twice."""
    values = {key: text for key, text in PART.example.items() if key != "authorization_requested_url"}
    text = words(ask(values))
    assert "Both requests have the same redirect_uri" not in text
    assert "differs from the one in the authorization request" in text


def test_a_message_comes_before_the_usual() -> None:
    """Without values, what the server's words point at is the verdict."""
    view = ask({"error": "invalid_grant", "error_description": "PKCE verification failed: Code mismatch"})
    assert view.verdict == "invalid_grant: The code_challenge doesn't match the code_verifier."
    text = words(view)
    assert text.index(SAID) < text.index(USUAL)
    assert PROVED not in text


@pytest.mark.parametrize(
    ("pasted", "error", "description"),
    [
        ('{"error":"invalid_grant","error_description":"AADSTS50148: no"}', "invalid_grant", "AADSTS50148: no"),
        ("http://localhost:8080/callback?error=access_denied&state=s", "access_denied", ""),
        ("AADSTS50148: The code_verifier does not match.", "", "AADSTS50148: The code_verifier does not match."),
    ],
)
def test_a_whole_answer_goes_into_its_fields(pasted: str, error: str, description: str) -> None:
    """JSON, an address or a message is taken apart; asked again, the fields stay as they are."""
    view = ask({"error": pasted, "error_description": "of another attempt" if error else ""})
    assert view.values == {"error": error, "error_description": description}
    again = ask(dict(view.values))
    assert again.values == {}
    assert again.verdict == view.verdict


def test_a_whole_answer_in_the_second_field() -> None:
    """The JSON is understood in the second field too."""
    view = ask({"error_description": '{"error": "invalid_client", "error_description": "x"}'})
    assert view.values == {"error": "invalid_client", "error_description": "x"}


def test_a_refused_redirect_is_explained_without_a_token_request() -> None:
    """An error that came with the redirect is about the authorization request: nothing was redeemed."""
    values = {
        **PART.example,
        "error": "invalid_request",
        "error_description": "",
        "registered_redirect_uri": f"{example.REDIRECT_URI}/",
        "redirect": f"{example.REDIRECT_URI}?error=invalid_request&state={example.STATE}",
    }
    view = ask(values)
    assert view.verdict.startswith(
        "invalid_request: The redirect_uri of the authorization request has no slash at the end of its path"
    )
    assert "The redirect_uri of the token request" not in words(view)


def test_an_unknown_code_is_said_to_be_unknown() -> None:
    """A mistyped code gets the near one; while it is being typed, nothing is said against it."""
    assert "Did you mean invalid_grant?" in ask({"error": "invalid-grant"}).verdict
    assert ask({"error": "inval"}, typing="error") == PartView(state="empty", verdict=HALF)


def test_what_is_no_error_is_refused() -> None:
    """A redirect with a code is named as such, and the field is marked."""
    view = ask({"error": "http://localhost:8080/callback?code=abc"})
    assert (view.state, view.invalid) == ("wrong", ("error",))
    assert "a code, not an error" in view.verdict


def test_what_would_tell_more_leads_to_its_field() -> None:
    """Values that would decide an open cause are listed with a button each, and only those."""
    html = to_html(ask({"error": "invalid_grant"}).body)
    assert re.findall(r'data-find="(\w+)"', html) == [
        "code_verifier",
        "code_challenge",
        "redirect_uri",
        "token_request",
        "redirect",
    ]
    assert "data-find" not in to_html(ask({"error": "access_denied"}).body)
    assert "data-find" not in to_html(ask({"error": "invalid_grant", "finished": "true"}).body)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(["error", "error_description", *PART.uses]), st.text(max_size=60)))
def test_any_values_give_an_answer(values: dict[str, str]) -> None:
    """Whatever is in the flow, the bridge answers."""
    answer = json.loads(dispatch(json.dumps({"op": "explain", "values": values, "now": 1_772_366_450})))
    assert answer["state"] in {"empty", "unknown", "wrong"}
    assert answer["verdict"]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ({"token_endpoint_auth_method": "none"}, True),
        ({"token_endpoint_auth_method": "client_secret_basic"}, False),
        ({"token_endpoint_auth_method": "none", "client_secret": "a-secret"}, True),  # which the command does not send
        ({"token_endpoint_auth_method": "private_key_jwt", "client_assertion": "a.b.c"}, False),
        ({}, False),
    ],
)
def test_a_request_without_client_authentication(given: dict[str, str], shown: bool) -> None:
    """invalid_client: the verdict is the missing secret, unless the reader's shell may have sent one.

    It isn't confirmed, because a public client sends the same request.
    """
    sound = {**PART.example, "redirect_uri": example.REDIRECT_URI, "error_description": ""}
    view = ask({**sound, "error": "invalid_client", **given})
    assert ("has no client_secret and no client_assertion" in view.verdict) is shown
    assert PROVED not in words(view)
