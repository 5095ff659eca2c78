"""The values of one attempt at a flow, under their names on the wire: what the checks of a whole flow compare.

    {"authorization_request": {...}, "authorization_response": {...}, "token_request": {...}, "token_response": {...}}

The server's metadata document may be beside them, as metadata. A flat object also works: each name goes to the messages
that carry it. An unknown value is absent, which no check treats as correct, nor as missing from a flat object.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.errors import UsageError
from pkce_core.findings import Report, ValidationError
from pkce_core.flow.messages import (
    MESSAGES,
    answer_beside,
    distribute,
    from_parameters,
    known_parameters,
    parse_sent_request,
    read_answer,
    read_redirect,
    read_request,
)
from pkce_core.flow.rules import RULES
from pkce_core.text.json_object import parse_json_object
from pkce_core.text.times import is_moment

if TYPE_CHECKING:
    from pkce_core.token.sent.sent_request import SentRequest

    Message = Mapping[str, object]

MOST_ATTEMPTS = 10
MOST_PARAMETERS = 60
"""In one message, and far more than any has. Both limits bound the work on hostile input."""


def _nothing() -> Message:  # Python 3.11 rejects a mapping proxy as a default: it cannot be hashed
    return MappingProxyType({})


@dataclass(frozen=True, kw_only=True, slots=True)
class FlowValues:
    """One attempt at a flow, as far as it is known.

    Attributes:
        authorization_request: the parameters of the authorization URL. The repr shows none of the four messages.
        authorization_response: the parameters of the redirect.
        token_request: the parameters of the body, and client_secret however it was sent.
        token_response: the members of the JSON response, whether tokens or an error.
        unread: the responses whose text is something else, by name, each with what it is. Not in the repr.
        sent_token_request: the token request as it was sent, with its mistakes; None without one. Not in the repr.
        issuer: from the metadata document.
        iss_parameter_supported: whether the metadata promises iss in the redirect; None if it isn't known.
        provider: the name of a provider profile.
        authorization_endpoint: where the authorization request went.
        token_endpoint: where the token request went.
        registered_redirect_uri: the redirect URI in the client's registration.
        code_verifier: the verifier to use, before there is a token request with it. The repr does not show it.
        authorization_requested_at: when the browser was sent away, in seconds since 1970.
        code_received_at: when the redirect came, in the same seconds.
        token_requested_at: when the code was redeemed, in the same seconds.
        token_received_at: when the token response came, in the same seconds.
        earlier: attempts before this one, to find values that are used again.
        whole: the messages that were read from the text that carries them, in which no parameter is there twice.
        partial: the messages of which only some values are known, so that what is absent there may have been sent.
    """

    authorization_request: Message = field(default_factory=_nothing, repr=False)
    authorization_response: Message = field(default_factory=_nothing, repr=False)
    token_request: Message = field(default_factory=_nothing, repr=False)
    token_response: Message = field(default_factory=_nothing, repr=False)
    unread: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    sent_token_request: SentRequest | None = field(default=None, repr=False)
    issuer: str | None = None
    iss_parameter_supported: bool | None = None
    provider: str | None = None
    authorization_endpoint: str | None = None
    token_endpoint: str | None = None
    registered_redirect_uri: str | None = None
    code_verifier: str | None = field(default=None, repr=False)
    authorization_requested_at: float | None = None
    code_received_at: float | None = None
    token_requested_at: float | None = None
    token_received_at: float | None = None
    earlier: tuple[FlowValues, ...] = ()
    whole: frozenset[str] = frozenset()
    partial: frozenset[str] = frozenset()

    def value(self, message: str, name: str) -> str | None:
        """One parameter as text; None when it is absent, empty or not text.

        Args:
            message: one of the four messages, by its name.
            name: the parameter's name.
        """
        # RFC 6749 §3.1: "Parameters sent without a value MUST be treated as if they were omitted from the request."
        value = getattr(self, message).get(name)
        return value if isinstance(value, str) and value else None

    def has(self, message: str, name: str) -> bool:
        """Whether a parameter is there as for `value`, or unknown because a variable or a prompt fills it in."""
        if self.value(message, name):
            return True
        sent = self.sent_token_request
        if message != "token_request" or sent is None:
            return False
        # A parameter without a name is a body that a file or a variable fills in: it may have any of them.
        unknown = [each.name for each in sent.all_parameters if each.value is None or each.kept_from_shell]
        return name in unknown or "" in unknown or sent.written_as == "unread"

    def lacks(self, message: str, name: str) -> bool:
        """Whether a message, named as for `value`, is known and doesn't have a parameter."""
        known = getattr(self, message)
        if message in self.partial or (message == "authorization_request" and "client_id" not in known):
            return False  # RFC 6749 §4.1.1: client_id is required, so these are only some of its values
        return bool(known) and not (self.has(message, name) or known.get(name))

    @property
    def verifier(self) -> str | None:
        """The code_verifier of the token request; without one, the attribute `code_verifier`."""
        return self.value("token_request", "code_verifier") or self.code_verifier or None


_TIMES = ("authorization_requested_at", "code_received_at", "token_requested_at", "token_received_at")
_NOT_TEXTS = (*MESSAGES, *_TIMES, "sent_token_request", "iss_parameter_supported", "earlier", "whole", "partial",
              "unread")  # fmt: skip
