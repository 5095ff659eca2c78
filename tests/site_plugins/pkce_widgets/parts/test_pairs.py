"""Several attempts: what belongs together, what is alone, and no verifier in the answer."""

from __future__ import annotations

from hashlib import sha256

import pytest

from pkce_core import derive_code_challenge
from pkce_widgets.build.element_html import to_html
from pkce_widgets.parts.pairs import EMPTY, EXAMPLE, MOST_SHOWN, PART
from pkce_widgets.view.part import Inputs, PartView

VERIFIERS = ["dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "aBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjak"]
CHALLENGES = [derive_code_challenge(verifier) for verifier in VERIFIERS]


def ask(text: str) -> PartView:
    """The answer to a text."""
    view = PART.view(Inputs(values={"pairs_text": text}))
    assert isinstance(view, PartView)
    return view


@pytest.mark.parametrize(
    ("text", "state", "says"),
    [
        ("", "empty", EMPTY),
        ("nothing of a flow", "unknown", "The text has no verifier and no challenge."),
        (f"code_challenge={CHALLENGES[0]} code_verifier={VERIFIERS[0]}", "right", "One pair belongs together."),
        (
            f"code_challenge={CHALLENGES[0]} code_verifier={VERIFIERS[1]}",
            "unknown",
            "No verifier belongs to a challenge.",
        ),
        (EXAMPLE, "unknown", "One pair belongs together."),
        (
            f"code_verifier={VERIFIERS[0]}\ncode_challenge={sha256(VERIFIERS[0].encode()).hexdigest()}",
            "wrong",
            "One more is a pair with a mistake.",
        ),
    ],
)
def test_verdicts(text: str, state: str, says: str) -> None:
    """Right only if each has its partner; without one, nothing is called wrong."""
    view = ask(text)
    assert view.state == state
    assert says in view.verdict


def test_no_verifier_is_shown() -> None:
    """They are secret, and named by their line and length."""
    html = to_html(ask("\n".join([*VERIFIERS, *CHALLENGES, f"code_verifier={'x' * 50}"])).body)
    assert "verifier of 43 characters in line 1" in html
    assert not any(verifier[:12] in html for verifier in (*VERIFIERS, "x" * 50))


def test_a_log_of_many() -> None:
    """What isn't shown is counted."""
    text = "\n".join(f"code_challenge={derive_code_challenge(f'{number:043}')}" for number in range(MOST_SHOWN + 20))
    view = ask(text)
    html = to_html(view.body)
    assert html.count("<li>") == MOST_SHOWN
    assert "20 more aren't shown." in html.replace("&#x27;", "'")
