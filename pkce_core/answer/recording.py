"""The answer to a HAR file: the attempt in it that went wrong last, or else the last one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pkce_core.answer.answer import Answer, Status
from pkce_core.errors import InvalidValueError
from pkce_core.explain.explanation import NONE_FITS
from pkce_core.har.explain_har import explain_har

if TYPE_CHECKING:
    from pkce_core.explain.explanation import Explanation
    from pkce_core.har.har_answer import HarAnswer, HarAttempt

_SAID_BY_SERVER = frozenset({"token-response-error", "response-error", "pushed-response-error", "har-status"})
"""Findings that say only that the server refused something."""

_RECORD = "Open the browser's network tools before the login starts, and keep the log over page loads."


def answer_recording(text: str) -> Answer:
    """Say what a HAR file shows. Of its values only public ones are in the answer, such as hosts, scopes, error codes,
    and the issuer and the audience of a token; but its `recording` has the flows with all of them.

    Args:
        text: the file.
    """
    try:
        found = explain_har(text.encode("utf-8", "replace"))
    except InvalidValueError as problem:
        return Answer(status=Status.UNKNOWN, title=str(problem))
    if not found.attempts:
        title = "The HAR file has requests to a server of logins, but no attempt at a login."
        title = title if found.others else "No request of an OAuth login was found in the HAR file."
        return Answer(status=Status.UNKNOWN, title=title, detail=_RECORD, report=found.all_findings, recording=found)
    return _answer_attempt(found, _chosen(found))


def _chosen(found: HarAnswer) -> HarAttempt:
    wrong = [each for each in found.attempts if each.explanation or each.all_findings.errors]
    return (wrong or list(found.attempts))[-1]


def _answer_attempt(found: HarAnswer, attempt: HarAttempt) -> Answer:
    explanation, judged = attempt.explanation, attempt.all_findings
    many = len(found.attempts)
    place = f"This is attempt {found.attempts.index(attempt) + 1} of {many} in the file." if many > 1 else ""
    base = Answer(
        status=Status.RIGHT, title="", detail=place, report=found.all_findings, explanation=explanation, recording=found
    )
    if explanation:
        return _answer_error(base, explanation)
    proof = next((each for each in judged.errors if each.rule not in _SAID_BY_SERVER), None)
    tokens = next((each for each in judged.findings if each.rule == "har-tokens"), None)
    if tokens and judged.warnings and not judged.errors:
        return replace(base, status=Status.WARNING, title=tokens.message, spec=tokens.spec)
    if first := proof or next(iter((*judged.errors, *judged.warnings)), None):
        status = Status.PROVED if proof else Status.UNKNOWN if judged.errors else Status.WARNING
        return replace(base, status=status, title=first.message, fix=first.hint, spec=first.spec)
    requests = "the one request" if len(attempt.steps) == 1 else f"the {len(attempt.steps)} steps"
    return replace(base, title=f"No mistake shows in {requests} of this {attempt.title}.")


def _answer_error(base: Answer, explanation: Explanation) -> Answer:
    causes = explanation.causes
    first = causes[0] if causes else None
    if first and first.status == "proved":
        detail = f"The server answered {explanation.error}. {base.detail}".strip()
        title = first.evidence or first.text
        return replace(base, status=Status.PROVED, title=title, detail=detail, fix=first.fix, spec=first.spec)
    detail = "" if NONE_FITS in explanation.meaning else "No cause of this error is known here."
    if first:
        detail = f"It has {len(causes)} possible cause{'' if len(causes) == 1 else 's, the likeliest first'}."
    detail = f"{detail} {base.detail}".strip()
    return replace(base, status=Status.UNKNOWN, title=explanation.meaning, detail=detail, spec=explanation.spec)
