"""What the checker answers, before any browser: verdicts, evidence and the bridge's JSON."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_widgets.bridge import dispatch
from pkce_widgets.build.element_html import to_html
from pkce_widgets.parts.check.evidence import differences
from pkce_widgets.parts.check.part import CLEARED, PART, REUSED, check_view
from pkce_widgets.view.components import SHOWN, visible
from pkce_widgets.view.part import Inputs, PartView

VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
MISTAKES = json.loads((Path(__file__).parents[3] / "vectors" / "mistakes.json").read_text(encoding="utf-8"))
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def words(view: PartView) -> str:
    """The text of a view, without its tags."""
    return re.sub(r"<[^>]+>", "", to_html(view.body))


def test_empty() -> None:
    """Nothing given: the panel says what to give."""
    assert check_view("", "") == check_view("", "")
    assert check_view("", "").state == "empty"
    assert check_view("", "").verdict == "Paste a verifier, or create a pair."
    assert check_view("", CHALLENGE).verdict == "Paste the verifier that made this challenge."


def test_a_right_pair_shows_each_step() -> None:
    """A right pair is said to be right, and its derivation stands below."""
    view = check_view(VERIFIER, CHALLENGE)
    assert view.state == "right"
    assert view.verdict.startswith("This challenge belongs to this verifier.")
    assert view.invalid == ()
    for step in ("64 42 6a", "13 d3 1e 96", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM=", CHALLENGE):
        assert step in words(view)


def test_a_wrong_challenge_is_explained_and_mended() -> None:
    """The verdict names the mistake; the evidence has both challenges, a fix to copy and the section."""
    view = check_view(VERIFIER, CHALLENGE + "=")
    assert view.state == "wrong"
    assert view.invalid == ("code_challenge",)
    assert "padding" in view.verdict
    html = to_html(view.body)
    assert '<mark title="this does not belong here">=</mark>' in html
    assert 'class="pkce-fix"' in html
    assert 'href="https://www.rfc-editor.org/rfc/rfc7636#' in html


@pytest.mark.parametrize("challenge", MISTAKES["single"].values())
def test_a_good_verifier_is_never_marked(challenge: str) -> None:
    """A mistake in the challenge is not shown in the verifier, which has none."""
    view = check_view(VERIFIER, challenge)
    assert "Your verifier" not in words(view)
    assert view.notes["code_verifier"] == "43 characters."


def test_the_note_beside_a_field_has_its_length_and_its_error() -> None:
    """What is wrong with a field stands beside it, and how long its value is."""
    notes = check_view(VERIFIER[:42], CHALLENGE + "=").notes
    assert "42 characters" in notes["code_verifier"]
    assert "44 characters" in notes["code_challenge"]
    assert check_view(VERIFIER, "").notes == {"code_verifier": "43 characters.", "code_challenge": ""}


def test_what_was_tried_is_evidence() -> None:
    """When nothing explains a pair, the verdict stays short, and the list of what was tried stands below it."""
    view = check_view(VERIFIER, CHALLENGE[::-1])
    assert view.verdict == "No known mistake leads from this verifier to this challenge."
    assert words(view).startswith("It has 43 characters of base64url, which is 256 bits: the form of an S256 challenge.")
    assert re.search(r"<details[^>]*><summary>What was tried</summary><p[^>]*>Tried: line ends", to_html(view.body))
    assert "What was tried" not in words(check_view(VERIFIER, CHALLENGE + "="))


def test_a_wrong_character_is_marked_where_it_stands() -> None:
    """A character that a verifier may not have is marked, and white space is made visible."""
    view = check_view(VERIFIER[:10] + " " + VERIFIER[11:], "")
    assert view.invalid == ("code_verifier",)
    assert re.search(r"<mark title=\"[^\"]*space[^\"]*\">␠</mark>", to_html(view.body))
    assert "How this challenge is made" not in words(view)


def test_an_error_comes_before_what_passed() -> None:
    """The reader meets the error first."""
    text = words(check_view(VERIFIER, CHALLENGE[::-1]))
    assert text.index("Error") < text.index("Warning") < text.index("Passed")


@pytest.mark.parametrize(
    ("given", "count"),
    [
        (CHALLENGE + "=", 1),
        (CHALLENGE.replace("-", "+") + "=", 2),
        (CHALLENGE[:-1] + "N", 1),
        (CHALLENGE[::-1], 0),
        (CHALLENGE, 0),
    ],
)
def test_differences_are_marked_when_they_help(given: str, count: int) -> None:
    """A few differences are marked; a challenge that differs everywhere is shown plain."""
    assert len(differences(given, CHALLENGE)) == count


def test_a_long_value_is_cut_and_counted() -> None:
    """Ten million characters are not drawn; the reader is told how many there are."""
    view = check_view(" " + "a" * 10_000_000, "")
    assert len(to_html(view.body)) < 20_000
    assert f"{10_000_001 - SHOWN:,} more characters" in words(view)


def test_unseen_characters_are_made_visible() -> None:
    """White space and controls have their symbols; what can't be printed has its number."""
    assert visible("\n\t \x00a") == "␊␉␠␀a"
    assert visible("\u202e") == "U+202E"


@given(st.text(), st.text())
def test_any_text_gives_an_answer(code_verifier: str, code_challenge: str) -> None:
    """Whatever is typed, the bridge answers in JSON with a state, a sentence and a body."""
    values = {"code_verifier": code_verifier, "code_challenge": code_challenge}
    request = {"op": "check", "values": values}
    answer = json.loads(dispatch(json.dumps(request)))
    assert answer["state"] in {"empty", "right", "wrong"}
    assert answer["verdict"]
    assert answer["body"][0] == "div"


def test_a_swapped_pair_derives_nothing() -> None:
    """In a swapped pair what stands in the verifier's place is a challenge: no other "right challenge" is shown."""
    view = check_view(CHALLENGE, VERIFIER)
    assert "are swapped" in view.verdict
    assert "right challenge" not in words(view).lower()


def test_the_verdict_is_not_said_again_below() -> None:
    """Once the mistake is known, the list has no errors that say less about the same thing."""
    text = words(check_view(VERIFIER, CHALLENGE + "="))
    assert "too many" not in text
    assert "does not belong" not in text


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
    """Who types key by key is told how far she is; a wrong character, or a field that is left, is judged."""
    view = check_view(verifier, challenge, typing=typing)
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
    assert (view.state, view.verdict, view.invalid) == ("wrong", REUSED, ("code_verifier",))


def test_a_cleared_verifier_is_said_to_be_cleared() -> None:
    """After a successful token response the empty panel says why it is empty."""
    view = PART.view(Inputs(values={"finished": "true"}))
    assert isinstance(view, PartView)
    assert (view.state, view.verdict) == ("empty", CLEARED)
