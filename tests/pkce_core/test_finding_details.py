"""What a finding carries besides its rule: how serious it is, the section behind it, what to do, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pkce_core import (
    Finding,
    Level,
    derive_code_challenge,
)

if TYPE_CHECKING:
    from pkce_core import Report

VERIFIER = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"
CHALLENGE = derive_code_challenge(VERIFIER)
ENDPOINT = "https://op.example/auth"
ERROR, WARNING, INFO = Level.ERROR, Level.WARNING, Level.INFO

Details = tuple[str, Level, str, str, tuple[tuple[int, int], ...]]


def _find(report: Report, rule: str) -> Finding:
    return next(finding for finding in report if finding.rule == rule)


def _holds(report: Report, details: Details) -> None:
    """The report has the finding; an empty hint means that there is none."""
    rule, level, spec, hint, places = details
    finding = _find(report, rule)
    assert (finding.level, str(finding.spec)) == (level, spec)
    assert finding.hint.startswith(hint) if hint else finding.hint == ""
    assert tuple((mark.start, mark.end) for mark in finding.marks) == places


@pytest.mark.parametrize(
