"""What to paste next: the label above the box, an example of such a text, and where the reader finds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_widgets.parts.answer.words import join
from pkce_widgets.view.elements import Element, el

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core import Answer

MORE = "Paste more"
ANYTHING = "Anything else from this login"
SHORTEST = 2
"""Longer runs of numbers are written as a range."""
PLACEHOLDERS = {
    "token_request": "curl …, “Copy as cURL”, a log line, or the request’s body",
    "authorization_request": "https://…/authorize?response_type=code&…",
    "authorization_response": "http://…/callback?code=…&state=…",
}


def ask_next(answer: Answer) -> Iterator[Element]:
    """The label of the box, and what is folded below it."""
    text = answer.next_text
    title = f"Next, paste {text.title}" if text else MORE
    placeholder = PLACEHOLDERS[text.message] if text else ANYTHING
    yield el("span", title, data_slot="title", data_placeholder=placeholder)
    if text:
        summary = el("summary", "Where do I find it?")
        yield el("details", summary, el("p", text.where), class_="pkce-folded", data_slot="where")
    else:
        yield el("div", data_slot="where")


def settling(answer: Answer) -> str:
    """What the next text would settle, by the numbers of the causes."""
    text, explanation = answer.next_text, answer.explanation
    if not text or not explanation or answer.status != "unknown":  # only then the causes have numbers
        return ""
    places = {cause.slug: at for at, cause in enumerate(explanation.causes, 1)}
    own = numbers([places[slug] for slug in text.settles if slug in places])
    more = numbers([places[slug] for slug in text.also_settles if slug in places])
    title = f"{text.title[0].upper()}{text.title[1:]}"
    if own and more:
        return f"{title} settles {own}. With one more text, also {more}."
    return f"{title} settles {own}." if own else f"{title} and one more text settle {more}."


def numbers(places: list[int]) -> str:
    """Numbers of causes in words: "causes 1 to 3 and 7"."""
    runs: list[list[int]] = []
    for place in sorted(places):
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    if not runs:
        return ""
    parts = [part for run in runs for part in ([f"{run[0]} to {run[-1]}"] if len(run) > SHORTEST else map(str, run))]
    return f"{'cause' if len(places) == 1 else 'causes'} {join(parts)}"
