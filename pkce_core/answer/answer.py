"""`answer_texts`: what any texts of a login show, taken together.

texts ──▶ gathered ──▶ the checks of each message, and of all messages together
                   ──▶ an error ──▶ its causes, which the values prove or rule out
──▶ one sentence with its status, and the text or the reply that would settle the rest
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.answer.gathered import TITLES, Gathered, gather
from pkce_core.answer.message_checks import check_messages
from pkce_core.answer.next_text import NextText, find_counterpart, find_next_text
from pkce_core.errors import UsageError
from pkce_core.explain.explanation import explain_error
from pkce_core.findings import Level, Report
from pkce_core.flow.values import MESSAGES
from pkce_core.text.wording import join_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pkce_core.diagnosis.diagnose import Diagnosis
    from pkce_core.explain.explanation import Explanation
    from pkce_core.explain.questions import Question
    from pkce_core.specifications import Spec

_NOTHING = "Nothing in this text is a value of a login that pkce-core recognizes."
_REFUSALS = MappingProxyType(
    {
        "invalid_grant": "The server refused your code, and doesn't say why.",
        "invalid_client": "The server doesn't accept your client, and doesn't say why.",
        "redirect_uri_mismatch": "The server doesn't accept your redirect_uri.",
        "invalid_request": "The server can't use your request, and doesn't say why.",
    }
)
"""The answer to an error that may have many causes, none of which the values or the server's words name."""
_EMPTY = "Nothing was pasted yet."
_LONE_VALUE = "This is a code_verifier or a code_challenge: both may look like this."
_MISMATCH = "The challenge doesn't match the verifier."
_ON_ITS_OWN = "There is nothing to check in it on its own."
_WELL_FORMED = "The verifier is well formed."
_JUDGED = MappingProxyType({**TITLES, "id_token": "the ID token"})
"""What has checks of its own, in words."""
_UNCHANGED = "This is so if you ran the command unchanged."
_MOST_TEXTS = 50


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


def answer_texts(
    texts: Iterable[str],
    *,
    values: Mapping[str, str] = MappingProxyType({}),
    replies: Mapping[str, bool | None] = MappingProxyType({}),
    now: float | None = None,
) -> Answer:
    """Say what texts of one login show: what is wrong, what proves it, and how to put it right.

    Args:
        texts: anything that belongs to the login, in the order in which it was pasted: an error, a log, URLs, a
            command, a token response, a verifier and its challenge. At most 50 are read.
        values: single values whose parameter is known, such as code_verifier, by its name.
        replies: what the reader answered to `Answer.question`, by the slug of its cause: True for yes, None for a
            reader who doesn't know.
        now: the time in seconds since 1970; None skips what depends on it.

    Raises:
        UsageError: `texts` is one text instead of several, or one of them is not text.
    """
    if isinstance(texts, str | bytes):
        raise UsageError("The texts must be several: put a single one into a list.")
    pasted = [text for text, _ in zip(texts, range(_MOST_TEXTS), strict=False)]
    if not all(isinstance(text, str) for text in pasted):
        raise UsageError("Each text must be text (str).")
    gathered = gather(pasted, values)
    if not gathered.values:
        return _answer_nothing(pasted, gathered)
    checked = check_messages(gathered, now)
    base = Answer(status=Status.RIGHT, title="", gathered=gathered, report=checked.report, diagnosis=checked.diagnosis)
    error = _error_of(gathered)
    if error is not None:
        explanation = explain_error(error[0], error_description=error[1] or None, flow=gathered.flow, now=now)
        return _answer_error(base, explanation, replies)
    return _answer_values(base)


def _answer_nothing(texts: Iterable[str], gathered: Gathered) -> Answer:
    if gathered.others:
        title = f"This is {gathered.others[0]}."
        return Answer(status=Status.UNKNOWN, title=title, detail=_ON_ITS_OWN, gathered=gathered)
    title = _NOTHING if any(map(str.strip, texts)) else _EMPTY
    return Answer(status=Status.EMPTY, title=title, gathered=gathered)


