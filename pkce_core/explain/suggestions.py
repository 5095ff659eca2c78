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
    "request": "the login session",
    "nonce": "the nonce",
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
    "of-another": "of another client",
    "not-signed-in": "not signed in",
    "unsupported": "not supported",
    "must-be": "of a certain form",
    "denied": "refused",
    "malformed": "malformed",
    "not-allowed": "not allowed",
    "unknown": "unknown",
    "wrong": "wrong",
    "not-needed": "not needed",
}


_ONLY_THAT_ONE_IS_MISSING = ("parameter-missing",)
"""What a row suggests that leaves it to the words to name the parameter."""


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
    received = sent_white_space(text.description)
    description = description.replace(received, " ") if received else description
    message = recognize_message(description) or recognize_message(text.error)
    words, where = read_words(description), "message"
    if not words and text.error not in ERROR_CODES:
        words, where = read_words(re.sub("[_-]", " ", text.error)), "code"
    causes: dict[str, str] = {}
    if received:
        is_grant = received in ("authorization_code", "refresh_token")
        what = received if is_grant else "a value"
        causes["value-white-space"] = f"The message shows {what} with a line end or white space after it."
        if is_grant:
            causes["grant-type"] = causes["value-white-space"]
    by_row = {} if message is None else dict.fromkeys(message.causes, _quote(message))
    by_words = _in_order(*(dict.fromkeys(each.causes, _evidence(each, where)) for each in words))
    if message is not None and message.causes == _ONLY_THAT_ONE_IS_MISSING:
        causes = _in_order(causes, by_words, by_row)
    elif message is None or not by_words.keys() & by_row.keys():
        causes = _in_order(causes, by_row, by_words)
    else:
        causes = _in_order(causes, by_row)
    if message is None and "invalid_grant" in (text.error, text.inner) and "login-session-lost" in causes:
        # A token endpoint looks at the session behind a token; the login is over by then.
        causes = {"session-ended": causes.pop("login-session-lost"), **causes}
    return Suggestions(message, causes)


def _in_order(*several: Mapping[str, str]) -> dict[str, str]:
    """Causes with their evidence, each at its first place."""
    found: dict[str, str] = {}
    for causes in several:
        for slug, evidence in causes.items():
            found.setdefault(slug, evidence)
    return found


def _quote(message: ProviderMessage) -> str:
    return f'The message contains "{message.text}", which {message.provider} writes.'


def _evidence(words: Words, where: str) -> str:
    said = _SAID.get(words.said, "")
    return f"By its words, the {where} is about {_SUBJECTS[words.subject]}{f': {said}' if said else ''}."
