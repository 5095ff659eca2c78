"""The answer without an error of a server: the first thing that is wrong, or that nothing is."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.answer.answer import UNCHANGED, Status
from pkce_core.answer.gathered_value import TITLES
from pkce_core.answer.lone_values import CHALLENGE, EITHER, VERIFIER
from pkce_core.answer.next_text import find_counterpart
from pkce_core.explain.ranking import READ_FROM_TOKEN_REQUEST
from pkce_core.findings import Level
from pkce_core.flow.grant import is_refresh
from pkce_core.flow.messages import COMMANDS, MESSAGES
from pkce_core.relation.explain import explain
from pkce_core.text.wording import join_words

if TYPE_CHECKING:
    from pkce_core.answer.answer import Answer
    from pkce_core.diagnosis.diagnose import Diagnosis
    from pkce_core.findings import Finding

_JUDGED = MappingProxyType(
    {
        **TITLES, "id_token": "the ID token", "client_assertion": "the JWT that authenticates the client",
        "dpop_proof": "the DPoP proof", "request_object": "the request object",
        "api_response": "the API's answer", "pushed_request": "the pushed request",
        "pushed_response": "the response to the pushed request",
    }
)  # fmt: skip
"""What has checks of its own, in words."""
_LONE_VALUE = "This is a code_verifier or a code_challenge: both may look like this."
_NOT_THE_VERIFIER = "If this value is a verifier, it doesn't match the challenge."
_NOT_THE_CHALLENGE = "If this value is a challenge, it doesn't match the verifier."
_OTHER_KIND = "A state or a code may look the same."
_MISMATCH = "The challenge doesn't match the verifier."
_GUESSED_MISMATCH = "If these two are a verifier and its challenge, they don't match."
_SAME_LOGIN = "All that you paste should be of the same login."
_WELL_FORMED = "The verifier is well formed."
_GUESSED_WELL_FORMED = "If this value is a verifier, it is well formed."
_NOTHING_TO_CHECK = "There is nothing to check in this on its own."
_ACCEPTED = "The server sent tokens all the same, so it accepted what was really sent."


def answer_values(base: Answer) -> Answer:
    """Answer what no server has refused.

    Args:
        base: what was gathered and checked.
    """
    gathered, diagnosis = base.gathered, base.diagnosis
    accepted = gathered.flow.value("token_response", "access_token") is not None
    errors = [each for each in base.report.errors if not (accepted and _is_of_request(each))]
    if diagnosis and diagnosis.mistakes and not accepted:
        return replace(base, status=Status.PROVED, title=diagnosis.explanation, spec=diagnosis.spec)
    if errors:
        return _wrong(base, errors[0])
    if diagnosis and not accepted:
        return _mismatched(base, diagnosis)
    if unclear := _unclear(base):
        return unclear
    if other := next((each for each in base.report if each.rule == "other-grant"), None):
        return replace(base, status=Status.UNKNOWN, title=other.message, spec=other.spec)
    if not is_refresh(gathered.flow):
        base = replace(base, next_text=find_counterpart({name for name in MESSAGES if gathered.value(name)}))
    if differs := _difference(base):
        response = f"No mistake shows in {TITLES['token_response']}."
        return replace(base, status=Status.WARNING, title=response, detail=f"{differs} {_ACCEPTED}", diagnosis=None)
    if warnings := base.report.warnings:
        first = warnings[0]
        return replace(
            base, status=Status.WARNING, title=_right(base), detail=first.message, fix=first.hint, spec=first.spec
        )
    if not any(finding.level is Level.PASS for finding in base.report):
        return replace(base, status=Status.UNKNOWN, title=_NOTHING_TO_CHECK)
    return replace(base, title=_right(base))


def _difference(base: Answer) -> str:
    """What the texts show that the server can't have got, since it sent tokens; "" if there is nothing."""
    if base.diagnosis:
        return base.diagnosis.explanation if base.diagnosis.mistakes else _MISMATCH
    return base.report.errors[0].message if base.report.errors else ""