_TEXTS = tuple(each.name for each in fields(FlowValues) if each.name not in _NOT_TEXTS)
_ISS_PROMISE = "authorization_response_iss_parameter_supported"
_READERS = MappingProxyType(
    {"authorization_request": read_request, "token_request": read_request,
     "authorization_response": read_redirect, "token_response": read_answer}
)  # fmt: skip


def parse_flow(document: str | bytes | Mapping[str, object]) -> FlowValues:
    """Read the values of a flow.

    Args:
        document: a JSON object as text, octets or a mapping, with the four messages by name, or with all their
            parameters side by side. It may have the server's metadata, too. A message may also be the URL that carries
            it, and the token request also the command, the call of fetch or the HTTP text that sends it. Nothing of it
            is executed.

    Raises:
        InvalidValueError: the text is not one strict JSON object.
        ValidationError: a value has the wrong type.
        UsageError: the document is neither text nor octets nor a mapping.
    """
    if isinstance(document, str | bytes):
        return _parse(parse_json_object(document), nested=False)
    if not isinstance(document, Mapping):
        raise UsageError("The values of a flow must be a JSON object.")
    return _parse(dict(document), nested=False)


def _parse(members: dict[str, object], *, nested: bool) -> FlowValues:
    sent = parse_sent_request(members.get("token_request"))
    known = {**members, "token_request": known_parameters(sent, MOST_PARAMETERS) or None} if sent else members
    unread: dict[str, ValidationError] = {}
    messages = {name: _parse_message(name, known.get(name), unread) for name in MESSAGES}
    if unread and not any(messages.values()) and sent is None:
        raise next(iter(unread.values()))
    if is_flat := not any(messages.values()) and sent is None:  # it doesn't say which of them the redirect had
        if len(members) > MOST_PARAMETERS:
            raise _type_error("The flow", f"an object with at most {MOST_PARAMETERS} names")
        # The messages are skipped too: a flow that has not begun may name them, all empty.
        skipped = (*MESSAGES, *_TIMES, "metadata", "earlier")
        flat = {name: value for name, value in members.items() if value is not None and name not in skipped}
        messages = distribute(flat, _TEXTS)
    elif not messages["token_response"] and (beside := answer_beside(members)):
        redeems = messages["token_request"] or sent or "code" in messages["authorization_response"]
        messages["token_response" if redeems or "error" not in beside else "authorization_response"] |= beside
    earlier = given if isinstance(given := members.get("earlier"), list | tuple) and not nested else []
    attempts = (_parse(dict(each), nested=True) for each in earlier[:MOST_ATTEMPTS] if isinstance(each, Mapping))
    document = _parse_metadata(members.get("metadata"))
    return FlowValues(
        **{name: MappingProxyType(message) for name, message in messages.items()},  # type: ignore[arg-type]
        unread=MappingProxyType({name: problem.report.errors[0].message for name, problem in unread.items()}),
        **{name: _parse_text(name, members.get(name) or document.get(name)) for name in _TEXTS},  # type: ignore[arg-type]
        iss_parameter_supported=None if is_flat or not document else document.get(_ISS_PROMISE) is True,
        **{name: _parse_time(name, members.get(name)) for name in _TIMES},  # type: ignore[arg-type]
        sent_token_request=sent or from_parameters(messages["token_request"]),
        earlier=tuple(attempts),
        whole=frozenset(name for name in MESSAGES if isinstance(members.get(name), str) and messages[name]),
        partial=frozenset(MESSAGES if is_flat else ()),
    )


def _parse_message(name: str, value: object, unread: dict[str, ValidationError]) -> dict[str, object]:
    """The parameters of a message; of a response in text that is something else, none, and why is kept."""
    if value is None:
        return {}
    if isinstance(value, str):
        # RFC 6749 §3.1: "Request and response parameters MUST NOT be included more than once."
        try:
            read = _READERS[name](value) if value.strip() else {}
        except ValidationError as problem:
            unread[name] = problem
            return {}
        if read is None or len(read) > MOST_PARAMETERS:
            raise _type_error(name, f"a URL with each parameter once, and at most {MOST_PARAMETERS} of them")
        return read
    if not isinstance(value, Mapping) or len(value) > MOST_PARAMETERS:
        raise _type_error(name, f"an object with at most {MOST_PARAMETERS} parameters, or the URL that carries them")
    return {key: member for key, member in value.items() if isinstance(key, str) and member is not None}


def _parse_metadata(value: object) -> Mapping[str, object]:
    if value is None:
        return {}
    from pkce_core.metadata.document import parse_metadata  # most flows come without it

    try:
        return parse_metadata(value if isinstance(value, Mapping) else str(value)).to_dict()
    except ValidationError as problem:
        raise _type_error("metadata", f"the server's metadata document. {problem.report.errors[0].message}") from None


def _parse_text(name: str, value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value or None
    raise _type_error(name, "text")


def _parse_time(name: str, value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, int | float) and is_moment(value):
        return value
    raise _type_error(name, "a number of seconds since 1970")


def _type_error(name: str, wanted: str) -> ValidationError:
    return ValidationError(Report(findings=(RULES["flow-type"].error(f"{name} must be {wanted}."),)))
