"""The redirect reader: each value judged in its row, what it is compared with, what it gives to the flow."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import AuthorizationRequest, build_authorization_url
from pkce_widgets import example
from pkce_widgets.bridge import dispatch
from pkce_widgets.build.element_html import to_html
from pkce_widgets.parts.callback.part import CUT, EMPTY, FINISHED, PART, RIGHT
from pkce_widgets.view.part import Inputs, PartView

NOW = 1_772_366_440
GOOD = PART.example["redirect"]
OPENED = build_authorization_url(
    AuthorizationRequest(
        client_id=example.CLIENT_ID,
        redirect_uri=example.REDIRECT_URI,
        scope=example.SCOPE,
        state=example.STATE,
        nonce=example.NONCE,
        code_challenge=example.CODE_CHALLENGE,
        code_challenge_method="S256",
    ),
    "https://op.example/auth",
)


def read(redirect: str = GOOD, now: float | None = NOW, **changed: str) -> PartView:
    """The view of a redirect, with the values of the worked example."""
    view = PART.view(Inputs(values={**PART.example, "redirect": redirect, **changed}, now=now))
    assert isinstance(view, PartView)
    return view


def words(view: PartView) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", to_html(view.body)))


def marks(view: PartView) -> list[str]:
    return re.findall(r"<mark[^>]*>(.*?)</mark>", to_html(view.body))


def back(**parameters: str) -> str:
    return f"{example.REDIRECT_URI}?" + "&".join(f"{name}={value}" for name, value in parameters.items())


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
    assert "Age of the code: 0:00 minutes" in words(view)


def test_the_example_needs_no_time() -> None:
    """While the site is built there is no clock, and the example has no age."""
    view = read(now=None)
    assert (view.state, view.values["code_received_at"]) == ("right", "")
    assert "Age of the code" not in words(view)


@pytest.mark.parametrize(
    ("age", "state", "text"),
    [
        (5, "right", "0:05"),
        (61, "right", "Many servers let a code live for one minute only."),
        (125, "right", "2:05"),
        (600, "right", "10:00"),
        (601, "wrong", "The code is older than 10 minutes"),
    ],
)
def test_the_age_of_the_code(age: int, state: str, text: str) -> None:
    """The time when the redirect came is kept; after 10 minutes the code is too old (RFC 6749 §4.1.2)."""
    view = read(now=NOW + age, code_received_at=str(NOW), code=example.CODE)
    assert view.state == state
    assert text in words(view)
    assert view.values["code_received_at"] == str(NOW)
    assert view.values["code"] == example.CODE


def test_another_code_has_its_own_time() -> None:
    """The time of an earlier redirect is not taken over, even when neither had a state, or both the same."""
    for earlier in ({"code": "another"}, {"code": "another", "returned_state": example.STATE}, {}):
        assert read(GOOD, NOW, code_received_at="1", **earlier).values["code_received_at"] == str(NOW)
    bare = f"{example.REDIRECT_URI}?code=second"
    assert read(bare, state="", code_received_at="1", code="first").values["code_received_at"] == str(NOW)
    assert read(code_received_at="soon", code=example.CODE).values["code_received_at"] == str(NOW)


@pytest.mark.parametrize(
    ("state", "message", "marked"),
    [
        pytest.param(example.STATE[:-4], "The value was cut off", ["TzR4"], id="cut off"),
        pytest.param(example.STATE.replace("ifj", "IFJ"), "only in letter case", ["I", "F", "J"], id="case"),
        pytest.param(example.STATE.replace("-", "%252D"), "only in percent-encoding", ["-", "%2D"], id="encoded"),
        pytest.param(example.STATE[::-1], "the response to another request", [], id="another"),
    ],
)
def test_another_state(state: str, message: str, marked: list[str]) -> None:
    """A state that differs is refused, both stand side by side, and what differs is marked when it is little."""
    view = read(back(code="abc", state=state))
    assert (view.state, view.invalid) == ("wrong", ("redirect",))
    assert view.verdict.startswith("Do not use this response. state isn't the one you sent")
    assert message in words(view)
    assert marks(view) == marked
    assert "The state that came back" in words(view)


def test_missing_unexpected_and_unknown_state_are_told_apart() -> None:
    """No state came back; one came that nobody sent; nobody knows which was sent: three answers."""
    assert "A state was sent, but none came back." in read(back(code="abc")).verdict
    opened = OPENED.replace(f"&state={example.STATE}", "")
    unexpected = read(back(code="abc", state="x"), authorization_requested_url=opened, state="")
    assert "A state came back, although none was sent" in unexpected.verdict
    unknown = read(back(code="abc", state="x"), state="")
    assert unknown.state == "right"
    assert unknown.verdict.endswith("But read the warning.")
    assert unknown.notes["state"] == "Give the state that you sent, and it is compared."


def test_a_code_that_may_not_be_used_is_hidden() -> None:
    """When what was judged before it fails, the code is neither shown nor given."""
    view = read(back(code="secret-code", state="wrong"))
    assert view.values["code"] == view.values["code_received_at"] == ""
    assert view.values["returned_state"] == "wrong"
    assert "secret-code" not in words(view) + view.verdict
    assert "data-copy" not in to_html(view.body)


@pytest.mark.parametrize(
    ("iss", "issuer", "advertised", "text"),
    [
        ("", example.ISSUER, "", "RFC 9207: iss is absent; the server’s metadata is not known here."),
        ("", "", "true", "RFC 9207: iss is absent; the server’s metadata promises it."),
        ("https://a", "https://a", "false", "iss is the expected issuer; the server’s metadata does not promise it."),
        ("https://b", "https://a", "true", "iss is another issuer; the server’s metadata promises it."),
        ("https://b", "", "", "iss is here, and no issuer to compare it with is known; the server’s metadata is not"),
    ],
)
def test_the_row_of_rfc_9207_is_named(iss: str, issuer: str, advertised: str, text: str) -> None:
    """Whether iss is right depends on what the metadata promises: the row of the decision is said."""
    redirect = f"{GOOD}&iss={iss}" if iss else GOOD
    view = read(redirect, issuer=issuer, iss_advertised=advertised)
    assert text in words(view)
    assert view.state == ("wrong" if (iss == "https://b" and issuer) or advertised == "true" else "right")


def test_another_place() -> None:
    """A browser that went elsewhere is noticed, with the characters that differ."""
    view = read(GOOD.replace("/callback", "/Callback"))
    assert "wasn't sent to the redirect_uri of the request" in view.verdict
    assert marks(view) == ["C"]


def test_a_refusal_is_explained() -> None:
    """An error is said in the server's words and ours, with its likeliest causes, proved ones first."""
    redirect = back(error="invalid_scope", error_description="no%20such%20scope", state=example.STATE)
    view = read(redirect)
    assert view.state == "wrong"
    assert view.verdict.startswith("The server refused: invalid_scope.")
    assert (view.values["error"], view.values["error_description"]) == ("invalid_scope", "no such scope")
    assert view.values["code"] == ""
    assert "The likeliest causes A scope is unknown to the server" in words(view)
    proved = read(redirect, authorization_requested_url=OPENED.replace("&code_challenge_method=S256", ""))
    assert "The likeliest causes The code_challenge_method is missing" in words(proved)


