"""The authorization URL builder: what it makes, what it asks for, and what the command says."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from pkce_core import check_authorization_url, derive_code_challenge, parse_authorization_url
from pkce_widgets import example
from pkce_widgets.bridge import dispatch
from pkce_widgets.build.element_html import to_html
from pkce_widgets.parts.authorize.part import ANSWERED, FINISHED, PART
from pkce_widgets.view.verdict import WORDS
from tests.support.views import view_of, words

if TYPE_CHECKING:
    from pkce_widgets.view.part import PartView


def ask(action: str = "", typing: str = "", **changed: str) -> PartView:
    """The view of the worked example with some of its values changed."""
    return view_of(PART, {**example.REQUEST, **changed}, action=action, typing=typing)


def test_the_example_is_a_url_that_the_engine_accepts() -> None:
    """The URL holds the values as given, S256, and what the flow's verifier gives; nothing is made anew."""
    view = ask()
    asked = parse_authorization_url(view.values["authorization_url"])
    assert (view.state, view.invalid) == ("right", ())
    assert asked.to_dict() == {
        "response_type": "code",
        "client_id": example.CLIENT_ID,
        "redirect_uri": example.REDIRECT_URI,
        "scope": example.SCOPE,
        "state": example.STATE,
        "nonce": example.NONCE,
        "code_challenge": derive_code_challenge(example.CODE_VERIFIER),
        "code_challenge_method": "S256",
    }
    assert view.values == {"authorization_url": view.values["authorization_url"]}


def test_no_nonce_without_openid() -> None:
    """Plain OAuth 2.0 brings no ID token, so no nonce is made for it."""
    assert "nonce" not in ask(state="", nonce="", scope="email").values
    assert "nonce" not in ask("renew", scope="email").values


def test_state_nonce_and_pair_are_made_together() -> None:
    """The button begins an attempt: all of them are made anew, others each time."""
    views = [ask("renew") for _ in range(2)]
    made = [view.values for view in views]
    assert views[0].begins
    assert made[0].keys() == {"state", "nonce", "code_verifier", "code_challenge", "request_made"}
    assert all(made[0][name] != made[1][name] for name in ("state", "nonce", "code_verifier", "code_challenge"))
    assert check_authorization_url(ask(**made[0]).values["authorization_url"]).ok


def test_what_is_missing_has_a_button() -> None:
    """Without a value there is no URL: each missing one is named, with where it comes from and a way to its field."""
    view = ask(client_id="", code_verifier="", code_challenge="", provider="custom")
    assert view.state == "waiting"
    assert view.verdict == "Still missing: authorization_endpoint, client_id and code_verifier."
    found = re.findall(r'data-find="(\w+)"', to_html(view.body))
    assert found == ["authorization_endpoint", "client_id", "code_verifier"]


def test_a_challenge_in_the_making_is_not_wrong_yet() -> None:
    """While the reader types the challenge, the answer is how many characters there are."""
    view = ask(code_challenge="E9M", typing="code_challenge")
    assert (view.state, view.verdict) == ("empty", "3 of 43 characters.")


def test_what_was_used_is_refused() -> None:
    """A state and a challenge work for one request."""
    view = ask(used_states=f"x {example.STATE}")
    assert (view.state, view.invalid) == ("wrong", ("state",))
    assert "used before" in view.verdict
    assert "has already been used" in ask(used_challenges=example.CODE_CHALLENGE).verdict


def test_a_finished_request_is_not_offered_again() -> None:
    """After the tokens have come, the next request begins with the button for another attempt."""
    view = ask(finished="true", code_verifier="")
    assert (view.state, view.verdict) == ("empty", FINISHED)
    assert "data-again" in to_html(view.body)


def test_the_command_says_the_same() -> None:
    """`pkce authorize` with the same values makes the same URL, and finds the same."""
    command = [sys.executable, "-m", "pkce_core", "authorize", "--json", "--provider", example.PROVIDER]
    for name in ("client_id", "redirect_uri", "scope", "state", "nonce", "code_challenge"):
        command += [f"--{name.replace('_', '-')}", example.REQUEST[name]]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    answer = json.loads(done.stdout)
    view = ask()
    assert answer["url"] == view.values["authorization_url"]
    for finding in answer["findings"]:
        if finding["rule"] == "redirect-uri-localhost":
            continue  # the page says it once, beside the redirect URI
        assert finding["message"].replace("`", "") in words(view)


@given(st.dictionaries(st.sampled_from([*(field.name for field in PART.fields), *PART.uses]), st.text()))
def test_any_text_gives_an_answer(values: dict[str, str]) -> None:
    """Whatever is in the fields, the bridge answers, and no link leads anywhere but to the web."""
    for values_ in (values, {**example.REQUEST, **values}):
        answer = json.loads(dispatch(json.dumps({"op": "authorize", "values": values_})))
        assert answer["state"] in WORDS
        assert answer["verdict"]


def test_after_a_redirect_no_state_is_made() -> None:
    """The redirect answers the request of then; a new state would be held against it, and none makes a weak URL."""
    view = ask(redirect=f"{example.REDIRECT_URI}?code=a&state=b", state="")
    assert (view.state, view.verdict) == ("empty", ANSWERED)
    assert not view.values["authorization_url"]
    assert "state" not in view.values
    assert ask(redirect=f"{example.REDIRECT_URI}?code=a&state=b").state == "right"
