"""`Answer`: what texts show, and what that rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from pkce_core.answer.gathered import Gathered
from pkce_core.findings import Report

if TYPE_CHECKING:
    from pkce_core.answer.next_text import NextText
    from pkce_core.diagnosis.diagnose import Diagnosis
    from pkce_core.explain.explanation import Explanation
    from pkce_core.explain.questions import Question
    from pkce_core.har.har_answer import HarAnswer
    from pkce_core.specifications import Spec

UNCHANGED = "This is so if you sent the request unchanged."
"""What qualifies an answer that rests on a command, which may have been edited."""


class Status(StrEnum):
    """What an answer rests on."""

    EMPTY = "empty"
    RIGHT = "right"
    WARNING = "warning"
    PROVED = "proved"
    LIKELY = "likely"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What texts show.

    Attributes:
        status: "empty", "right", "warning" (right, with a warning), "proved" (wrong), "likely" (wrong), or "unknown"
            (not enough to tell).
        title: the answer in a sentence.
        detail: what it means or rests on; may be "".
        fix: what to do; may be "".
        spec: the section that states the rule, if there is one.
        gathered: the values that were found.
        report: what the checks found, for each message and across them.
        diagnosis: the mistake that made the challenge, when verifier and challenge don't match.
        explanation: the causes of the error, when there is one.
        next_text: the text that would settle most; None when none would.
        question: what only the reader knows; None when nothing is to be asked.
        recording: the HAR file that was pasted, as far as it may be shown; None without one.
    """

    status: Status
    title: str
    detail: str = ""
    fix: str = ""
    spec: Spec | None = None
    gathered: Gathered = field(default_factory=Gathered)
    report: Report = field(default_factory=Report)
    diagnosis: Diagnosis | None = None
    explanation: Explanation | None = None
    next_text: NextText | None = None
    question: Question | None = None
    recording: HarAnswer | None = None