def test_an_error_that_nobody_knows() -> None:
    """An error code without known causes gets its meaning."""
    view = read(back(error="teapot", state=example.STATE))
    assert "This error code is in no specification known here." in words(view)


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


def test_a_signed_response_is_named() -> None:
    """JARM: everything stands inside the JWT, which is neither opened nor shown."""
    view = read(f"{example.REDIRECT_URI}?response=eyJh.eyJi.c2ln&code=abc")
    assert "This is a signed response (JARM)" in view.verdict
    assert "eyJh" not in words(view)
    assert view.values["code"] == ""


def test_what_is_no_redirect() -> None:
    """Text without a response, and one with a parameter twice, are refused with what to do."""
    view = read("Sign in to continue")
    assert (view.state, view.invalid) == ("wrong", ("redirect",))
    assert "This text doesn't look like a response" in view.verdict
    assert "Paste the whole address" in words(view)
    assert "code appears in the response more than once" in read(f"{GOOD}&code=other").verdict
    assert not any(view.values.values())


def test_the_request_that_was_sent_counts() -> None:
    """After the URL was opened here, its state is expected, whatever the form says by now; the change is said."""
    view = read(authorization_requested_url=OPENED, state="another-one", code_challenge="x" * 43)
    assert view.state == "right"
    assert "You changed state, code_challenge after you opened the authorization URL." in words(view)
    assert "needs the verifier that belongs to the old challenge" in words(view)
    same = read(authorization_requested_url=OPENED)
    assert "You changed" not in words(same)
    assert "needs the verifier" not in words(read(authorization_requested_url=OPENED, scope="openid"))


def test_a_request_of_her_own_after_one_of_this_page() -> None:
    """A state that the reader gives since, and that came back, is right; that it is another request is said."""
    view = read(back(code="abc", state="my-own-state"), authorization_requested_url=OPENED, state="my-own-state")
    assert view.state == "right"
    assert "not the URL that you opened here" in words(view)


def test_a_redirect_of_a_finished_request() -> None:
    """Once the tokens have come, the same redirect brings nothing any more."""
    view = read(used_states=f"x {example.STATE}")
    assert "belongs to a request that is finished" in view.verdict
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
    """Whatever stands in the flow and is pasted, the bridge answers."""
    for given_ in (values, {**PART.example, **values}, {**PART.example, "redirect": f"{GOOD}&{text}"}):
        answer = json.loads(dispatch(json.dumps({"op": "callback", "values": given_, "now": now})))
        assert answer["state"] in {"empty", "right", "wrong"}
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
    view = PART.view(Inputs(values={**PART.example, "redirect": pasted, "iss_advertised": "true"}, now=example.NOW))
    assert isinstance(view, PartView)
    assert view.verdict.endswith(CUT)
