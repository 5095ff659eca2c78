"""`HarAnswer`: what a HAR file shows, safe to show but for the values of its flows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pkce_core.findings import Report
from pkce_core.text.times import moment

if TYPE_CHECKING:
    from pkce_core.explain.explanation import Explanation
    from pkce_core.flow.values import FlowValues
    from pkce_core.har.masking import Masking
    from pkce_core.har.recorded.kinds import Kind


@dataclass(frozen=True, kw_only=True, slots=True)
class HarStep:
    """A step, safe to show.

    Attributes:
        kind: which step of the flow it is.
        number: its entry in the file, from 1.
        method: of the request.
        url: with lengths in place of all that may be secret.
        status: of the response; 0 when the file has none.
        at: when it was sent, in seconds since 1970; None when the file doesn't say.
        report: what the checks say of it.
    """

    kind: Kind
    number: int
    method: str
    url: str
    status: int
    at: float | None
    report: Report

    def to_dict(self) -> dict[str, object]:
        """The step as JSON."""
        return {
            "kind": self.kind.value,
            "entry": self.number,
            "method": self.method,
            "url": self.url,
            "status": self.status or None,
            "at": None if self.at is None else moment(self.at),
            **self.report.to_dict(),
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class HarAttempt:
    """One attempt, safe to show but for its flow.

    Attributes:
        title: "login", "refresh", or "token request" for one of another grant.
        steps: in the order of time.
        report: what the file doesn't have of it, and what its messages show together without a token request.
        explanation: of its error, without secrets; None when it has none.
        flow: its values, secrets included. Not in the repr, and not in JSON.
    """

    title: str
    steps: tuple[HarStep, ...]
    report: Report
    explanation: Explanation | None
    flow: FlowValues = field(repr=False)

    @property
    def all_findings(self) -> Report:
        """The findings of its steps, then its own."""
        found = Report()
        for step in self.steps:
            found += step.report
        return found + self.report

    def to_dict(self) -> dict[str, object]:
        """The attempt as JSON."""
        return {
            "title": self.title,
            "steps": [step.to_dict() for step in self.steps],
            **self.report.to_dict(),
            "explanation": None if self.explanation is None else self.explanation.to_dict(),
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class HarAnswer:
    """What a HAR file shows.

    Attributes:
        entries: how many requests are in the file.
        attempts: in the order of time.
        others: the steps that belong to no attempt.
        report: what is to be said of the file.
        masking: what of the file may be shown. Not in the repr.
    """

    entries: int
    attempts: tuple[HarAttempt, ...]
    others: tuple[HarStep, ...]
    report: Report
    masking: Masking = field(repr=False)

    @property
    def numbers(self) -> frozenset[int]:
        """The entries that belong to the flow."""
        steps = [step for attempt in self.attempts for step in attempt.steps]
        return frozenset(step.number for step in (*steps, *self.others))

    @property
    def all_findings(self) -> Report:
        """The findings of the file, its steps and its attempts."""
        found = self.report
        for attempt in self.attempts:
            found += attempt.all_findings
        for step in self.others:
            found += step.report
        return found

    def to_dict(self) -> dict[str, object]:
        """The answer as JSON, without the findings of the file."""
        return {
            "entries": self.entries,
            "attempts": [attempt.to_dict() for attempt in self.attempts],
            "others": [step.to_dict() for step in self.others],
        }
