"""What every check returns, whoever shows it: a `Report` of `Finding`s.

A rule is judged once, and what was found is data. Raising it, printing it in a terminal and drawing it in a page are
three ways to present the same finding, so none of them decides anything.
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


_WARNING, _ERROR = Level.WARNING, Level.ERROR  # a look-up in an enum costs as much as the rest of a check


class Mark(Frozen):
    """A place in the checked text that a finding points at.

    Attributes:
        start: offset of its first character, counted in characters from 0.
        end: offset after its last character.
        found: what is there, by name: "a newline", "CYRILLIC SMALL LETTER A".
        likely: what it probably was or what to do about it; may be "".
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
        message: one or two sentences to the reader; names single characters, never a whole secret.
        hint: what to do about it; "" when there is nothing to do.
        spec: the section that states the rule, if one does.
        marks: the places in the text, in reading order; the first few when there are very many.
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
        """The finding as the page and `--json` carry it; `spec` is a string or None."""
        return {
            "rule": self.rule,
            "level": self.level.value,
            "message": self.message,
            "hint": self.hint,
            "spec": None if self.spec is None else str(self.spec),
        }


class Report(Frozen):
    """Everything a check found, in the order the reader should meet it."""

    __slots__ = ("findings",)
    findings: tuple[Finding, ...]

    def __init__(self, *, findings: tuple[Finding, ...] = ()) -> None:
        set_slot(self, "findings", findings)

    @property
    def ok(self) -> bool:
        """True when no finding is an error; warnings do not count."""
        return all(finding.level is not _ERROR for finding in self.findings)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that make the report fail."""
        return self.at(_ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings that a careful reader acts on."""
        return self.at(_WARNING)

    def at(self, level: Level) -> tuple[Finding, ...]:
        """The findings of exactly this level."""
        return tuple(finding for finding in self.findings if finding.level is level)

    def raise_errors(self) -> None:
        """Raise when the report has an error; warnings do not count.

        Raises:
            ValidationError: there is at least one; the exception carries this report.
        """
        if not self.ok:
            raise ValidationError(self)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def __bool__(self) -> bool:
        """Refuse `if report:`, which could mean "has findings" or "is ok".

        Raises:
            TypeError: always.
        """
        raise TypeError("a Report has no truth value: ask report.ok")

    def __add__(self, other: Report) -> Report:
        """Both reports, one after the other."""
        return Report(findings=self.findings + other.findings)

    def to_dict(self) -> dict[str, object]:
        """The report as the page and `--json` carry it: "ok" and "findings"."""
        return {"ok": self.ok, "findings": [finding.to_dict() for finding in self.findings]}


class ValidationError(InvalidValueError):
    """A check found at least one error, or a text can't be read.

    Attributes:
        report: every finding of the check, warnings and passes included.
    """

    def __init__(self, report: Report) -> None:
        super().__init__(" ".join(finding.message for finding in report.errors))
        self.report = report
