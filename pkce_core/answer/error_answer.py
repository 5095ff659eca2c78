"""The answer to an error: its causes as the other texts leave them, and how sure the first of them is."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.answer.answer import UNCHANGED, Status
from pkce_core.answer.next_text import find_next_text
from pkce_core.answer.values_answer import find_conflict
from pkce_core.authorization.url_checks import check_authorization_url
from pkce_core.explain.compared.contradicted import OTHER_VALUES
from pkce_core.explain.explanation import NONE_FITS, explain_error
from pkce_core.explain.ranking import READ_FROM_TOKEN_REQUEST
from pkce_core.explain.usual.disproved import is_command
from pkce_core.explain.usual.usual_causes import meaning_here
from pkce_core.flow.messages import MESSAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pkce_core.answer.answer import Answer
    from pkce_core.answer.latest_error import LatestError
    from pkce_core.explain.causes import Cause
    from pkce_core.explain.explanation import Explanation
    from pkce_core.flow.values import FlowValues

_REFUSALS = MappingProxyType(
    {
        "invalid_grant": "The server refused your code, and doesn't say why.",
        "invalid_client": "The server doesn't accept your client, and doesn't say why.",
        "redirect_uri_mismatch": "The server doesn't accept your redirect_uri.",
        "invalid_request": "The server can't use your request, and doesn't say why.",
    }
)
"""The answer to an error that may have many causes, none of which the values or the server's words name."""
_OF_API = ("invalid_token", "insufficient_scope", "insufficient_user_authentication")
_SAID_BY_API = ("api-invalid-token", "api-scope", "api-sign-in")
"""What an API says itself in its header, and what it asks for."""
_OF_SERVER = ("server_error", "temporarily_unavailable")
"""Errors of the server itself: what is wrong with a request is another matter."""
_ONLY_WITH_TOKEN_REQUEST = ("secret-", "code-", "auth-", "basic-", "assertion-", "verifier-")
_CONTRADICTED = "The server's message contradicts the values that are here."
_SHOWN_BY_HEADERS = ("secret-missing", "auth-method")
_BODY_ALONE = "This is so if the request had no Authorization header, which a body alone doesn't show."
_TWICE = "Another text here has tokens: if they are for the same code, it was sent twice."
_IF_SENT = "If these are the two that you sent, this is why."


def answer_error(base: Answer, error: LatestError, replies: Mapping[str, bool | None], now: float | None) -> Answer:
    """Answer an error.

    Args:
        base: what was gathered and checked.
        error: the error.
        replies: what the reader answered, by the slug of its cause.
        now: the time in seconds since 1970; None when it isn't known.
    """
    flow = _flow_of(base.gathered.sent, error)
    explanation = explain_error(error.code, error_description=error.words or None, flow=flow, now=now)
    causes = tuple(_fitting(explanation.causes, base, error))
    explanation = replace(explanation, causes=causes).with_replies(replies)
    known = {name for name in MESSAGES if getattr(flow, name)} | ({"token_request"} if error.in_redirect else set())
    base = replace(
        base,
        explanation=explanation,
        next_text=find_next_text(explanation.causes, known),
        question=explanation.question(replies),
    )
    if error.code in _OF_API and (
        said := next((each for each in base.report.errors if each.rule in _SAID_BY_API), None)
    ):
        return replace(base, status=Status.PROVED, title=said.message, fix=said.hint, spec=said.spec)
    first = explanation.causes[0] if explanation.causes else None
    if first and (judged := _judge(base, explanation, first, from_command=is_command(flow), replies=replies)):
        return judged
    if error.in_redirect and (found := _url_error(base, error)):
        return found
    title = _REFUSALS.get(explanation.error, explanation.meaning.removesuffix(NONE_FITS))
    if explanation.error == "invalid_grant" and (here := meaning_here(explanation.error, flow)):
        title = f"{here.removesuffix('.')}, and doesn't say why."
    return _undecided(base, title, " ".join(filter(None, (_count_causes(explanation), find_conflict(base)))))


def _flow_of(sent: FlowValues, error: LatestError) -> FlowValues:
    """What had been sent when the error came."""
    if error.in_redirect:
        return replace(sent, token_request=MappingProxyType({}), sent_token_request=None, token_response={})
    return replace(sent, token_response={"error": error.code}) if error.after_tokens else sent


