"""What the checker answers: verdicts, notes and the bridge's JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_widgets.bridge import dispatch
from pkce_widgets.build.element_html import to_html
from pkce_widgets.parts.check.part import CLEARED, PART, check_view
from pkce_widgets.view.part import Inputs, PartView
from pkce_widgets.view.verdict import WORDS
from tests.support.views import view_of, words

VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def test_empty() -> None:
    """Nothing given: the panel says what to give."""
    assert check_view("", "") == check_view("", "")
    assert check_view("", "").state == "empty"
    assert check_view("", "").verdict == "Paste a verifier, or create a pair."
    assert check_view("", CHALLENGE).verdict == "Paste the verifier of this challenge."


def test_a_wrong_challenge_is_explained_and_mended() -> None:
    """The verdict names the mistake; the evidence has both challenges, a fix to copy and the section."""
    view = check_view(VERIFIER, CHALLENGE + "=")
    assert view.state == "wrong"
    assert view.invalid == ("code_challenge",)
    assert "padding" in view.verdict
    html = to_html(view.body)
    assert '<mark title="this doesn&#x27;t belong here">=</mark>' in html
    assert 'class="pkce-fix"' in html
    assert 'href="https://www.rfc-editor.org/rfc/rfc7636#' in html


def test_the_note_beside_a_field_has_its_length_and_its_error() -> None:
    """Beside a field are the length of its value and its error."""
    notes = check_view(VERIFIER[:42], CHALLENGE + "=").notes
    assert "42 characters" in notes["code_verifier"]
    assert "44 characters" in notes["code_challenge"]
    assert check_view(VERIFIER, "").notes == {"code_verifier": "43 characters.", "code_challenge": ""}


@given(st.text(), st.text())
def test_any_text_gives_an_answer(code_verifier: str, code_challenge: str) -> None:
    """Whatever is typed, the bridge answers in JSON with a state, a sentence and a body."""
    values = {"code_verifier": code_verifier, "code_challenge": code_challenge}
    request = {"op": "check", "values": values}
    answer = json.loads(dispatch(json.dumps(request)))
    assert answer["state"] in {*WORDS}
    assert answer["verdict"]
    assert answer["body"][0] == "div"


@pytest.mark.parametrize(
    ("verifier", "challenge", "typing", "verdict"),
    [
        ("dBj", "", "code_verifier", "3 of 43 characters."),
        (VERIFIER, "E9M", "code_challenge", "3 of 43 characters."),
        ("dB j", "", "code_verifier", "The verifier has 4 characters"),
        ("dBj", "", "", "The verifier has 3 characters"),
    ],
)
def test_a_value_in_the_making_is_not_wrong_yet(verifier: str, challenge: str, typing: str, verdict: str) -> None:
    """While the reader types, the answer is how many characters there are; a wrong character is an error at once."""
    view = view_of(PART, {"code_verifier": verifier, "code_challenge": challenge}, typing=typing)
    assert view.verdict.startswith(verdict)
    assert (view.state == "empty") == verdict.endswith("of 43 characters.")


def test_half_a_surrogate_pair() -> None:
    """JavaScript strings can hold half a character; it is judged like any other wrong one."""
    answer = json.loads(
        dispatch('{"op": "check", "values": {"code_verifier": "\\ud800", "code_challenge": "\\udfff"}}')
    )
    assert answer["state"] == "wrong"


def test_pair() -> None:
    """The bridge makes a pair that belongs together."""
    made = json.loads(dispatch('{"op": "check", "action": "create"}'))["values"]
    assert check_view(made["code_verifier"], made["code_challenge"]).state == "right"


def test_a_used_verifier_is_refused() -> None:
    """A verifier that has been sent once is an error, whatever its challenge: RFC 7636 §4.1."""
    asked = Inputs(values={"code_verifier": VERIFIER, "used_challenges": f"x {CHALLENGE}"})
    view = PART.view(asked)
    assert isinstance(view, PartView)
    assert (view.state, view.invalid) == ("wrong", ("code_verifier",))
    assert view.verdict.startswith("This verifier has already been used.")
    assert view.verdict in words(view)


def test_a_cleared_verifier_is_said_to_be_cleared() -> None:
    """After a successful token response the empty panel says why it is empty."""
    view = view_of(PART, {"finished": "true"})
    assert (view.state, view.verdict) == ("empty", CLEARED)
