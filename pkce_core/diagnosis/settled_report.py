"""`settle_report`: the findings about a pair without the guesses that its diagnosis settles.

A check of one value guesses how a mistake came about: a short text is perhaps cut off, and a colon copied along with
it. The diagnosis compares both values, so it knows more, and no hint beside it may say anything else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.findings import Mark, Report
from pkce_core.pkce.checks import count_alone
from pkce_core.pkce.rules import RULES
from pkce_core.text.characters import without_origins

if TYPE_CHECKING:
    from pkce_core.findings import Finding

_GUESSES_OF_A_PAIR = ("length", "character", "leftover-bits", "mismatch")
"""The ends of the rules whose findings guess how a verifier or a challenge became wrong."""


def settle_report(report: Report, *, is_explained: bool, may_be_of_another_verifier: bool) -> Report:
    """The same findings, without what the diagnosis disproves or knows better.

    Args:
        report: what `check_pair`, `check_code_verifier` or `check_code_challenge` found.
        is_explained: whether the diagnosis names a mistake; if not, it searched in vain.
        may_be_of_another_verifier: whether the challenge may be the right one of another verifier.
    """
    return Report(findings=tuple(_settle(each, is_explained, may_be_of_another_verifier) for each in report))


def _settle(finding: Finding, is_explained: bool, may_be_of_another: bool) -> Finding:
    about, _, rest = finding.rule.partition("-")
    if rest not in _GUESSES_OF_A_PAIR:
        return finding
    if not is_explained:
        # Cut-off and mistyped challenges were tried in vain. The verifier may still be an incomplete copy.
        is_settled = about == "challenge" and rest != "character"
        is_settled |= about == "pair" and not may_be_of_another
        if not is_settled:
            return finding
    # Which hash has this length, the diagnosis may know better.
    message = count_alone(finding.message) if finding.rule == "challenge-length" else finding.message
    message = without_origins(message, {mark.likely for mark in finding.marks})
    marks = tuple(Mark(start=mark.start, end=mark.end, found=mark.found) for mark in finding.marks)
    hint = finding.hint if rest == "character" else ""
    return RULES[finding.rule].error(message, hint, spec=finding.spec, marks=marks)
