"""Change one value on its way: which check stops the flow, and what that protects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_widgets.parts.tamper.checks import CHANGES, PASSED, STOPPED, UNREACHED, Change, Outcome, run
from pkce_widgets.view.components import heading, marked, prose, spec_link, value_row
from pkce_widgets.view.elements import Element, el
from pkce_widgets.view.part import Field, Inputs, Part, PartView
from pkce_widgets.view.text_marks import mark_differences

if TYPE_CHECKING:
    from collections.abc import Sequence

NOTHING = "nothing"
UNTOUCHED = "Nothing is changed. Every check passes, and the client gets its tokens."
ORIGINAL = "This is the original value. Every check passes, and the client gets its tokens."
RESULTS = {PASSED: "Passed", STOPPED: "Stops here", UNREACHED: "Not reached"}
LEVELS = {PASSED: "pass", STOPPED: "stopped", UNREACHED: "info"}
LONGEST = 2_000
"""Far more characters than any of these values has."""


def view(inputs: Inputs) -> PartView:
    """Answer the page: each check of the flow with its result."""
    if not inputs.get("tamper_what") and not inputs.action:
        return PartView(state="empty", verdict="Choose which value to change.")
    name = NOTHING if inputs.action == "restore" else inputs.get("tamper_what") or NOTHING
    change = CHANGES.get(name)
    if change is None:
        given = {"tamper_what": NOTHING, "tamper_value": "", "tamper_of": NOTHING}
        note = "First choose which value to change." if inputs.get("tamper_value") and not inputs.action else ""
        return answer(run(NOTHING, ""), UNTOUCHED, notes={"tamper_value": note}, values={} if note else given)
    text = inputs.get("tamper_value")
    is_new = inputs.get("tamper_of") != name  # then the text belongs to the previous choice
    if is_new:
        text = change.sample
    if len(text) > LONGEST:
        note = f"{len(text):,} characters are too many. {change.wire} has far fewer."
        return PartView(state="wrong", verdict=note, invalid=("tamper_value",), notes={"tamper_value": note})
    outcomes = run(name, text)
    return answer(
        outcomes,
        ORIGINAL if text == change.value else verdict(outcomes, change),
        compared=compared(change, text),
        values={"tamper_value": text, "tamper_of": name} if is_new else {},
    )


def verdict(outcomes: Sequence[Outcome], change: Change) -> str:
    """Who stops the flow, and what that protects."""
    stopped = next((each for each in outcomes if each.result == STOPPED), None)
    if stopped is None:
        return f"Every check passes: {change.wire} is written differently, but means the same."
    return f"{stopped.check.who} stops the flow. {change.protected}"


def answer(
    outcomes: Sequence[Outcome],
    verdict: str,
    *,
    compared: Element | None = None,
    notes: dict[str, str] | None = None,
    values: dict[str, str] | None = None,
) -> PartView:
    """The answer: every check with its result."""
    stopped = any(each.result == STOPPED for each in outcomes)
    body = el(
        "div",
        compared,
        heading("The checks, in the order of the flow"),
        el("ol", *map(row, outcomes), class_="pkce-checks", role="list"),
        class_="pkce-evidence",
    )
    state = "stopped" if stopped else "right"
    return PartView(state=state, verdict=verdict, body=body, notes=notes or {}, values=values or {})


def compared(change: Change, text: str) -> Element:
    """The original value above the one that arrives."""
    sent, arrives = mark_differences(change.value, text)
    shown = marked(text, arrives) if text else [el("span", "nothing: it was removed")]
    return el(
        "div",
        value_row(change.wire, *marked(change.value, sent), label=f"{change.wire}, as it was sent"),
        value_row(change.wire, *shown, label=f"{change.wire}, as it arrives"),
        class_="pkce-compare",
    )


def row(outcome: Outcome) -> Element:
    """One check: who makes it, its question, its result, and why it stopped the flow."""
    check, level = outcome.check, LEVELS[outcome.result]
    why = [el("span", *prose(finding.message), class_="pkce-check__why") for finding in outcome.why]
    return el(
        "li",
        el("span", RESULTS[outcome.result], class_="pkce-level", data_level=level),
        el(
            "span",
            el("strong", f"{check.who}: "),
            check.question,
            " ",
            spec_link(check.spec),
            *why,
        ),
        class_="pkce-check",
        data_level=level,
    )


PART = Part(
    name="tamper",
    title="Change one value, and see which check catches it",
    fields=(
        Field(
            name="tamper_what",
            label="Value to change",
            kind="select",
            choices=((NOTHING, "nothing"), *((name, change.label) for name, change in CHANGES.items())),
            wire=False,
            hint="These values are made up, and your own flow doesn't change.",
        ),
        Field(
            name="tamper_value",
            label="What arrives",
            kind="area",
            hint="Change one character, or delete the whole value.",
            wire=False,
            keep=True,
        ),
    ),
    view=view,
    uses=("tamper_of",),
    starts=("tamper_what",),
    actions=(("restore", "Restore everything"),),
    example={
        "tamper_what": "code_verifier",
        "tamper_of": "code_verifier",
        "tamper_value": CHANGES["code_verifier"].sample,
    },
    caption="A worked example: a thief has the code, and guesses the verifier except for one character.",
)
