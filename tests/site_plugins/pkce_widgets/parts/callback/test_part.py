"""The redirect: its verdict, what it gives to the flow, and what the command says."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_widgets import example
from pkce_widgets.bridge import dispatch
from pkce_widgets.parts.callback.other_requests import FINISHED
from pkce_widgets.parts.callback.part import CUT, EMPTY, PART, RIGHT
from pkce_widgets.view.verdict import WORDS
from tests.support.callback_part import GOOD, NOW, OPENED, back, read
from tests.support.views import view_of, words


def test_the_servers_words_come_first() -> None:
    """The verdict has the cause that the words name, not what the code means; a code that isn't OAuth's is any's."""
    expired = back(error="temporarily_unavailable", error_description="authentication_expired", state=example.STATE)
    assert read(expired).verdict.startswith(
        "The server refused: temporarily_unavailable. The likeliest cause: The server no longer has the login"
    )
    own = read(back(error="invalid_code_challenge", state=example.STATE))
    start = "The response has the error invalid_code_challenge. The likeliest cause: The server had other values"
    assert own.verdict.startswith(start)
    other = read(back(error="temporarily_unavailable", error_description="authentication_expired", state="another"))
    assert other.verdict.startswith("Don't use this response.")


def test_nothing_yet() -> None:
    """Before the redirect comes, the part says what to paste; after the tokens, why there is no code any more."""
    assert (read("").state, read("").verdict) == ("empty", EMPTY)
    assert read("", finished="true").verdict == FINISHED
    assert read("", finished="true").values == {}


def test_a_right_redirect_gives_its_values() -> None:
    """State and code are judged, and the code goes into the flow with the time at which it came."""
    view = read()
    assert (view.state, view.verdict, view.invalid) == ("right", RIGHT, ())
    assert view.values == {
        "code": example.CODE,
        "returned_state": example.STATE,
        "iss": "",
        "code_received_at": str(NOW),
        "error": "",
        "error_description": "",
    }
    assert "state is the one you sent" in words(view)
    assert "Age of the code: at least 0:00 , counted from when you pasted it." in words(view)


def test_a_refusal_is_explained() -> None:
    """An error is said in the server's words and ours, with its likeliest causes, proved ones first."""
    redirect = back(error="invalid_scope", error_description="no%20such%20scope", state=example.STATE)
    view = read(redirect)
    assert view.state == "wrong"
    assert view.verdict.startswith("The server refused: invalid_scope.")
    assert (view.values["error"], view.values["error_description"]) == ("invalid_scope", "no such scope")
    assert view.values["code"] == ""
    assert "Likely causes A scope is unknown to the server" in words(view)
    proved = read(redirect, authorization_requested_url=OPENED.replace("&code_challenge_method=S256", ""))
    causes = words(proved).split("Likely causes ")[1]
    assert causes.startswith("A scope is unknown to the server")
    assert "The code_challenge_method is missing" in causes


def test_an_explanation_without_a_flow() -> None:
    """Values that make no flow do not keep an error from being explained."""
    many = OPENED + "".join(f"&x{number}=1" for number in range(80))
    view = read(back(error="invalid_scope", state=example.STATE), authorization_requested_url=many)
    assert "A scope is unknown to the server" in words(view)


def test_a_code_and_an_error() -> None:
    """A response that contradicts itself is refused in the row of its error."""
    view = read(back(error="access_denied", code="abc", state=example.STATE))
    assert "contains both a code and an error" in view.verdict
    assert view.values["code"] == ""


def test_what_is_no_redirect() -> None:
    """Text without a response, and one with a parameter twice, are refused with what to do."""
    view = read("Sign in to continue")
    assert (view.state, view.invalid) == ("wrong", ("redirect",))
    assert "This text doesn't look like a response" in view.verdict
    assert "Paste the whole address" in words(view)
    assert "code appears in the response more than once" in read(f"{GOOD}&code=other").verdict
    assert not any(view.values.values())


def test_a_redirect_of_a_finished_request() -> None:
    """Once the tokens have come, the same redirect brings nothing any more."""
    view = read(used_states=f"x {example.STATE}")
    assert "belongs to a finished request" in view.verdict
    assert view.values["code"] == ""
    cleared = read(used_states=example.STATE, finished="true")
    assert (cleared.state, cleared.verdict, cleared.values) == ("empty", FINISHED, {})


@pytest.mark.parametrize(
    "redirect",
    [
        GOOD,
        back(code="abc", state="x"),
        back(error="access_denied", state=example.STATE),
        "nothing",
        f"'{GOOD}'",
        GOOD.replace("&", "&amp;"),
    ],
)
def test_the_command_says_the_same(redirect: str) -> None:
    """`pkce callback` judges the same redirect alike, and gives the same code."""
    command = [sys.executable, "-m", "pkce_core", "callback", "-", "--json", "--state", example.STATE]
    command += ["--issuer", example.ISSUER, "--redirect-uri", example.REDIRECT_URI]
    done = subprocess.run(command, input=redirect, capture_output=True, text=True, check=False)
    answer = json.loads(done.stdout)
    view = read(redirect)
    assert answer["ok"] == (view.state == "right")
    assert (answer["code"] or "") == view.values["code"]
    for finding in answer["findings"]:
        assert re.sub(r"\s+", " ", finding["message"].replace("`", "")) in words(view).replace("&amp;", "&").replace(
            "&quot;", '"'
        )


@given(
    st.dictionaries(st.sampled_from([*(field.name for field in PART.fields), *PART.uses]), st.text()),
    st.text(),
    st.sampled_from([None, 0, NOW, 1e300, -5]),
)
def test_any_text_gives_an_answer(values: dict[str, str], text: str, now: float | None) -> None:
    """Whatever is in the flow and is pasted, the bridge answers."""
    for given_ in (values, {**PART.example, **values}, {**PART.example, "redirect": f"{GOOD}&{text}"}):
        answer = json.loads(dispatch(json.dumps({"op": "callback", "values": given_, "now": now})))
        assert answer["state"] in {*WORDS}
        assert answer["verdict"]


def test_the_page_of_a_browser() -> None:
    """Where nothing listens, the verdict says what to copy, and does not call the redirect suspicious."""
    view = read("chrome-error://chromewebdata/")
    assert view.state == "wrong"
    assert view.verdict.startswith("This is the browser's own page. The address you need is in the address bar")
    assert "go back one page" in words(view)
    assert view.values["code"] == ""


def test_an_error_of_the_token_endpoint_stays() -> None:
    """A redirect that comes clears the error of the one before; asked again, it leaves what came since alone."""
    first = read()
    assert (first.values["error"], first.values["error_description"]) == ("", "")
    again = read(code=first.values["code"], code_received_at=first.values["code_received_at"])
    assert not {"error", "error_description"} & again.values.keys()
    assert again.values["code"] == first.values["code"]
    refused = read(back(error="access_denied", state=example.STATE), code=first.values["code"])
    assert refused.values["error"] == "access_denied"


@pytest.mark.parametrize("pasted", ["abc-0123456789", "?code=abc", f"{example.REDIRECT_URI}?code=abc-0123&sta"])
def test_an_address_that_was_cut_off(pasted: str) -> None:
    """Whatever else is missing then, the verdict says what most likely happened, and what to do."""
    view = view_of(PART, {**PART.example, "redirect": pasted, "iss_advertised": "true"}, now=example.NOW)
    assert view.verdict.endswith(CUT)
