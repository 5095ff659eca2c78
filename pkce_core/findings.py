"""What every check returns: a `Report` of `Finding`s.

A check decides once, and its findings are data. Whoever raises them, prints them in a terminal or shows them on a page
only presents them.
"""

from __future__ import annotations

from enum import StrEnum

from pkce_core.errors import InvalidValueError
from pkce_core.frozen import Frozen, set_slot

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.specifications import Spec

    Findings = tuple["Finding", ...]


class Level(StrEnum):
    """How much a finding matters. Only `ERROR` makes a report fail."""

    PASS = "pass"  # noqa: S105
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


_WARNING, _ERROR = Level.WARNING, Level.ERROR  # looking up a member of an enum takes as long as the rest of a check


class Mark(Frozen):
    """A place in the checked text that a finding points at.

    Attributes:
        start: offset of its first character, counted in characters from 0.
        end: offset after its last character.
        found: the name of what is there: "a newline", "CYRILLIC SMALL LETTER A".
        likely: how it probably got there, or what to do about it; may be "".
    """

    __slots__ = ("end", "found", "likely", "start")
    start: int
    end: int
    found: str
    likely: str

    def __init__(self, *, start: int, end: int, found: str, likely: str = "") -> None:
        set_slot(self, "start", start)
        set_slot(self, "end", end)
        set_slot(self, "found", found)
        set_slot(self, "likely", likely)


class Finding(Frozen):
    """One judgment about one value.

    Attributes:
        rule: the slug of its rule, such as "verifier-length"; slugs don't change.
        level: how much it matters.
        message: what is wrong or right, in one or two sentences; it names single characters, never a whole secret.
        hint: what to do about it; "" when there is nothing to do.
        spec: the section that states the rule, if there is one.
        marks: the places in the text, in their order; only the first few when there are very many.
    """

    __slots__ = ("hint", "level", "marks", "message", "rule", "spec")
    rule: str
    level: Level
    message: str
    hint: str
    spec: Spec | None
    marks: tuple[Mark, ...]

    def __init__(
        self,
        *,
        rule: str,
        level: Level,
        message: str,
        hint: str = "",
        spec: Spec | None = None,
        marks: tuple[Mark, ...] = (),
    ) -> None:
        set_slot(self, "rule", rule)
        set_slot(self, "level", level)
        set_slot(self, "message", message)
        set_slot(self, "hint", hint)
        set_slot(self, "spec", spec)
        set_slot(self, "marks", marks)

    def to_dict(self) -> dict[str, str | None]:
        """The finding as JSON; `spec` is a string or None."""
        return {
            "rule": self.rule,
            "level": self.level.value,
            "message": self.message,
            "hint": self.hint,
            "spec": None if self.spec is None else str(self.spec),
        }


class Report(Frozen):
    """Everything that a check found, in the order to show it."""

    __slots__ = ("findings",)
    findings: tuple[Finding, ...]

    def __init__(self, *, findings: tuple[Finding, ...] = ()) -> None:
        set_slot(self, "findings", findings)

    @property
    def ok(self) -> bool:
        """True when no finding is an error."""
        return all(finding.level is not _ERROR for finding in self.findings)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that make the report fail."""
        return self.at(_ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings that are worth acting on, but do not make the report fail."""
        return self.at(_WARNING)

    def at(self, level: Level) -> tuple[Finding, ...]:
        """The findings of exactly this level."""
        return tuple(finding for finding in self.findings if finding.level is level)

    def raise_errors(self) -> None:
        """Raise when the report has an error; warnings do not count.

        Raises:
            ValidationError: there is at least one error; the exception has this report.
        """
        if not self.ok:
            raise ValidationError(self)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def __bool__(self) -> bool:
        """Refuse `if report:`, which could mean "it has findings" or "it is ok".

        Raises:
            TypeError: always.
        """
        raise TypeError("a Report has no truth value: ask report.ok")

    def __add__(self, other: Report) -> Report:
        """Both reports, one after the other."""
        return Report(findings=self.findings + other.findings)

    def to_dict(self) -> dict[str, object]:
        """The report as JSON: "ok" and "findings"."""
        return {"ok": self.ok, "findings": [finding.to_dict() for finding in self.findings]}


class ValidationError(InvalidValueError):
    """A check found at least one error, or a text can't be read.

    Attributes:
        report: every finding of the check, warnings and passes included.
    """

    def __init__(self, report: Report) -> None:
        super().__init__(" ".join(finding.message for finding in report.errors))
        self.report = report
