"""Reports and findings."""

from __future__ import annotations

import pytest

from pkce_core import Finding, Level, Mark, Report, Spec


def _finding(level: Level) -> Finding:
    return Finding(rule=f"a-{level}", level=level, message="It is so.")


def test_only_errors_make_a_report_fail() -> None:
    """Warnings, information and passes leave a report ok."""
    lenient = Report(findings=tuple(_finding(level) for level in (Level.PASS, Level.INFO, Level.WARNING)))
    strict = lenient + Report(findings=(_finding(Level.ERROR),))
    assert (lenient.ok, strict.ok, len(strict)) == (True, False, 4)
    assert [finding.rule for finding in strict.errors] == ["a-error"]
    assert [finding.rule for finding in strict.warnings] == ["a-warning"]
    assert [finding.level.value for finding in strict] == ["pass", "info", "warning", "error"]


def test_report_has_no_truth_value() -> None:
    """`if report:` is refused, because it could be read in two ways."""
    with pytest.raises(TypeError, match=r"report\.ok"):
        bool(Report())


def test_wire_form_has_exactly_these_keys() -> None:
    """The page and --json rely on the five keys, with the section as text or null."""
    spec = Spec(document="RFC 7636", section="4.1")
    finding = Finding(
        rule="r", level=Level.ERROR, message="m", hint="h", spec=spec, marks=(Mark(start=0, end=1, found="x"),)
    )
    bare = Finding(rule="r", level=Level.PASS, message="m")
    assert Report(findings=(finding, bare)).to_dict() == {
        "ok": False,
        "findings": [
            {"rule": "r", "level": "error", "message": "m", "hint": "h", "spec": "RFC 7636 §4.1"},
            {"rule": "r", "level": "pass", "message": "m", "hint": "", "spec": None},
        ],
    }
