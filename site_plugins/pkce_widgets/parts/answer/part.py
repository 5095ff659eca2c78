"""The answer to anything that a reader pastes, in four places: what to paste next, the answer, the values, the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core import answer_texts, generate_pair
from pkce_widgets import example
from pkce_widgets.flow.pair import half_typed
from pkce_widgets.flow.replies import parse_replies
from pkce_widgets.parts.answer.asking import ask_next
from pkce_widgets.parts.answer.causes import cause_views
from pkce_widgets.parts.answer.found import found_values
from pkce_widgets.parts.answer.proof import evidence, report, the_rest
from pkce_widgets.parts.answer.recording import recorded_steps
from pkce_widgets.parts.answer.verdict import announcement, unfinished, verdict
from pkce_widgets.view.elements import el
from pkce_widgets.view.part import Field, Inputs, Part, PartView

if TYPE_CHECKING:
    from pkce_core import Answer

SEPARATOR = "\x1e"
"""Between the texts, which are one value: the record separator of ASCII, which the page takes out of what is pasted."""
PAIR = ("code_verifier", "code_challenge")
STATES = {"right": "right", "warning": "right", "proved": "wrong", "likely": "wrong"}
FOR_FLOW = ("client_id", "redirect_uri", "scope")
"""What a quickstart starts with, from the authorization URL."""


def view(inputs: Inputs) -> PartView:
    """Answer the page: a new pair, a report, or what the texts and the pair show."""
    if inputs.action == "create":
        pair = generate_pair()
        values = {"code_verifier": pair.code_verifier, "code_challenge": pair.code_challenge}
        return PartView(state="empty", verdict="A new pair.", values=values)
    for name in PAIR:
        if count := half_typed(inputs, name):
            others = any(inputs.get(each) for each in ("texts", *PAIR) if each != name)
            body = el("div", el("div", unfinished(count), data_slot="answer")) if others else el("div")
            return PartView(state="empty", verdict=count, notes={name: count}, body=body)
    texts = [text for text in inputs.get("texts").split(SEPARATOR) if text.strip()]
    pair_values = {name: inputs.get(name) for name in PAIR}
    answer = answer_texts(texts, values=pair_values, replies=parse_replies(inputs.get("replies")), now=inputs.now)
    if inputs.action == "report":
        return PartView(
            state="empty", verdict="A report.", body=el("div", report(answer, announcement(answer), inputs.now))
        )
    typed = {name for name, value in pair_values.items() if value}
    body = el(
        "div",
        *ask_next(answer),
        el(
            "div",
            verdict(answer),
            *evidence(answer, inputs.get("fix_language")),
            *cause_views(answer),
            *recorded_steps(answer),
            the_rest(answer),
            class_="pkce-answer__slot",
            data_slot="answer",
        ),
        found_values(answer, typed),
    )
    return PartView(
        state=STATES.get(answer.status, "empty"),
        verdict=announcement(answer),
        body=body,
        invalid=wrong_fields(answer, typed),
        notes={name: length(value) for name, value in pair_values.items() if value},
        offers=for_flow(answer),
        hidden=("texts",) if answer.gathered.unread and answer.gathered.unread[-1] == len(texts) - 1 else (),
    )


def wrong_fields(answer: Answer, typed: set[str]) -> tuple[str, ...]:
    """The fields of the pair that have a mistake."""
    rules = {finding.rule.partition("-")[0] for finding in answer.report.errors}
    wrong = {"code_verifier": "verifier" in rules, "code_challenge": answer.diagnosis is not None}
    return tuple(name for name in PAIR if wrong[name] and name in typed)


def length(value: str) -> str:
    return f"{len(value):,} character{'' if len(value) == 1 else 's'}."


def for_flow(answer: Answer) -> dict[str, str]:
    """What the quickstart may start with: never what belongs to an attempt that was made, as a pasted pair does."""
    given = {name: answer.gathered.flow.value("authorization_request", name) or "" for name in FOR_FLOW}
    return {name: value for name, value in given.items() if value}


# Made with echo: the verifier and a newline.
EXAMPLE = {"code_verifier": example.CODE_VERIFIER, "code_challenge": "AzV44Od887h21WZgjhInEFjKMEPzzLOPAksJ5Pf1eoc"}
PART = Part(
    name="answer",
    title="Paste what you have",
    fields=(
        Field(name="texts", label="Paste what you have", kind="area", wire=False, keep=True),
        Field(name="code_verifier", label="Verifier", placeholder="43 to 128 characters", keep=True),
        Field(name="code_challenge", label="Challenge", placeholder="43 characters", keep=True),
    ),
    view=view,
    uses=("replies", "fix_language"),
    actions=(("create", "Create a pair"), ("example", "Try an example")),
    example=EXAMPLE,
    clock=True,
)
