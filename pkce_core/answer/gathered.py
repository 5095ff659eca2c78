"""The values in several texts, put together as one attempt: each with the text that it came from."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.answer.gathered_value import GatheredValue
from pkce_core.answer.lone_values import place_lone
from pkce_core.authorization.response_parsing import parse_authorization_response
from pkce_core.errors import PkceError
from pkce_core.explain.explanation import ONLY_FROM_TOKEN_ENDPOINT, explain_error
from pkce_core.flow.values import MESSAGES, FlowValues, parse_flow
from pkce_core.metadata.document import parse_metadata
from pkce_core.recognition.recognize import recognize
from pkce_core.recognition.recognized import Sureness
from pkce_core.token.response import TokenErrorResponse
from pkce_core.token.response_parsing import parse_token_response

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pkce_core.recognition.recognized import Recognized

_WHOLE: Mapping[str, str] = MappingProxyType(
    {
        "authorization-url": "authorization_request", "redirect": "authorization_response",
        "form-post": "authorization_response", "token-request": "token_request", "token-url": "token_request",
        "token-response": "token_response", "metadata": "metadata", "jwks": "jwks",
    }
)  # fmt: skip
"""The message that a text of each kind is."""
_SINGLE: Mapping[str, str] = MappingProxyType(
    {
        "verifier": "code_verifier", "challenge": "code_challenge", "state": "state", "nonce": "nonce", "code": "code",
        "client-id": "client_id", "client-secret": "client_secret", "access-token": "access_token",
        "refresh-token": "refresh_token", "id-token": "id_token", "error-code": "error",
    }
)  # fmt: skip
"""The parameter that a value of each kind is."""
TITLES: Mapping[str, str] = MappingProxyType(
    {
        "authorization_request": "the authorization URL", "authorization_response": "the redirect",
        "token_request": "your token request", "token_response": "the token response",
        "metadata": "the discovery document", "jwks": "the key set",
    }
)  # fmt: skip
"""The words for each message; they are the source of the values in it."""
_OF_ERROR = ("error", "error_description")
_OF_REDIRECT = ("code", "state", "iss", *_OF_ERROR)
_OF_TOKENS = ("access_token", "token_type", "expires_in", "expires_at", "scope", "refresh_token", "id_token")
_ANSWER = "the server's answer"
_LONGEST_MESSAGE = 4_000
"""Characters of a text without any value that is read as a server's words."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Gathered:
    """What several texts contain, as one attempt.

    Attributes:
        values: one for each name and source, in the order in which they were found.
        flow: the messages, as far as they are known.
        unread: the texts, counted from 0, in which nothing was recognized.
        others: what was recognized and can't be checked on its own, in words: "a signed token (JWT)".
    """

    values: tuple[GatheredValue, ...] = ()
    flow: FlowValues = field(default_factory=FlowValues)
    unread: tuple[int, ...] = ()
    others: tuple[str, ...] = ()

    def value(self, name: str) -> str:
        """The value under a name; "" when there is none.

        Args:
            name: as in `GatheredValue`.
        """
        return next((each.value for each in self.values if each.name == name), "")


def gather(texts: Iterable[str], named: Mapping[str, str] = MappingProxyType({})) -> Gathered:
    """Find the values in texts, and put them together. A later value takes the place of an earlier one.

    Args:
        texts: in the order in which they were pasted.
        named: values whose parameter is known, by its name; they count as the last text.
    """
    values: dict[tuple[str, str], GatheredValue] = {}
    lone: dict[str, int] = {}
    unread, others, number = [], [], 0
    for number, text in enumerate(texts):
        recognized = recognize(text)
        found = list(_values_of(text, recognized, number))
        bare = {each.value: number for each in recognized if _is_bare(each)}
        for each in found:
            _put(values, each)
        lone |= bare
        if not found and not bare:
            others += [each.title for each in recognized]
            unread += [] if recognized else [number]
    for name, value in named.items():
        if value:
            _put(values, GatheredValue(name=name, value=value, text=number + 1))
    for each in place_lone(lone, values.values()):
        _put(values, each)
    return Gathered(
        values=tuple(values.values()), flow=_flow(values.values()), unread=tuple(unread), others=tuple(others)
    )


def _put(values: dict[tuple[str, str], GatheredValue], new: GatheredValue) -> None:
    """Add a value; a whole message takes the place of what came out of the earlier one."""
    if new.name in TITLES:
        for key in [key for key in values if key[1] == TITLES[new.name]]:
            del values[key]
    old = values.get((new.name, new.source))
    values[new.name, new.source] = replace(new, replaced=old is not None and old.value != new.value)


