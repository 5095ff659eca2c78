"""The causes of an error that isn't settled: the likeliest in order, one question, and the others folded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_widgets.view.compared_values import compared
from pkce_widgets.view.components import prose
from pkce_widgets.view.elements import Element, el
from pkce_widgets.view.explanation import ask_reader, cause_item, cause_list, folded_causes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core import Answer, Cause

SHOWN = 4
"""How many causes are shown at once."""


def cause_views(answer: Answer) -> Iterator[Element]:
    """What may be the reason, as far as the answer hasn't said it."""
    explanation = answer.explanation
    if not explanation:
        return
    if answer.status == "unknown":
        first, rest = explanation.causes[:SHOWN], explanation.causes[SHOWN:]
        asked = answer.question.cause if answer.question else ""
        if first:
            items = [cause_row(at, each, answer, asked) for at, each in enumerate(first, 1)]
            yield el("ol", *items, class_="pkce-answer__causes", role="list")
        if answer.question and asked not in [each.slug for each in first]:
            yield el("div", question(answer), class_="pkce-answer__question")
        yield from folded(f"{len(rest)} rarer cause{'' if len(rest) == 1 else 's'}", rest, SHOWN + 1)
    elif answer.status == "likely":
        if answer.question and answer.question.cause != explanation.causes[0].slug:
            yield el("div", question(answer), class_="pkce-answer__question")
        also = [cause for cause in explanation.causes[1:] if cause.evidence]
        rest = tuple(cause for cause in explanation.causes[1:] if not cause.evidence)
        if also:
            yield cause_list("Also likely", [cause_item(each) for each in also])
        yield from folded(f"{len(rest)} other possible cause{'' if len(rest) == 1 else 's'}", rest, 2 + len(also))
    if out := folded_causes("Ruled out", explanation.ruled_out):
        yield out


def cause_row(number: int, cause: Cause, answer: Answer, asked: str) -> Element:
    text = el("p", *prose(cause.text), class_="pkce-answer__cause")
    hint = (
        question(answer) if cause.slug == asked else el("p", *prose(cause.evidence or cause.fix), class_="pkce-quiet")
    )
    number_sign = el("span", str(number), class_="pkce-answer__number", aria_hidden="true")
    return el("li", number_sign, el("div", text, hint, compared(cause.slug, answer.gathered.flow)))


def question(answer: Answer) -> Element | None:
    """What only the reader knows, with a button for each reply."""
    return ask_reader(answer.question.cause, answer.question.text) if answer.question else None


def folded(title: str, causes: tuple[Cause, ...], start: int) -> Iterator[Element]:
    if not causes:
        return
    items = [
        el("li", el("span", *prose(each.text)), " ", el("span", *prose(each.evidence or each.fix), class_="pkce-quiet"))
        for each in causes
    ]
    listed = el("ol", *items, start=str(start))
    yield el("details", el("summary", title), listed, class_="pkce-folded")