def _is_of_request(finding: Finding) -> bool:
    """Whether a finding is about the token request; what is wrong with a verifier alone has rules of its own."""
    return finding.rule in READ_FROM_TOKEN_REQUEST or finding.rule.startswith("verifier-")


def _is_edited(base: Answer) -> bool:
    """Whether what is known of the token request comes from a command, which somebody may have edited."""
    sent = base.gathered.sent.sent_token_request
    return sent is not None and sent.written_as in COMMANDS


def _wrong(base: Answer, first: Finding) -> Answer:
    """What a message shows is proved; what a command shows, only if nobody edited it before it was run."""
    edited = _is_edited(base) and _is_of_request(first)
    status, detail = (Status.LIKELY, UNCHANGED) if edited else (Status.PROVED, "")
    return replace(base, status=status, title=first.message, detail=detail, fix=first.hint, spec=first.spec)


def _mismatched(base: Answer, diagnosis: Diagnosis) -> Answer:
    """A pair that no known mistake connects."""
    detail = f"{diagnosis.explanation} {diagnosis.likely}"
    if any(each.guessed for each in base.gathered.values):
        return replace(base, status=Status.UNKNOWN, title=_GUESSED_MISMATCH, detail=f"{detail} {_OTHER_KIND}")
    if _is_edited(base) and base.gathered.sent.value("token_request", VERIFIER):
        return replace(base, status=Status.LIKELY, title=_MISMATCH, detail=f"{detail} {UNCHANGED}", spec=diagnosis.spec)
    return replace(base, status=Status.PROVED, title=_MISMATCH, detail=detail, spec=diagnosis.spec)


def _unclear(base: Answer) -> Answer | None:
    """The answer when the values don't say what they are, or contradict each other."""
    gathered = base.gathered
    verifier, challenge = gathered.value(VERIFIER), gathered.value(CHALLENGE)
    if gathered.value(EITHER) and not (verifier and challenge):
        if verifier or challenge:
            title = _NOT_THE_CHALLENGE if verifier else _NOT_THE_VERIFIER
            return replace(base, status=Status.UNKNOWN, title=title, detail=_OTHER_KIND)
        return replace(base, status=Status.UNKNOWN, title=_LONE_VALUE, detail="Paste the other one of the pair, too.")
    conflict, advice = _conflict(base)
    return replace(base, status=Status.UNKNOWN, title=conflict, detail=advice) if conflict else None


def find_conflict(base: Answer) -> str:
    """That a value on its own isn't the one in a message, so that it may be of another login; "" if none is.

    Args:
        base: what was gathered.
    """
    return _conflict(base)[0]


def _conflict(base: Answer) -> tuple[str, str]:
    """The value that isn't the one in a message, with what to do: it was changed, or it's of another login."""
    for each in base.gathered.values:
        if each.source or each.name in (*TITLES, "error", "error_description"):
            continue
        for message in MESSAGES:
            other = base.gathered.sent.value(message, each.name)
            if other and other != each.value:
                title = f"The {each.name} on its own isn't the one in {TITLES[message]}."
                relation = explain(each.name, other, each.value, "that one")
                return (f"{title} {relation.sentence}", relation.advice) if relation.ways else (title, _SAME_LOGIN)
    return "", ""


def _right(base: Answer) -> str:
    pair = next((finding.message for finding in base.report if finding.rule == "pair-match"), "")
    names = [title for name, title in _JUDGED.items() if base.gathered.value(name)]
    if not names:
        alone = {each.name for each in base.gathered.values} == {VERIFIER}
        guessed = any(each.guessed for each in base.gathered.values)
        well_formed = _GUESSED_WELL_FORMED if guessed else _WELL_FORMED
        return pair or (well_formed if alone else "The values show no mistake.")
    return f"{pair} No mistake shows in {join_words(names)}.".strip()
