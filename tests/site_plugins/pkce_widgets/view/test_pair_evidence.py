"""The evidence below the verdict on a pair: what is marked, compared and listed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pkce_widgets.build.element_html import to_html
from pkce_widgets.parts.check.part import check_view
from pkce_widgets.view.pair_evidence import differences
from tests.support.views import words

VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
MISTAKES = json.loads((Path(__file__).parents[3] / "vectors" / "mistakes.json").read_text(encoding="utf-8"))
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
UNRELATED = "q0Mgrf5rMGEu9M2Ui_8cZtIl-ANaJ_gIjgVRrKSpKMM"
"""Well formed, and made from another verifier."""


def test_a_right_pair_shows_each_step() -> None:
    """A right pair is said to be right, and its derivation is below."""
    view = check_view(VERIFIER, CHALLENGE)
    assert view.state == "warning"
    assert view.verdict.startswith("The challenge matches the verifier.")
    assert view.invalid == ()
    for step in ("64 42 6a", "13 d3 1e 96", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM=", CHALLENGE):
        assert step in words(view)


@pytest.mark.parametrize("challenge", MISTAKES["single"].values())
def test_a_good_verifier_is_never_marked(challenge: str) -> None:
    """A mistake in the challenge is not shown in the verifier, which has none."""
    view = check_view(VERIFIER, challenge)
    assert "Your verifier" not in words(view)
    assert view.notes["code_verifier"] == "43 characters."


def test_what_was_tried_is_evidence() -> None:
    """When nothing explains a pair, the verdict stays short, and the list of what was tried is below it."""
    view = check_view(VERIFIER, UNRELATED)
    assert view.verdict == "No known mistake leads from this verifier to this challenge."
    assert words(view).startswith("It has 43 characters of base64url, which is 256 bits: the form of an S256 ")
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
    text = words(check_view(VERIFIER, UNRELATED))
    assert text.index("Error") < text.index("Warning") < text.index("Passed")


@pytest.mark.parametrize(
    ("given", "count"),
    [
        (CHALLENGE + "=", 1),
        (CHALLENGE.replace("-", "+") + "=", 2),
        (CHALLENGE[:-1] + "N", 1),
        (UNRELATED, 0),
        (CHALLENGE, 0),
    ],
)
def test_differences_are_marked_when_they_help(given: str, count: int) -> None:
    """A few differences are marked; a challenge that differs everywhere is shown plain."""
    assert len(differences(given, CHALLENGE)) == count


def test_a_swapped_pair_derives_nothing() -> None:
    """In a swapped pair the text in the verifier's field is a challenge: no other "right challenge" is shown."""
    view = check_view(CHALLENGE, VERIFIER)
    assert view.verdict == "The verifier and the challenge are swapped."
    assert "right challenge" not in words(view).lower()


def test_the_verdict_is_not_said_again_below() -> None:
    """Once the mistake is known, the list has no errors that say less about the same thing."""
    text = words(check_view(VERIFIER, CHALLENGE + "="))
    assert "too many" not in text
    assert "does not belong" not in text
    assert "doesn't match" not in text
