"""Change one value on its way, and see which check stops the flow and whom it protects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_widgets.parts.tamper.checks import CHANGES, PASSED, STOPPED, UNREACHED, Change, Outcome, run
from pkce_widgets.view.components import marked, prose, value_row
from pkce_widgets.view.elements import Element, el
from pkce_widgets.view.part import Field, Inputs, Part, PartView
from pkce_widgets.view.text_marks import mark_differences

if TYPE_CHECKING:
    from collections.abc import Sequence

NOTHING = "nothing"
UNTOUCHED = "Nothing is changed: every check passes, and the client gets its tokens."
AS_IT_WAS = "It is as it was sent: every check passes, and the client gets its tokens."
WORDS = {PASSED: "Passed", STOPPED: "Stops here", UNREACHED: "Not reached"}
LEVELS = {PASSED: "pass", STOPPED: "error", UNREACHED: "info"}
LONGEST = 2_000  # characters; far more than any of these values


def view(request: Inputs) -> PartView:
    """Answer the page: each check of the flow with what became of it."""
    if not request.get("tamper_what") and not request.action:
        return PartView(state="empty", verdict="Choose what changes on its way.")
    name = NOTHING if request.action == "restore" else request.get("tamper_what") or NOTHING
    change = CHANGES.get(name)
    if change is None:
        given = {"tamper_what": NOTHING, "tamper_value": "", "tamper_of": NOTHING}
        note = "Choose what changes first." if request.get("tamper_value") and not request.action else ""
        return answer(run(NOTHING, ""), UNTOUCHED, notes={"tamper_value": note}, values={} if note else given)
    text = request.get("tamper_value")
    fresh = request.get("tamper_of") != name  # the text belongs to what was chosen before
    if fresh:
        text = change.sample
    if len(text) > LONGEST:
        note = f"{len(text):,} characters. {change.wire} has far fewer."
        return PartView(state="wrong", verdict=note, invalid=("tamper_value",), notes={"tamper_value": note})
    outcomes = run(name, text)
    return answer(
        outcomes,
        AS_IT_WAS if text == change.value else verdict(outcomes, change),
        compared=compared(change, text),
        values={"tamper_value": text, "tamper_of": name} if fresh else {},
    )


def verdict(outcomes: Sequence[Outcome], change: Change) -> str:
    """Who stops the flow, and whom that protects."""
    stopped = next((each for each in outcomes if each.result == STOPPED), None)
    if stopped is None:
        return f"Every check passes. {change.wire} is written in another way, and means the same."
    return f"{stopped.check.who} stops the flow. {change.protected}"


def answer(
    outcomes: Sequence[Outcome],
    verdict: str,
    *,
    compared: Element | None = None,
    notes: dict[str, str] | None = None,
    values: dict[str, str] | None = None,
) -> PartView:
    stopped = any(each.result == STOPPED for each in outcomes)
    body = el(
        "div",
        compared,
        el("p", "The checks, in the order of the flow", class_="pkce-steps__title"),
        el("ol", *map(row, outcomes), class_="pkce-checks", role="list"),
        class_="pkce-evidence",
    )
    state = "wrong" if stopped else "right"
    return PartView(state=state, verdict=verdict, body=body, notes=notes or {}, values=values or {})


def compared(change: Change, text: str) -> Element:
    """The value as it was sent above the value as it arrives."""
    sent, arrives = mark_differences(change.value, text)
    shown = marked(text, arrives) if text else [el("span", "nothing: it was taken away")]
    return el(
        "div",
        value_row(change.wire, *marked(change.value, sent), label=f"{change.wire}, as it was sent"),
        value_row(change.wire, *shown, label=f"{change.wire}, as it arrives"),
        class_="pkce-compare",
    )


def row(outcome: Outcome) -> Element:
    """One check: who makes it, what it asks, what became of it and why."""
    check, level = outcome.check, LEVELS[outcome.result]
    why = [el("span", *prose(finding.message), class_="pkce-check__why") for finding in outcome.why]
    return el(
        "li",
        el("span", WORDS[outcome.result], class_="pkce-level", data_level=level),
        el(
            "span",
            el("strong", f"{check.who}: "),
            check.asks,
            " ",
            el("a", str(check.spec), href=check.spec.url, class_="pkce-spec"),
            *why,
        ),
        class_="pkce-check",
        data_level=level,
    )


PART = Part(
    name="tamper",
    title="Change one value, and see what stops",
    fields=(
        Field(
            name="tamper_what",
            label="What changes on its way",
            kind="select",
            choices=((NOTHING, "nothing"), *((name, change.label) for name, change in CHANGES.items())),
            wire=False,
        ),
        Field(
            name="tamper_value",
            label="How it arrives",
            kind="area",
            hint="Change one character, or take all of it away.",
            wire=False,
            keep=True,
        ),
    ),
    view=view,
    uses=("tamper_of",),
    starts=("tamper_what",),
    actions=(("restore", "Put everything back"),),
    example={
        "tamper_what": "code_verifier",
        "tamper_of": "code_verifier",
        "tamper_value": CHANGES["code_verifier"].sample,
    },
    caption="A worked example: a thief has the code, and guesses the verifier with one character wrong.",
    prefill=True,
    privacy="The values here are invented, and your own flow stays as it is. The checks are those of the "
    "<code>pkce</code> command.",
)
