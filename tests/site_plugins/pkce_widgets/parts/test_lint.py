"""The URL linter: the worst finding first, every parameter explained, and the values taken over into the flow."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import check_authorization_url
from pkce_widgets import example
from pkce_widgets.bridge import dispatch
from pkce_widgets.build.element_html import to_html
from pkce_widgets.parts.authorize.part import PART as AUTHORIZE
from pkce_widgets.parts.lint import EMPTY, EXAMPLE, PART, RIGHT, RIGHT_PARAMETERS
from pkce_widgets.view.components import MASK
from pkce_widgets.view.message_rows import MOST_ROWS
from pkce_widgets.view.verdict import WORDS
from tests.support.views import view_of, words

if TYPE_CHECKING:
    from pkce_widgets.view.part import PartView

GOOD = (
    f"https://op.example/auth?tenant=7&response_type=code&client_id={example.CLIENT_ID}"
    f"&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&scope=openid&state={example.STATE}&nonce={example.STATE}"
    f"&code_challenge={example.CODE_CHALLENGE}&code_challenge_method=S256"
)


def lint(url: str, action: str = "", typing: str = "", used_states: str = "") -> PartView:
    values = {"lint_url": url, "used_states": used_states}
    return view_of(PART, values, action=action, typing=typing)


def test_nothing_yet() -> None:
    """An empty field, and a URL that is being typed, get no error."""
    assert lint("").verdict == EMPTY
    assert lint("https://op.exam", typing="lint_url").state == "empty"
    assert lint("https://op.exam").state == "wrong"


def test_a_right_url() -> None:
    """A URL without any error or warning is said to be right."""
    view = lint(GOOD)
    assert (view.state, view.verdict, view.invalid, view.values) == ("right", RIGHT, (), {})


def test_a_warning_is_in_the_verdict() -> None:
    """A URL that is right but unwise says why in the verdict."""
    view = lint(GOOD.replace(example.STATE, "12345"))
    assert view.state == "warning"
    assert view.verdict.startswith(f"{RIGHT} One warning: This nonce appears in published examples")


def test_an_odd_endpoint_is_not_called_correct() -> None:
    """Nothing shows whether a realm has this name, so only the parameters can be called correct."""
    url = EXAMPLE.replace("/oidc-provider/", "/oidc%20provider/") + f"&code_challenge_method=S256&x={example.STATE}"
    view = lint(url.replace("state=12345", f"state={example.STATE}"))
    assert view.verdict.startswith(f"{RIGHT_PARAMETERS} One warning: The path of the endpoint has a space (%20)")


def test_every_finding_stands_below() -> None:
    """The evidence has each finding of the engine."""
    view = lint(EXAMPLE)
    assert view.state == "wrong"
    assert view.verdict.startswith("The code_challenge looks like an S256 hash")
    report = check_authorization_url(EXAMPLE)
    assert len(report) >= 4
    for finding in report:
        assert finding.message.replace("`", "") in words(view)


@pytest.mark.parametrize("name", ["client_secret", "code_verifier", "access_token"])
def test_a_secret_is_loud_and_hidden(name: str) -> None:
    """A secret in the URL is the first thing said, before other errors; the page does not repeat it."""
    view = lint(f"https://op.example/auth?{name}=s3cret-s3cret-s3cret&client_id=x")
    assert view.state == "wrong"
    assert view.verdict.startswith(f"{name} is in the URL")
    assert "s3cret" not in words(view) + view.verdict
    assert MASK in words(view)


def test_a_leaked_verifier_is_loud() -> None:
    """The verifier under another name is as bad."""
    assert lint(f"{GOOD}&x={example.CODE_VERIFIER}&client_id=y").verdict.startswith("x contains the code_verifier")


def test_a_state_that_was_used() -> None:
    """A state of a finished request is refused here too."""
    assert "used before" in lint(GOOD, used_states=example.STATE).verdict


def test_what_cannot_be_decoded_is_shown_as_it_stands() -> None:
    """A broken escape, a name without value, a fragment, an unknown name: all have their line."""
    view = lint("https://op.example/auth?scope=%ZZ&flag&x=a%0Ab#state=1")
    for text in ("scope= %ZZ", "flag", "Decoded:", "A fragment.", "This page doesn't know this parameter."):
        assert text in re.sub(r"\s+", " ", words(view))


def test_very_many_parameters_are_cut() -> None:
    """A URL with thousands of parameters does not fill the page."""
    view = lint("https://op.example/auth?" + "a=b&" * 2000)
    assert f"{2000 - MOST_ROWS:,} more parameters" in words(view)
    assert len(to_html(view.body)) < 40_000


def test_use_these_values() -> None:
    """The button gives the values to the flow, and the builder makes an equal request of them."""
    view = lint(f"{GOOD}&prompt=login&max_age=60&resource=https%3A%2F%2Fa&client_secret=s3cret", action="use")
    assert view.verdict.startswith(
        "Now in your flow: authorization_endpoint, client_id, redirect_uri, scope, state, no"
    )
    assert view.values["authorization_endpoint"] == "https://op.example/auth"
    assert view.values["more_parameters"].splitlines() == [
        "prompt=login", "max_age=60", "resource=https://a", "tenant=7",
    ]  # fmt: skip
    built = view_of(AUTHORIZE, view.values)
    assert built.state == "right"
    assert set(built.values["authorization_url"].split("?")[1].split("&")) >= set(GOOD.split("?")[1].split("&"))


def test_nothing_to_use() -> None:
    """From a URL that cannot be read nothing is taken, and the reason is said."""
    view = lint("https://op.example/auth?client_id=a&client_id=b", action="use")
    assert view.values == {}
    assert view.verdict.startswith("No values were taken. The parameter client_id appears in the URL more than once")
    assert lint("", action="use").verdict == EMPTY


@pytest.mark.parametrize("url", [GOOD, EXAMPLE, "https://op.example/auth?client_secret=x", "nothing"])
def test_the_command_says_the_same(url: str) -> None:
    """`pkce authorize --from-url` finds the same in the same URL."""
    command = [sys.executable, "-m", "pkce_core", "authorize", "--json", "--from-url", url]
    answer = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stdout)
    view = lint(url)
    assert answer["ok"] == (view.state in ("right", "warning"))
    for finding in answer["findings"]:
        assert finding["message"].replace("`", "") in words(view)


@given(st.text(), st.sampled_from(["", "use"]))
def test_any_text_gives_an_answer(text: str, action: str) -> None:
    """Whatever is pasted, alone or as part of a URL, the bridge answers."""
    for url in (text, f"https://op.example/auth?{text}"):
        answer = json.loads(dispatch(json.dumps({"op": "lint", "values": {"lint_url": url}, "action": action})))
        assert answer["state"] in {*WORDS}
        assert answer["verdict"]
