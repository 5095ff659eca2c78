"""The steps of a HAR file, attempt by attempt, with lengths in place of all that may be secret."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pkce_widgets.view.components import findings_list
from pkce_widgets.view.elements import Element, el

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core import Answer, Report

MOST = 60
"""Steps that are shown of one attempt; a login has a dozen."""


def recorded_steps(answer: Answer) -> Iterator[Element]:
    """What the recording shows; nothing without one."""
    recording = answer.recording
    if recording is None:
        return
    yield from _findings(recording.report)
    for number, attempt in enumerate(recording.attempts, 1):
        listed = el("ol", *map(_step, attempt.steps[:MOST]))
        summary = el("summary", f"Attempt {number}: {attempt.title}, {_count(len(attempt.steps), 'step')}")
        is_last = number == len(recording.attempts)
        yield el(
            "details", summary, listed, *_findings(attempt.report), class_="pkce-folded", open="" if is_last else None
        )
    if recording.others:
        listed = el("ol", *map(_step, recording.others[:MOST]))
        yield el("details", el("summary", "Other requests of the login"), listed, class_="pkce-folded")


def _step(step: Any) -> Element:
    """One step; its class is no public name."""
    answered = f"status {step.status}" if step.status else "no response"
    about = el("span", f"entry {step.number:,}, {answered}", class_="pkce-quiet")
    title = el("p", el("strong", f"{step.kind.value[0].upper()}{step.kind.value[1:]}"), " ", about)
    return el("li", title, el("code", f"{step.method} {step.url}", class_="pkce-value__text"), *_findings(step.report))


def _findings(report: Report) -> Iterator[Element]:
    if report.findings:
        yield findings_list(report)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