def _values_of(text: str, found: Iterable[Recognized], number: int) -> Iterator[GatheredValue]:
    source, end = "", 0
    for each in found:
        if each.start >= end:
            source = ""
        if each.kind == "flow":
            yield from _members_of_flow(each.value, number)
            end = each.end
        elif each.kind == "error":
            yield from _error_of(each.value, number)
            source, end = _ANSWER, each.end
        elif each.kind in _WHOLE:
            if source:  # such as one parameter of a command: a part of the message that is being read
                continue
            name = _WHOLE[each.kind]
            source, end = TITLES[name], each.end
            yield GatheredValue(name=name, value=each.value, text=number)
        elif each.kind in _SINGLE and not _is_bare(each) and (source != _ANSWER or each.kind != "error-code"):
            yield GatheredValue(name=_SINGLE[each.kind], value=each.value, source=source, text=number)
            if each.kind == "error-code" and not source and each.value != text.strip():
                yield GatheredValue(name="error_description", value=text.strip()[:_LONGEST_MESSAGE], text=number)
    if not found and _is_message(text):
        yield GatheredValue(name="error_description", value=text.strip(), text=number)


def _is_bare(found: Recognized) -> bool:
    """Whether only its shape shows that a value is of a pair."""
    return found.kind in ("pair-value", "verifier") and found.sureness is Sureness.POSSIBLE


def _is_message(text: str) -> bool:
    """Whether a text is the words of a server, although it has no code."""
    words = text.strip()
    if not words or len(words) > _LONGEST_MESSAGE:
        return False
    explanation = explain_error("", error_description=words)
    return explanation.known or bool(explanation.causes)


def _error_of(document: str, number: int) -> Iterator[GatheredValue]:
    with suppress(PkceError):
        response = parse_token_response(document)
        for name in _OF_ERROR:
            if value := getattr(response, name, ""):
                yield GatheredValue(name=name, value=value, source=_ANSWER, text=number)


def _members_of_flow(document: str, number: int) -> Iterator[GatheredValue]:
    try:
        flow = parse_flow(document)
    except PkceError:
        return
    for message in MESSAGES:
        members: Mapping[str, object] = getattr(flow, message)
        for name, value in members.items():
            if isinstance(value, str) and value:
                yield GatheredValue(name=name, value=value, source=TITLES[message], text=number)


def _flow(values: Iterable[GatheredValue]) -> FlowValues:
    """The values as a flow: whole messages as they are, single values in the messages that carry them."""
    whole = {each.name: each.value for each in values if each.name in TITLES}
    single = {each.name: each.value for each in values if each.source in ("", _ANSWER)}
    document: dict[str, object] = {name: _members(name, whole[name]) for name in MESSAGES if name in whole}
    redeemed = "token_request" in document or "code" in single or single.get("error") in ONLY_FROM_TOKEN_ENDPOINT
    if "error" in single and "token_response" not in document and (redeemed or "authorization_response" in document):
        document["token_response"] = {name: single[name] for name in _OF_ERROR if name in single}
    if "authorization_request" not in document and "code_challenge" in single:
        request = {name: single[name] for name in ("code_challenge", "state", "nonce") if name in single}
        # A challenge on its own says nothing of its method, and S256 is the one to use (RFC 7636 §4.2).
        document["authorization_request"] = request | {"code_challenge_method": "S256"}
    if "token_request" not in document:
        document["code_verifier"] = single.get("code_verifier")
    if "metadata" in whole:
        document |= _server(whole["metadata"])
    try:
        return parse_flow(document)
    except PkceError:  # a message with a name twice: the checks of that message say so
        return FlowValues(code_verifier=single.get("code_verifier"))


def _members(message: str, text: str) -> object:
    """A message as `parse_flow` takes it: responses come in more forms than it reads."""
    try:
        if message == "authorization_response":
            redirect = parse_authorization_response(text)
            return {name: value for name in _OF_REDIRECT if (value := getattr(redirect, name))}
        if message == "token_response":
            response = parse_token_response(text)
            names = _OF_ERROR if isinstance(response, TokenErrorResponse) else _OF_TOKENS
            return {name: value for name in names if (value := getattr(response, name)) is not None}
    except PkceError:
        return {}
    return text


def _server(document: str) -> dict[str, object]:
    try:
        metadata = parse_metadata(document)
    except PkceError:
        return {}
    names = ("issuer", "authorization_endpoint", "token_endpoint")
    return {name: getattr(metadata, name) for name in names}
