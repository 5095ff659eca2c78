"""What a server's message suggests: the known message in it, or else its words; both if they disagree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pkce_core.error_codes import ERROR_CODES
from pkce_core.explain.compared.defined import IN_CONTEXT, as_defined
from pkce_core.explain.compared.shown_lists import with_shown
from pkce_core.explain.error_text import sent_white_space
from pkce_core.explain.provider_messages import LONGEST_DESCRIPTION, recognize_message
from pkce_core.explain.usual.dpop_words import dpop_causes
from pkce_core.explain.usual.object_words import OBJECT_ERROR, object_causes
from pkce_core.explain.word_causes import NOT_FROM_A_SERVER
from pkce_core.explain.words import is_of_oauth, is_of_something_else, read_words, without_standard_sentences
from pkce_core.recognition.address_in_text import shows_other_address
from pkce_core.redirect_uri.message_words import with_request

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
    "pushed": "a pushed authorization request (PAR)",
    "request-object": "the request or request_uri parameter",
    "assertion": "a client_assertion or JWT",
    "secret": "the client's credentials",
    "redirect": "the redirect_uri",
    "session": "the login session",
    "cookie": "a cookie",
    "policy": "a policy, a place or an address",
    "request": "the login session",
    "": "something else",
    "cors": "the browser's same-origin rule (CORS)",
    "tls": "the server's certificate",
    "network": "a network connection",
    "fetch": "a network connection",
    "dpop": "the nonce of the DPoP proof",
    "route": "the address of the request",
    "rate": "the number of requests",
    "auth-method": "how the client authenticates",
    "basic": "the Authorization header",
    "device-code": "the device_code or the user_code",
    "credentials": "the user's name or password",
    "response-type": "the response_type",
    "http-method": "the HTTP method",
    "mfa": "a second factor",
    "token": "a token",
    "access-token": "an access token or ID token",
    "admin-consent": "an administrator's consent",
    "token-audience": "the audience of the token",
    "tenant": "the tenant or realm",
    "server": "the server itself",
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
    "early": "not valid yet",
    "insecure": "not https",
    "used": "used before",
    "sent": "there",
    "twice": "more than one",
    "disabled": "disabled or blocked",
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


_APPLES = "Apple writes email_verified beside this error, and there the client_secret is a JWT."
_ABOUT_A_PROOF = ("invalid_dpop_proof", "use_dpop_nonce")
_IN_AN_OBJECT = (
    "server",
    "rate",
    "network",
    "fetch",
    "redirect",
    "scope",
    "challenge",
    "method",
    "pkce",
    "response-type",
)
"""Subjects that words can have beside a request object without being about it as a JWT."""
_LEAVES_IT_TO_THE_WORDS = ("parameter-missing",)
"""What a row suggests that leaves it to the words to name the parameter."""
_EVERYDAY = (
    "client", "scope", "code", "user", "token", "session", "audience", "tenant", "server", "origin", "consent",
    "policy", "refresh-token", "mfa",
)  # fmt: skip
"""Subjects that a sentence of Entra ID can name on the way: its number says more exactly what is wrong."""


class Suggestions(NamedTuple):
    """What a message suggests.

    Attributes:
        message: the known message in it; None when there is none.
        causes: the slugs of causes, the likeliest first, each with its evidence.
    """

    message: ProviderMessage | None
    causes: Mapping[str, str]


def suggest(text: ErrorText, given: str = "") -> Suggestions:
    """What the server's message suggests.

    Args:
        text: the error code and the description, as read.
        given: the text that they were read from.
    """
    description = without_standard_sentences(text.description[:LONGEST_DESCRIPTION])
    received = sent_white_space(text.description)
    description = description.replace(received, " ") if received else description
    for code in {text.error, text.inner} & ERROR_CODES.keys():  # it has its own causes, whatever words it is made of
        description = re.sub(rf"(?i)(?<![\w.]){code}(?!\w)", " ", description)
    message = recognize_message(description) or recognize_message(text.error)
    if message is not None and not (text.of_oauth or message.is_numbered or message.is_of_api):
        message = None if is_of_something_else(f"{text.error} {description}", message.text) else message
    rest = _without(description, message) if message is not None and message.is_general else description
    of_oauth = text.of_oauth or message is not None
    words, where = read_words(rest, of_oauth=of_oauth), "message"
    if message is not None and message.provider == "entra" and message.causes and not message.is_general:
        words = tuple(each for each in words if each.subject not in _EVERYDAY)
    if message is not None and message.is_of_api and not message.is_general:
        words = ()
    elif not words and text.error not in ERROR_CODES:
        words, where = read_words(re.sub("[_-]", " ", text.error), of_oauth=of_oauth), "code"
    words = _of_address(words, description)
    if text.error in _ABOUT_A_PROOF:
        words = ()  # they are about the proof, whose parts dpop_causes reads
    causes: dict[str, str] = {}
    if received:
        is_grant = received in ("authorization_code", "refresh_token")
        what = received if is_grant else "a value"
        causes["value-white-space"] = f"The message shows {what} with a line end or white space after it."
        if is_grant:
            causes["grant-type"] = causes["value-white-space"]
    if text.error == "invalid_client" and '"email_verified"' in given:
        causes["secret-jwt"] = _APPLES
    of_object = object_causes(text.inner or text.error, description)
    if of_object or text.error == OBJECT_ERROR:
        words = tuple(each for each in words if each.subject in _IN_AN_OBJECT and not of_object)
    causes = _in_order(causes, dpop_causes(text.error, description), of_object)
    by_row = {} if message is None else dict.fromkeys(_of_row(message, text), _quote(message))
    context = IN_CONTEXT.get(text.inner or text.error, {})
    if not of_oauth and not is_of_oauth(f"{rest} {text.error} {given}"):
        where = ""
    by_words = _in_order(*(_meant(each, where, context) for each in words))
    if message is not None and (message.is_general or message.causes == _LEAVES_IT_TO_THE_WORDS):
        causes = _in_order(causes, by_words, {} if by_words and message.provider == "entra" else by_row)
    elif message is None or not by_words.keys() & by_row.keys():
        causes = _in_order(causes, by_row, by_words)
    else:
        causes = _in_order(causes, by_row)
    if message is None or not message.is_numbered:  # a number says exactly what is meant
        causes = as_defined(text.inner or text.error, causes)
    causes = with_request(causes, text.inner or text.error, text.description)
    return Suggestions(message, with_shown(causes, f"{text.error} {text.description}"))


def _of_row(message: ProviderMessage, text: ErrorText) -> tuple[str, ...]:
    """What a row suggests: of the headline of a page, which any code can follow, what that code has too."""
    code = ERROR_CODES.get(text.inner or text.error)
    if code is None or not (message.is_general and message.is_of_api):
        return message.causes
    return tuple(slug for slug in message.causes if slug in code.causes)


def _without(text: str, message: ProviderMessage) -> str:
    """A text without the known message in it."""
    return re.sub(f"(?i){re.escape(message.text)}", " ", text)


def _meant(words: Words, where: str, context: Mapping[str, str]) -> dict[str, str]:
    """The causes that words point at where this error comes from. An access token is one everywhere."""
    if words.subject == "access-token":
        context = {}
    if words.said == "early" and "assertion-refused" in context:  # an API's JWT is the access token
        context = {**context, "assertion-refused": "client-clock-off"}
    if words.subject == "basic" and not where:  # an API misses the header with the token as well
        context = {"secret-missing": "token-not-sent"}
    return dict.fromkeys((context.get(slug, slug) for slug in words.causes), _evidence(words, where))


def _of_address(words: tuple[Words, ...], text: str) -> tuple[Words, ...]:
    """The words of a browser without what only a token request can have, if the text names another address."""
    if not shows_other_address(text):
        return words
    return tuple(each._replace(causes=("cors-blocked",)) if each.subject == "cors" else each for each in words)


def _in_order(*several: Mapping[str, str]) -> dict[str, str]:
    """Causes with their evidence, each at its first place."""
    found: dict[str, str] = {}
    for causes in several:
        for slug, evidence in causes.items():
            found.setdefault(slug, evidence)
    return found


def _quote(message: ProviderMessage) -> str:
    return f'The message contains "{message.text}", which {message.title} writes.'


def _evidence(words: Words, where: str) -> str:
    """What the words name and say; where is "" for a text that may be about something else."""
    said = _SAID.get(words.said, "")
    about = f"about {_SUBJECTS[words.subject]}{f': {said}' if said else ''}."
    if where or words.subject in NOT_FROM_A_SERVER:
        return f"By its words, the {where or 'message'} is {about}"
    return f"Nothing shows that this is about OAuth. If it is, its words are {about}"
