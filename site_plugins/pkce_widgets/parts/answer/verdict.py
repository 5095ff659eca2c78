"""The verdict: a word that says what the answer rests on, a sentence, and what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core import MISTAKES, Answer
from pkce_widgets.parts.answer.words import MESSAGES, join
from pkce_widgets.view.components import prose
from pkce_widgets.view.elements import Element, el

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core import Diagnosis

WORDS = {
    "empty": "Nothing recognized",
    "right": "Right",
    "warning": "Right, with a warning",
    "proved": "Wrong · proved",
    "likely": "Wrong · likely",
    "unknown": "Not enough to tell",
}
NOTHING = "This doesn’t look like a part of a login."
PASTE = "Paste an error, a URL, a command, a token, or the lines of a log around it."


def verdict(answer: Answer) -> Element:
    """The word, the sentence and what it means, beside a bar."""
    return el(
        "div",
        el("p", WORDS[answer.status], class_="pkce-answer__word"),
        el("p", *prose(sentence(answer)), class_="pkce-answer__sentence", role="heading", aria_level="2"),
        *(el("p", *prose(text)) for text in meanings(answer)),
        class_="pkce-answer__verdict",
        data_status=answer.status,
    )


def unfinished(sentence: str) -> Element:
    """What takes the place of a verdict while a value of several is typed."""
    words = el("p", "Not finished", class_="pkce-answer__word")
    said = el("p", sentence, class_="pkce-answer__sentence")
    return el("div", words, said, class_="pkce-answer__verdict", data_status="empty")


def sentence(answer: Answer) -> str:
    return NOTHING if answer.status == "empty" else answer.title


def announcement(answer: Answer) -> str:
    """What a screen reader says of the answer."""
    return f"{WORDS[answer.status]}: {sentence(answer)}"


def meanings(answer: Answer) -> Iterator[str]:
    """What the sentence means, and what proves it."""
    if answer.status == "empty":
        yield PASTE
        return
    diagnosis = shown_diagnosis(answer)
    if diagnosis and diagnosis.mistakes:
        yield MISTAKES[diagnosis.mistakes[0]].explanation
    if answer.detail:
        yield answer.detail
    if answer.status == "proved":
        yield f"Proved by {join(proofs(answer))}."


def proofs(answer: Answer) -> list[str]:
    """The texts that prove what is wrong."""
    if shown_diagnosis(answer):
        names = ("code_verifier", "code_challenge")
        sources = [each.source for name in names for each in answer.gathered.values if each.name == name]
        return list(dict.fromkeys(filter(None, sources))) or ["this verifier and this challenge"]
    there = [title for name, title in MESSAGES.items() if answer.gathered.value(name)]
    return there if len(there) == 1 else ["what you pasted"]


def shown_diagnosis(answer: Answer) -> Diagnosis | None:
    """The diagnosis of the pair, if the answer is about it."""
    explanation = answer.explanation
    about_pair = not explanation or (explanation.causes and explanation.causes[0].slug == "verifier-mismatch")
    return answer.diagnosis if about_pair else None
