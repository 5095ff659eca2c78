"""The values in several texts, put together as one attempt: each with the text that it came from."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.answer.assembled import assemble
from pkce_core.answer.gathered_value import TITLES, GatheredValue
from pkce_core.answer.lone_values import place_lone
from pkce_core.answer.server_words import is_known_message, is_message, server_words
from pkce_core.api.challenge import find_challenges
from pkce_core.errors import PkceError
from pkce_core.flow.messages import MESSAGES
from pkce_core.flow.values import FlowValues, parse_flow
from pkce_core.recognition.recognize import recognize
from pkce_core.recognition.recognized import Sureness
from pkce_core.text.json_object import parse_json_object
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
        "client-assertion": "client_assertion", "dpop-proof": "dpop_proof", "request-object": "request_object",
        "pushed-response": "pushed_response", "pushed-request": "pushed_request",
    }
)  # fmt: skip
"""The parameter that a value of each kind is."""
_LONGEST_ANSWER = 100_000
"""Characters; the headers come first."""
_OF_ERROR = ("error", "error_description")
_ANSWER = "the server's answer"
_IN_FLOW = "a flow"
"""The source while the values of a flow document are passed over: they are taken from it as a whole."""
_METHOD = r"""code_challenge_method["']?\s*[=:]\s*["']?([A-Za-z0-9_-]+)"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Gathered:
    """What several texts contain, as one attempt.

    Attributes:
        values: one for each name and source, in the order in which they were found.
        flow: the messages, as far as they are known, with the values that came on their own.
        sent: the messages alone: what is known to have been sent and received.
        unread: the texts, counted from 0, in which nothing was recognized.
        others: what was recognized and can't be checked on its own, in words: "a signed token (JWT)".
    """

    values: tuple[GatheredValue, ...] = ()
    flow: FlowValues = field(default_factory=FlowValues)
    sent: FlowValues = field(default_factory=FlowValues)
    unread: tuple[int, ...] = ()
    others: tuple[str, ...] = ()

    def value(self, name: str) -> str:
        """The value under a name, the last one; "" when there is none.

        Args:
            name: as in `GatheredValue`.
        """
        found = self.find(name)
        return found.value if found else ""

    def find(self, name: str) -> GatheredValue | None:
        """The value under a name with what is known of it, the last one; None when there is none.

        Args:
            name: as in `GatheredValue`.
        """
        return next((each for each in reversed(self.values) if each.name == name), None)


def gather(texts: Iterable[str], named: Mapping[str, str] = MappingProxyType({})) -> Gathered:
    """Find the values in texts, and put them together. A later value takes the place of an earlier one.

    Args:
        texts: in the order in which they were pasted.
        named: values whose parameter is known, by its name; they count as the last text.
    """
    values: dict[tuple[str, str], GatheredValue] = {}
    lone: dict[str, int] = {}
    documents: dict[str, object] = {}
    unread, others, number = [], [], 0
    for number, text in enumerate(texts):
        recognized = recognize(text)
        found = [*_values_of(text, recognized, number), *_answer_of_api(text, number)]
        if not found and not recognized:
            found = list(_words_of(text, values, number))
        bare = {each.value: number for each in recognized if _is_bare(each)}
        other_error = _forget_error(values, found)
        for each in found:
            _put(values, replace(each, replaced=other_error and each.name == "error"))
        lone |= bare
        documents |= _flow_documents(recognized)
        if not found and not bare:
            others += [each.title for each in recognized]
            unread += [] if recognized else [number]
    for name, value in named.items():
        if value:
            _put(values, GatheredValue(name=name, value=value, text=number + 1))
    for each in place_lone(lone, values.values()):
        _put(values, each)
    everything = tuple(values.values())
    return Gathered(
        values=everything,
        flow=assemble(everything, documents),
        sent=assemble(everything, documents, with_single=False),
        unread=tuple(unread),
        others=tuple(others),
    )


def _put(values: dict[tuple[str, str], GatheredValue], new: GatheredValue) -> None:
    """Add a value; a whole message takes the place of what came out of the earlier one."""
    if new.name in TITLES:
        for key in [key for key in values if key[1] == TITLES[new.name]]:
            del values[key]
    old = values.pop((new.name, new.source), None)
    values[new.name, new.source] = replace(new, replaced=new.replaced or (old is not None and old.value != new.value))


def _forget_error(values: dict[tuple[str, str], GatheredValue], found: Iterable[GatheredValue]) -> bool:
    """Whether another error takes the place of an earlier one, whole: its words are not of the other code."""
    earlier = [key for key in values if key[0] in _OF_ERROR and key[1] in ("", _ANSWER)]
    has_code = any(each.name == "error" and each.source in ("", _ANSWER) for each in found)
    if not has_code or not any(name == "error" for name, _ in earlier):
        return False
    for key in earlier:
        del values[key]
    return True


def _values_of(text: str, found: Iterable[Recognized], number: int) -> Iterator[GatheredValue]:
    source, end, has_url = "", 0, False
    for each in found:
        if each.start >= end:
            source = ""
        if source == _IN_FLOW:
            continue
        if each.kind == "flow":
            yield from _members_of_flow(each.value, number)
            source, end = _IN_FLOW, each.end
        elif each.kind == "error":
            yield from _error_of(each.value, number)
            source, end = _ANSWER, each.end
        elif each.kind in _WHOLE:
            if source:  # such as one parameter of a command: a part of the message that is being read
                continue
            name = _WHOLE[each.kind]
            source, end, has_url = TITLES[name], each.end, has_url or name == "authorization_request"
            yield GatheredValue(name=name, value=each.value, text=number)
        elif each.kind in _SINGLE and not _is_bare(each) and (source != _ANSWER or each.kind != "error-code"):
            yield GatheredValue(name=_SINGLE[each.kind], value=each.value, source=source, text=number)
            if each.kind == "error-code" and not source and (words := server_words(text)):
                yield GatheredValue(name="error_description", value=words, text=number)
    if not has_url and source != _IN_FLOW and (method := re.search(_METHOD, text)):
        yield GatheredValue(name="code_challenge_method", value=method[1], text=number)


def _words_of(text: str, values: Mapping[tuple[str, str], GatheredValue], number: int) -> Iterator[GatheredValue]:
    """The words of a server without a code. Beside a code from another text, only a known message belongs to it."""
    has_code = any(name == "error" for name, _ in values)
    if is_known_message(text) or (is_message(text) and not has_code):
        yield GatheredValue(name="error_description", value=text.strip(), text=number)


def _answer_of_api(text: str, number: int) -> Iterator[GatheredValue]:
    """The answer of an API to an access token, which says in its header what it wants."""
    if any(challenge.scheme in ("bearer", "dpop") for challenge in find_challenges(text[:_LONGEST_ANSWER])):
        yield GatheredValue(name="api_response", value=text, text=number)


def _is_bare(found: Recognized) -> bool:
    """Whether only its shape shows that a value is of a pair."""
    return found.kind in ("pair-value", "verifier") and found.sureness is Sureness.POSSIBLE


def _error_of(document: str, number: int) -> Iterator[GatheredValue]:
    with suppress(PkceError):
        response = parse_token_response(document)
        for name in _OF_ERROR:
            if value := getattr(response, name, ""):
                yield GatheredValue(name=name, value=value, source=_ANSWER, text=number)


def _members_of_flow(document: str, number: int) -> Iterator[GatheredValue]:
    with suppress(PkceError):
        flow = parse_flow(document)
        for message in MESSAGES:
            members: Mapping[str, object] = getattr(flow, message)
            for name, value in members.items():
                if isinstance(value, str) and value:
                    yield GatheredValue(name=name, value=value, source=TITLES[message], text=number)


def _flow_documents(found: Iterable[Recognized]) -> dict[str, object]:
    """The members of the flow documents in a text."""
    members: dict[str, object] = {}
    for each in found:
        if each.kind == "flow":
            members |= parse_json_object(each.value)
    return members