def _error_of(gathered: Gathered) -> tuple[str, str] | None:
    """The code and the words of an error: of the token endpoint, of the redirect, or on their own."""
    flow = gathered.flow
    for message in ("token_response", "authorization_response"):
        if error := flow.value(message, "error"):
            return error, flow.value(message, "error_description") or gathered.value("error_description")
    words = gathered.value("error_description")
    error = gathered.value("error")
    return (error, words) if error or words else None


def _answer_error(base: Answer, explanation: Explanation, replies: Mapping[str, bool | None]) -> Answer:
    explanation = explanation.with_replies(replies)
    causes = explanation.causes
    known = {name for name in MESSAGES if getattr(base.gathered.flow, name)}
    base = replace(
        base,
        explanation=explanation,
        next_text=find_next_text(causes, known),
        question=explanation.question(replies),
    )
    first = causes[0] if causes else None
    if first and first.status == "proved":
        diagnosis = base.diagnosis if first.slug == "verifier-mismatch" else None
        title = diagnosis.explanation if diagnosis and diagnosis.mistakes else first.evidence or first.text
        return replace(
            base,
            status=Status.PROVED,
            title=title,
            detail=f"The server answered {explanation.error}." if explanation.error else "",
            fix=first.fix,
            spec=first.spec,
        )
    if first and first.evidence:
        # Otherwise a command shows it, which may have been edited.
        said = first.named or replies.get(first.slug) is not None
        title, detail = (first.text, first.evidence) if said else (first.evidence, _UNCHANGED)
        return replace(base, status=Status.LIKELY, title=title, detail=detail, fix=first.fix, spec=first.spec)
    title = _REFUSALS.get(explanation.error, explanation.meaning)
    return replace(base, status=Status.UNKNOWN, title=title, detail=_count_causes(explanation), spec=explanation.spec)


def _count_causes(explanation: Explanation) -> str:
    count = len(explanation.causes)
    if not count:
        return "No cause of this error is known here."
    name = explanation.error or "It"
    return f"{name} has {count} possible cause{'' if count == 1 else 's, the likeliest first'}."


def _answer_values(base: Answer) -> Answer:
    """The answer without an error of a server: the first thing that is wrong, or that nothing is."""
    errors, warnings = base.report.errors, base.report.warnings
    diagnosis = base.diagnosis
    if diagnosis and diagnosis.mistakes:
        return replace(base, status=Status.PROVED, title=diagnosis.explanation, spec=diagnosis.spec)
    if errors:
        first = errors[0]
        return replace(base, status=Status.PROVED, title=first.message, fix=first.hint, spec=first.spec)
    if diagnosis:
        return replace(
            base,
            status=Status.PROVED,
            title=_MISMATCH,
            detail=f"{diagnosis.explanation} {diagnosis.likely}",
            spec=diagnosis.spec,
        )
    if base.gathered.value("code_verifier_or_challenge"):
        return replace(base, status=Status.UNKNOWN, title=_LONE_VALUE, detail="Paste the other one of the pair, too.")
    base = replace(base, next_text=find_counterpart({name for name in MESSAGES if base.gathered.value(name)}))
    if warnings:
        first = warnings[0]
        return replace(
            base, status=Status.WARNING, title=_right(base), detail=first.message, fix=first.hint, spec=first.spec
        )
    if not any(finding.level is Level.PASS for finding in base.report):
        return replace(base, status=Status.UNKNOWN, title="There is nothing to check in this on its own.")
    return replace(base, title=_right(base))


def _right(base: Answer) -> str:
    pair = next((finding.message for finding in base.report if finding.rule == "pair-match"), "")
    names = [title for name, title in _JUDGED.items() if base.gathered.value(name)]
    if not names:
        alone = {each.name for each in base.gathered.values} == {"code_verifier"}
        return pair or (_WELL_FORMED if alone else "The values show no mistake.")
    return f"{pair} No mistake shows in {join_words(names)}.".strip()
