"""`settle_report`: the findings about a pair without the guesses that its diagnosis settles.

A check of one value guesses how a mistake came about: a short text is perhaps cut off, and a colon copied along with
it. The diagnosis compares both values, so it knows more, and no hint beside it may say anything else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.findings import Mark, Report
from pkce_core.pkce.rules import RULES

if TYPE_CHECKING:
    from pkce_core.diagnosis.diagnose import Diagnosis
    from pkce_core.findings import Finding

_GUESSES_OF_A_PAIR = ("length", "character", "leftover-bits", "mismatch")
"""The ends of the rules whose findings guess how a verifier or a challenge became wrong."""


def settle_report(report: Report, diagnosis: Diagnosis) -> Report:
    """The same findings, without what the diagnosis disproves or knows better.

    Args:
        report: what `check_pair`, `check_code_verifier` or `check_code_challenge` found.
        diagnosis: of the same verifier and challenge.
    """
    if not (diagnosis.mistakes or diagnosis.tried):
        return report
    return Report(findings=tuple(_settle(finding, diagnosis) for finding in report))


def _settle(finding: Finding, diagnosis: Diagnosis) -> Finding:
    about, _, rest = finding.rule.partition("-")
    if rest not in _GUESSES_OF_A_PAIR:
        return finding
    if not diagnosis.mistakes:
        # Cut-off and mistyped challenges were tried in vain. The verifier may still be an incomplete copy.
        is_settled = about == "challenge" and rest != "character"
        is_settled |= about == "pair" and not diagnosis.may_be_of_another_verifier
        if not is_settled:
            return finding
    message = finding.message
    for mark in finding.marks:
        message = message.replace(f" ({mark.likely})", "")
    marks = tuple(Mark(start=mark.start, end=mark.end, found=mark.found) for mark in finding.marks)
    hint = finding.hint if rest == "character" else ""
    return RULES[finding.rule].error(message, hint, spec=finding.spec, marks=marks)
