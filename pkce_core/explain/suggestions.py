"""What a server's message suggests: the known message in it, or else its words; both if they disagree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pkce_core.error_codes import ERROR_CODES
from pkce_core.explain.error_text import sent_white_space
from pkce_core.explain.provider_messages import LONGEST_DESCRIPTION, recognize_message
from pkce_core.explain.words import read_words, without_standard_sentences

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkce_core.explain.error_text import ErrorText
    from pkce_core.explain.provider_messages import ProviderMessage
    from pkce_core.explain.words import Words

_SUBJECTS: Mapping[str, str] = {
    "method": "the code_challenge_method",
    "verifier": "the code_verifier",
    "challenge": "the code_challenge",
    "pkce": "PKCE",
    "refresh-token": "the refresh token",
    "assertion": "a client_assertion or JWT",
    "secret": "the client's credentials",
    "redirect": "the redirect_uri",
    "session": "the login session",
    "grant": "the grant_type",
    "code": "the code",
    "client": "the client",
    "scope": "a scope",
    "state": "the state",
    "audience": "an audience or resource",
    "body": "the body or its Content-Type",
    "origin": "the origin",
    "user": "the user",
    "consent": "consent",
}
_SAID: Mapping[str, str] = {
    "missing": "missing or required",
    "used": "used before",
    "expired": "expired",
    "denied": "refused",
    "malformed": "malformed",
    "not-allowed": "not allowed",
    "unknown": "unknown",
    "wrong": "wrong",
    "not-needed": "not needed",
}


class Suggestions(NamedTuple):
    """What a message suggests.

    Attributes:
        message: the known message in it; None when there is none.
        causes: the slugs of causes, the likeliest first, each with its evidence.
    """

    message: ProviderMessage | None
    causes: Mapping[str, str]


def suggest(text: ErrorText) -> Suggestions:
    """What the server's message suggests.

    Args:
        text: the error code and the description, as read.
    """
    description = without_standard_sentences(text.description[:LONGEST_DESCRIPTION])
    message = recognize_message(description) or recognize_message(text.error)
    words, where = read_words(description), "message"
    if not words and text.error not in ERROR_CODES:
        words, where = read_words(re.sub("[_-]", " ", text.error)), "code"
    causes: dict[str, str] = {}
    if received := sent_white_space(text.description):
        causes["value-white-space"] = f"The message shows {received} with a line end or white space after it."
        if received in ("authorization_code", "refresh_token"):
            causes["grant-type"] = causes["value-white-space"]
    if message is not None:
        evidence = f'The message contains "{message.text}", which {message.provider} writes.'
        causes |= {slug: evidence for slug in message.causes if slug not in causes}
    if message is None or not _agree(message, words):
        for each in words:
            causes |= {slug: _evidence(each, where) for slug in each.causes if slug not in causes}
    return Suggestions(message, causes)


def _agree(message: ProviderMessage, words: tuple[Words, ...]) -> bool:
    """Whether the row and the words have a cause in common; words that name nothing contradict nothing."""
    named = {slug for each in words for slug in each.causes}
    return not named or bool(named.intersection(message.causes))


def _evidence(words: Words, where: str) -> str:
    said = _SAID.get(words.said, "")
    return f"The {where} names {_SUBJECTS[words.subject]}{f' as {said}' if said else ''}."
