"""The authorization URL builder: what it makes itself, what it asks for, what it refuses, and the URL taken apart."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import check_authorization_url, derive_code_challenge, parse_authorization_url
from pkce_widgets import example
from pkce_widgets.bridge import dispatch
from pkce_widgets.build.element_html import to_html
from pkce_widgets.parts.authorize.inputs import read_more
from pkce_widgets.parts.authorize.part import ANSWERED, FINISHED, PART
from pkce_widgets.view.part import Inputs, PartView

ENDPOINT = "https://banno.com/a/oidc-provider/api/v0/auth"
LINK = "Open in a new tab"


def ask(action: str = "", typing: str = "", **changed: str) -> PartView:
    """The view of the worked example with some of its values changed."""
    view = PART.view(Inputs(values={**example.REQUEST, **changed}, action=action, typing=typing))
    assert isinstance(view, PartView)
    return view


def words(view: PartView) -> str:
    return re.sub(r"<[^>]+>", " ", to_html(view.body))


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


def test_the_url_is_taken_apart() -> None:
    """Each parameter stands on its own line, with its identity, its explanation and the section."""
    html = to_html(ask().body)
    rows = re.findall(r'<li class="pkce-apart__row">.*?</div></li>', html)
    assert len(rows) == 9
    for name in ("client_id", "redirect_uri", "scope", "state", "nonce", "code_challenge"):
        [row] = [row for row in rows if f'data-value="{name}"' in row]
        assert f"{name}=</span>" in row
        assert 'class="pkce-spec"' in row
    assert ENDPOINT in rows[0]
    assert "Decoded: " in next(row for row in rows if 'data-value="redirect_uri"' in row)


def test_the_link_opens_apart_and_is_noted_down() -> None:
    """The way out is a real link that gives the server no handle on this page; link and copy are both noted down."""
    html = to_html(ask().body)
    link = re.search(r"<a [^>]*>Open in a new tab</a>", html)
    assert link
    for attribute in ('target="_blank"', 'rel="noopener noreferrer nofollow"', f'href="{ENDPOINT}?', "data-requested"):
        assert attribute in link[0]
    assert html.count("data-requested") == 2


def test_nothing_is_ready_to_open_while_there_is_an_error() -> None:
    """A URL with an error is taken apart, and offers neither link nor copy."""
    view = ask(more_parameters="client_secret=s3cret-s3cret")
    assert view.state == "wrong"
    assert view.verdict.startswith("client_secret is in the URL")
    assert view.invalid == ("more_parameters",)
    assert LINK not in words(view)
    assert view.values["authorization_url"] == ""
    assert "s3cret" not in words(view) + view.verdict


@pytest.mark.parametrize(
    "endpoint", ["http://127.0.0.1:9000/auth", "http://localhost:9000/auth", "HTTPS://op.example/auth"]
)
def test_such_a_server_can_be_opened(endpoint: str) -> None:
    """http is right for a server on the reader's own machine, and a scheme may be written in capitals."""
    assert f'href="{endpoint}?' in to_html(ask(authorization_endpoint=endpoint).body)


def test_state_nonce_and_scope_are_made_once() -> None:
    """What is left empty is made, given to the flow, and not made again when the reader takes it out."""
    view = ask(state="", nonce="", scope="")
    made = dict(view.values)
    asked = parse_authorization_url(made["authorization_url"])
    assert (asked.state, asked.nonce, asked.scope) == (made["state"], made["nonce"], "openid")
    assert len({made["state"], made["nonce"], ask(state="").values["state"]}) == 3
    again = ask(**{**made, "state": "", "nonce": ""})
    assert again.values.keys() == {"authorization_url"}
    assert "There is no state." in words(again)
    assert ask(state="", typing="state").values.keys() == {"authorization_url"}


def test_no_nonce_without_openid() -> None:
    """Plain OAuth 2.0 brings no ID token, so no nonce is made for it."""
    assert "nonce" not in ask(state="", nonce="", scope="email").values
    assert "nonce" not in ask("renew", scope="email").values


def test_a_new_state_and_nonce() -> None:
    """The button makes both anew, another one each time."""
    made = [ask("renew").values for _ in range(2)]
    assert made[0].keys() == {"state", "nonce", "request_made"}
    assert made[0]["state"] != made[1]["state"]
    assert check_authorization_url(ask(**made[0]).values["authorization_url"]).ok


def test_what_is_missing_has_a_button() -> None:
    """Without a value there is no URL: each missing one is named, with where it comes from and a way to its field."""
    view = ask(client_id="", code_verifier="", code_challenge="", provider="custom")
    assert view.state == "empty"
    assert view.verdict == "Still missing: authorization_endpoint, client_id and code_verifier."
    found = re.findall(r'data-find="(\w+)"', to_html(view.body))
    assert found == ["authorization_endpoint", "client_id", "code_verifier"]


def test_the_endpoint_of_a_provider_with_a_placeholder_is_missing() -> None:
    """An address that still has a name in braces is none."""
    assert "authorization_endpoint" in ask(provider="keycloak").verdict
    assert ask(provider="keycloak", authorization_endpoint="https://sso.example/auth").state == "right"


def test_the_endpoint_of_the_provider_is_said_and_its_doubt_too() -> None:
    """The reader sees which address is taken, and that it is uncertain; her own one takes its place."""
    view = ask()
    assert view.notes["authorization_endpoint"] == f"Taken from Banno Admin API: {ENDPOINT}"
    assert "is uncertain" in words(view)
    own = ask(authorization_endpoint="https://op.example/auth")
    assert "authorization_endpoint" not in own.notes
    assert "is uncertain" not in words(own)


