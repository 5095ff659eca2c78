"""The word above a verdict: what it follows from, and that every state has one."""

from __future__ import annotations

import pytest

from pkce_core import Level, Report, Rule
from pkce_widgets.build.element_html import to_html
from pkce_widgets.view.components import copy_button
from pkce_widgets.view.elements import el
from pkce_widgets.view.verdict import STEP_OF, STEPS, WORDS, example_of, state_of, verdict, waiting_for


def report(*levels: Level) -> Report:
    rules = [Rule(slug=f"a-{level.value}", text="It is.", step="flow", levels=(level,), specs=()) for level in levels]
    return Report(findings=tuple(getattr(each, each.levels[0].value)("It isn't.") for each in rules))


@pytest.mark.parametrize(
    ("levels", "state"),
    [
        ((), "right"),
        ((Level.INFO,), "right"),
        ((Level.WARNING,), "warning"),
        ((Level.WARNING, Level.ERROR), "wrong"),
    ],
)
def test_a_warning_is_not_green(levels: tuple[Level, ...], state: str) -> None:
    """Green says that everything is right, so a warning has a color of its own."""
    assert state_of(report(*levels)) == state
    assert WORDS["warning"] == "Right, with a warning"


@pytest.mark.parametrize(
    ("missing", "word"),
    [
        (["code", "client_id"], "Waiting for step 1"),
        (["code_verifier"], "Waiting for step 3"),
        (["something"], "Waiting"),
        ([], "Waiting"),
    ],
)
def test_what_waits_says_for_which_step(missing: list[str], word: str) -> None:
    """The first step that gives one of the missing values comes first."""
    assert waiting_for(missing) == word


def test_there_are_seven_steps() -> None:
    """Each step gives something, and no value comes from two."""
    assert list(STEPS) == [1, 2, 3, 4, 5, 6, 7]
    assert len(STEP_OF) == sum(len(names.split()) for names in STEPS.values())


def test_a_verdict_has_its_word_before_its_sentence() -> None:
    """Color is never alone: the word says the same, and comes first."""
    html = to_html(verdict("stopped", "The stolen code brought no tokens.", "The thief has no verifier."))
    assert html.index("Stopped") < html.index("The stolen code") < html.index("The thief")
    assert 'data-state="stopped"' in html
    assert "Wrong · proved" in to_html(verdict("wrong", "No.", word="Wrong · proved"))


def test_an_example_has_nothing_to_copy() -> None:
    """The buttons that copy and the link that opens are gone; the name of a value stays as text."""
    find = el("button", "client_id", type="button", data_find="client_id")
    go = el("p", el("a", "Open", href="https://op.example"), class_="pkce-go")
    body = el("div", "Text ", el("p", copy_button("x", "it"), find), go, class_="pkce-evidence")
    assert to_html(example_of(body)) == '<div class="pkce-evidence">Text <p><code>client_id</code></p></div>'
