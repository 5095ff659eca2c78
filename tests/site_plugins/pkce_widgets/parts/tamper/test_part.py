"""The page that changes one value: its verdicts, its field, and that it touches no value of the flow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pkce_widgets import example
from pkce_widgets.build.element_html import to_html
from pkce_widgets.parts.tamper.checks import CHANGES, CHECKS
from pkce_widgets.parts.tamper.part import ORIGINAL, PART, UNTOUCHED
from tests.support.views import view_of, words

if TYPE_CHECKING:
    from pkce_widgets.view.part import PartView


def ask(what: str, text: str | None = None, *, action: str = "") -> PartView:
    values = {"tamper_what": what} | ({} if text is None else {"tamper_value": text, "tamper_of": what})
    return view_of(PART, values, action=action)


@pytest.mark.parametrize("name", CHANGES)
def test_a_choice_brings_its_own_value(name: str) -> None:
    """The field then holds that value with a change, and says of which it is; its verdict says who is protected."""
    view = ask(name)
    change = CHANGES[name]
    assert view.values == {"tamper_value": change.sample, "tamper_of": name}
    assert change.sample != change.value
    assert view.state == "stopped"
    assert view.verdict.endswith(change.protected)
    assert "stops the flow." in view.verdict
    again = ask(name, change.sample)
    assert (again.verdict, again.values) == (view.verdict, {})


def test_an_edit_is_judged_as_it_stands() -> None:
    """What the reader wrote stays, and what it differs in is marked."""
    text = f"{example.STATE[:-1]}5"
    view = ask("state", text)
    assert view.values == {}
    assert view.verdict.startswith("Your client stops the flow.")
    assert ">5</mark>" in to_html(view.body)
    assert "Stops here" in words(view)
    assert words(view).count("Not reached") == 3


def test_put_back() -> None:
    """The value as it was, no choice, and the button: every check passes."""
    assert ask("state", example.STATE).verdict == ORIGINAL
    assert ask("nothing", "").verdict == UNTOUCHED
    view = ask("state", "x", action="restore")
    assert view.verdict == UNTOUCHED
    assert view.values == {"tamper_what": "nothing", "tamper_value": "", "tamper_of": "nothing"}
    assert words(view).count("Passed") == len(CHECKS)


def test_typing_without_a_choice() -> None:
    """Text in the field while nothing is chosen stays, and the field says what to do first."""
    view = ask("nothing", "abc")
    assert view.notes["tamper_value"] == "First choose which value to change."
    assert view.values == {}


def test_a_value_taken_away_is_shown_as_such() -> None:
    """An empty value is said to be gone, in words."""
    assert "nothing: it was removed" in words(ask("code_verifier", ""))


def test_far_too_long() -> None:
    """A novel in the field is counted and not drawn."""
    view = ask("state", "a" * 10_000_000)
    assert view.notes["tamper_value"].startswith("10,000,000 characters are too many.")
    assert view.invalid == ("tamper_value",)


def test_it_touches_no_value_of_the_flow() -> None:
    """Its names are its own: neither read nor written is anything that another part knows."""
    names = [*(field.name for field in PART.fields), *PART.uses]
    assert all(name.startswith("tamper_") for name in names)
    for name in ("nothing", *CHANGES):
        assert all(each.startswith("tamper_") for each in ask(name).values)


def test_the_example_stops_at_the_hash() -> None:
    """What is there without JavaScript: the guessed verifier, six checks passed, the seventh stops."""
    view = view_of(PART, PART.example)
    assert words(view).count("Passed") == 6
    assert view.verdict.startswith("The provider stops the flow. A stolen code is useless")


def test_only_a_stopped_flow_is_wrong() -> None:
    """The state is right while every check passes, and wrong as soon as one stops the flow."""
    assert ask("state", example.STATE).state == "right"
    assert ask("nothing", "").state == "right"
    assert ask("state", example.STATE.upper()).state == "stopped"