def test_the_challenge_comes_from_the_verifier() -> None:
    """An empty challenge is derived; nothing is written into the flow, so the checker's field stays the reader's."""
    view = ask(code_challenge="")
    assert f"code_challenge={example.CODE_CHALLENGE}" in view.values["authorization_url"]
    assert "code_challenge" not in view.values


def test_a_challenge_of_another_verifier_is_refused() -> None:
    """A pair that does not belong together is an error now, not invalid_grant later; the known mistake is named."""
    view = ask(code_challenge=f"{example.CODE_CHALLENGE}=")
    assert (view.state, view.invalid) == ("wrong", ("code_challenge",))
    assert "does not belong to your code_verifier" in view.verdict
    assert "padding" in words(view)
    assert "does not belong" in ask(code_challenge=example.CODE_CHALLENGE[::-1]).verdict


def test_a_verifier_that_cannot_be_used_is_said() -> None:
    """Nothing is derived from a verifier that breaks the rules."""
    view = ask(code_verifier="short", code_challenge="")
    assert view.state == "wrong"
    assert "The verifier has 5 characters" in view.verdict


def test_a_challenge_in_the_making_is_not_wrong_yet() -> None:
    """Who types the challenge key by key is told how far she is."""
    view = ask(code_challenge="E9M", typing="code_challenge")
    assert (view.state, view.verdict) == ("empty", "3 of 43 characters.")


def test_what_was_used_is_refused() -> None:
    """A state and a challenge work for one request."""
    view = ask(used_states=f"x {example.STATE}")
    assert (view.state, view.invalid) == ("wrong", ("state",))
    assert "used before" in view.verdict
    assert "has been used" in ask(used_challenges=example.CODE_CHALLENGE).verdict


def test_a_finished_request_is_not_offered_again() -> None:
    """After the tokens have come, the part says what the next request needs."""
    view = ask(finished="true", code_verifier="")
    assert (view.state, view.verdict) == ("empty", FINISHED)
    assert 'data-find="code_verifier"' in to_html(view.body)


def test_the_redirect_uri_is_judged_by_the_provider() -> None:
    """The provider's rules and the registered URI are looked at; a URL they refuse may be tried all the same."""
    view = ask(redirect_uri="http://[::1]/cb")
    assert (view.state, view.invalid) == ("wrong", ("redirect_uri",))
    assert "the loopback address of IPv6" in view.verdict
    assert LINK in words(view)
    other = ask(registered_redirect_uri="http://localhost:8080/Callback")
    assert "This isn't the registered redirect URI." in other.verdict
    assert "rules for a native app" in words(ask(redirect_uri_profile="native", redirect_uri="http://127.0.0.1/cb"))
    assert ask(provider="custom", redirect_uri_profile="none", authorization_endpoint=ENDPOINT).state == "right"


def test_further_parameters() -> None:
    """Lines become parameters of the URL; resource may repeat."""
    view = ask(more_parameters='prompt=login\n\nmax_age = 60\nresource=https://a\nresource=https://b\nclaims={"a":"="}')
    asked = parse_authorization_url(view.values["authorization_url"])
    assert (asked.prompt, asked.max_age, asked.resource) == ("login", 60, ("https://a", "https://b"))
    assert asked.claims == '{"a":"="}'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("prompt", "Line 1 of the further parameters is not name=value."),
        ("\n=login", "Line 2 of the further parameters is not name=value."),
        ("state=x", "state has a field of its own. Give it there."),
        ("code_challenge_method=plain", "code_challenge_method is S256 here. No other method protects you."),
        ("prompt=a\nprompt=b", "prompt stands twice among the further parameters."),
        ("x=a\nx=b", "x stands twice among the further parameters."),
    ],
)
def test_further_parameters_that_are_none(text: str, message: str) -> None:
    """A line that cannot be used is named, with why."""
    assert [finding.message for finding in read_more(text)[1]] == [message]
    view = ask(more_parameters=text)
    assert (view.state, view.verdict, view.invalid) == ("wrong", message, ("more_parameters",))


def test_a_url_that_cannot_be_built() -> None:
    """An endpoint that is none is refused with the engine's reason, beside its field."""
    view = ask(authorization_endpoint="javascript:alert(1)")
    assert (view.state, view.invalid) == ("wrong", ("authorization_endpoint",))
    assert LINK not in words(view)
    assert ask(authorization_endpoint=f"{ENDPOINT}?client_id=x").verdict.startswith("The parameter client_id appears")


def test_several_errors_are_counted() -> None:
    """The verdict has the first error and says that there are more."""
    assert "one more error" in ask(redirect_uri="http://[::1]/cb", scope="a  b").verdict
    assert "2 more errors" in ask(redirect_uri="http://[::1]/cb", scope="a  b", more_parameters="claims=x").verdict


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
        assert finding["message"].replace("`", "") in words(view)


@given(st.dictionaries(st.sampled_from([*(field.name for field in PART.fields), *PART.uses]), st.text()))
def test_any_text_gives_an_answer(values: dict[str, str]) -> None:
    """Whatever stands in the fields, the bridge answers, and no link leads anywhere but to the web."""
    for values_ in (values, {**example.REQUEST, **values}):
        answer = json.loads(dispatch(json.dumps({"op": "authorize", "values": values_})))
        assert answer["state"] in {"empty", "right", "wrong"}
        assert answer["verdict"]


def test_after_a_redirect_no_state_is_made() -> None:
    """The redirect answers the request of then; a new state would be held against it, and none makes a weak URL."""
    view = ask(redirect=f"{example.REDIRECT_URI}?code=a&state=b", state="")
    assert (view.state, view.verdict) == ("empty", ANSWERED)
    assert not view.values["authorization_url"]
    assert "state" not in view.values
    assert ask(redirect=f"{example.REDIRECT_URI}?code=a&state=b").state == "right"