def _fitting(causes: Iterable[Cause], base: Answer, error: LatestError) -> Iterable[Cause]:
    """The causes that this error can have here, those first that other texts speak for."""
    first: list[Cause] = []
    others: list[Cause] = []
    for cause in causes:
        if error.in_redirect and not cause.named and _needs_token_request(cause.slug):
            continue
        if cause.slug == "code-reused" and error.after_tokens:
            first.append(replace(cause, status="likely", evidence=_TWICE))
        elif cause.slug == "verifier-mismatch" and not cause.evidence and (found := _mismatch(base)):
            first.append(replace(cause, status="likely", evidence=found))
        else:
            others.append(cause)
    proved = [cause for cause in others if cause.status == "proved"]
    rest = [cause for cause in others if cause.status != "proved"]
    if error.code in _OF_SERVER:  # the server's own trouble first, then what may be wrong besides
        rest.sort(key=lambda cause: bool(cause.evidence))
    return (*proved, *first, *rest)


def _needs_token_request(slug: str) -> bool:
    if slug.startswith("method-"):
        return False
    return slug in READ_FROM_TOKEN_REQUEST or slug.startswith(_ONLY_WITH_TOKEN_REQUEST)


def _mismatch(base: Answer) -> str:
    """What the pair of the texts shows, where no request shows that it was sent; "" if it matches or isn't known."""
    guessed = any(each.guessed for each in base.gathered.values)
    return "" if base.diagnosis is None or guessed else f"{base.diagnosis.explanation} {_IF_SENT}"


def _judge(
    base: Answer, explanation: Explanation, first: Cause, *, from_command: bool, replies: Mapping[str, bool | None]
) -> Answer | None:
    """The answer if the first cause is proved, or the only one that something speaks for; None otherwise."""
    if first.status == "proved":
        diagnosis = base.diagnosis if first.slug == "verifier-mismatch" else None
        title = diagnosis.explanation if diagnosis and diagnosis.mistakes else first.evidence or first.text
        detail = f"The server answered {explanation.error}." if explanation.error else ""
        return replace(base, status=Status.PROVED, title=title, detail=detail, fix=first.fix, spec=first.spec)
    if first.slug == "verifier-mismatch" and _mismatch(base) and base.diagnosis and base.diagnosis.mistakes:
        title = base.diagnosis.explanation  # that is proved, whether it was sent or not
        return replace(base, status=Status.PROVED, title=title, detail=_IF_SENT, fix=first.fix, spec=first.spec)
    replied = replies.get(first.slug) is not None
    excluded = [each.evidence for each in explanation.ruled_out if each.named]
    if excluded and not replied and (first.slug == OTHER_VALUES or not first.evidence):
        return _undecided(base, _CONTRADICTED, excluded[0])
    if not first.evidence or (explanation.error in _OF_SERVER and not replied):
        return None
    if first.named and not replied:
        named = [each for each in explanation.causes if each.named]
        if len(named) > 1:
            return _undecided(base, f"The server's words fit {len(named)} causes.", "The likeliest comes first.")
    if first.named or first.status == "likely":
        title, detail = first.text, first.evidence
    else:
        read = from_command and first.slug in READ_FROM_TOKEN_REQUEST
        title, detail = first.evidence, UNCHANGED if read else ""
        if first.slug in _SHOWN_BY_HEADERS and not _has_headers(base.gathered.sent):
            detail = _BODY_ALONE
    return replace(base, status=Status.LIKELY, title=title, detail=detail, fix=first.fix, spec=first.spec)


def _url_error(base: Answer, error: LatestError) -> Answer | None:
    """The mistake in the authorization URL that a server refused in the redirect."""
    url = base.gathered.value("authorization_request")
    errors = check_authorization_url(url).errors if url else ()
    if not errors:
        return None
    detail = f"The server answered {error.code}."
    return replace(
        base, status=Status.LIKELY, title=errors[0].message, detail=detail, fix=errors[0].hint, spec=errors[0].spec
    )


def _undecided(base: Answer, title: str, detail: str) -> Answer:
    spec = base.explanation.spec if base.explanation else None
    return replace(base, status=Status.UNKNOWN, title=title, detail=detail, spec=spec)


def _count_causes(explanation: Explanation) -> str:
    count = len(explanation.causes)
    if not count:
        return NONE_FITS.strip() if NONE_FITS in explanation.meaning else "No cause of this error is known here."
    name = explanation.error or "It"
    return f"{name} has {count} possible cause{'' if count == 1 else 's, the likeliest first'}."


def _has_headers(flow: FlowValues) -> bool:
    """Whether the token request is known with its headers, where a client may authenticate."""
    sent = flow.sent_token_request
    return sent is not None and sent.written_as not in ("form", "parameters", "text", "URL")
