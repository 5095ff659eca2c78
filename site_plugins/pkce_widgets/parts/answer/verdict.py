"""The verdict: a word that says what the answer rests on, a sentence, and what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core import MISTAKES, Answer
from pkce_widgets.parts.answer.words import MESSAGES, join
from pkce_widgets.view.components import prose
from pkce_widgets.view.elements import Element, el
from pkce_widgets.view.verdict import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core import Diagnosis

NOTHING = "This doesn’t look like a part of a login."
PASTE = "Paste an error, a URL, a command, a token, or the lines of a log around it."


def verdict(answer: Answer) -> Element:
    """The word, the sentence and what it means, beside a bar."""
    said = el("p", *prose(sentence(answer)), class_="pkce-verdict__text", role="heading", aria_level="2")
    state = "unknown" if answer.status == "empty" else answer.status
    return _bar(state, word(answer), said, *(el("p", *prose(text)) for text in meanings(answer)))


def unfinished(sentence: str) -> Element:
    """What takes the place of a verdict while a value of several is typed."""
    return _bar("waiting", "Not finished", el("p", sentence, class_="pkce-verdict__text"))


def _bar(state: str, word: str, *said: Element) -> Element:
    """A verdict of several paragraphs; `view.verdict` writes those of one."""
    words = el("p", word, class_="pkce-verdict__word")
    return el("div", words, *said, class_="pkce-verdict pkce-answer__verdict", data_state=state)


def word(answer: Answer) -> str:
    return "Nothing recognized" if answer.status == "empty" else WORDS[answer.status]


def sentence(answer: Answer) -> str:
    return NOTHING if answer.status == "empty" else answer.title


def announcement(answer: Answer) -> str:
    """What a screen reader says of the answer."""
    return f"{word(answer)}: {sentence(answer)}"


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
    if answer.recording:
        return ["what was really sent"]
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
