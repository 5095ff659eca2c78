"""What no text shows of an error: a question for its reader, and what the reply says of the causes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pkce_core.explain.causes import Cause


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """What only the reader knows.

    Attributes:
        cause: the slug of the cause that the reply confirms or rules out.
        text: the question, to be answered with yes or no.
    """

    cause: str
    text: str


_QUESTIONS: Mapping[str, str] = MappingProxyType(
    {
        "code-reused": "Did you send this code more than once?",
        "code-old": "Did more than a minute pass between the login and your token request?",
        "login-session-lost": "Did you use the back button, an old tab, or wait a while on the login page?",
        "secret-wrong": "Was the client secret replaced after you copied it?",
        "refresh-token-used": "Did two processes or tabs use this refresh token, or did a later response bring a new"
        " one?",
        "client-unknown": "Is the client registered at this server, and not at its test or production twin?",
    }
)
"""Asked so that yes speaks for the cause, but for `_NO_SPEAKS_FOR`."""
_NO_SPEAKS_FOR = frozenset({"client-unknown"})
_ASKED_IN_PART = frozenset({"code-old", "secret-wrong", "client-unknown"})
"""Causes with other forms than the question names: a code may end sooner, a secret or client_id may be mistyped."""


def find_question(causes: Iterable[Cause], replies: Mapping[str, bool | None]) -> Question | None:
    """The question about the likeliest cause that no text shows, unless it was answered; None when there is none.

    Args:
        causes: the causes, the likeliest first.
        replies: what the reader answered, by the slug of the cause; None for a reader who doesn't know.
    """
    for cause in causes:
        if cause.status == "possible" and cause.slug in _QUESTIONS and cause.slug not in replies:
            return Question(cause=cause.slug, text=_QUESTIONS[cause.slug])
    return None


def speaks_for(slug: str, *, reply: bool) -> bool:
    """Whether a reply speaks for the cause that was asked about.

    Args:
        slug: the cause.
        reply: True for yes.
    """
    return reply != (slug in _NO_SPEAKS_FOR)


def weigh_replies(
    causes: Iterable[Cause], replies: Mapping[str, bool | None]
) -> tuple[tuple[Cause, ...], tuple[Cause, ...]]:
    """The causes with those first that the reader's replies speak for, and those that they exclude.

    A reply that speaks against only a part of a cause moves it to the end.

    Args:
        causes: the causes, the likeliest first.
        replies: what the reader answered, by the slug of the cause; None for a reader who doesn't know.
    """
    confirmed, others, less, excluded = [], [], [], []
    for cause in causes:
        reply = replies.get(cause.slug)
        if reply is None or cause.status == "proved":
            others.append(cause)
        elif speaks_for(cause.slug, reply=reply):
            confirmed.append(replace(cause, status="likely", evidence="Your reply speaks for this."))
        elif cause.slug in _ASKED_IN_PART:
            less.append(cause)
        else:
            excluded.append(replace(cause, status="ruled out if your reply is right", evidence=""))
    proved = [cause for cause in others if cause.status == "proved"]
    rest = [cause for cause in others if cause.status != "proved"]
    return (*proved, *confirmed, *rest, *less), tuple(excluded)
