"""What tests ask of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core import Level

if TYPE_CHECKING:
    from pkce_core import Finding, Report

    Details = tuple[str, Level, str, str, tuple[tuple[int, int], ...]]


def slugs(report: Report) -> set[str]:
    """The rules of all findings."""
    return {finding.rule for finding in report}


def levels(report: Report, prefix: str = "") -> dict[str, Level]:
    """The level of each rule that has more to say than that it is kept; the prefix of the slugs is left out."""
    return {finding.rule.removeprefix(prefix): finding.level for finding in report if finding.level is not Level.PASS}


def find(report: Report, rule: str) -> Finding:
    """The first finding of a rule."""
    return next(finding for finding in report if finding.rule == rule)


def hint(report: Report, rule: str) -> str:
    """What the first finding of a rule says to do."""
    return find(report, rule).hint


def assert_finding(report: Report, details: Details) -> None:
    """The report has the finding: rule, level, section, start of the hint and marks. An empty hint means none."""
    rule, level, spec, start, places = details
    finding = find(report, rule)
    assert (finding.level, str(finding.spec)) == (level, spec)
    assert finding.hint.startswith(start) if start else finding.hint == ""
    assert tuple((mark.start, mark.end) for mark in finding.marks) == places
