"""The values of one attempt at a flow, under their names on the wire: what the checks across steps look at.

    {"authorization_request": {...}, "authorization_response": {...}, "token_request": {...}, "token_response": {...}}

A flat object works as well: each name goes to the steps that send it. Values nobody noted down are absent, and no
check takes an absent value for a right one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.errors import UsageError
from pkce_core.findings import Report, ValidationError
from pkce_core.flow.rules import RULES
from pkce_core.text.form_encoding import find_duplicates, parse_form
from pkce_core.text.json_object import parse_json_object
from pkce_core.text.times import is_moment

if TYPE_CHECKING:
    Step = Mapping[str, object]


STEPS = ("authorization_request", "authorization_response", "token_request", "token_response")
MOST_ATTEMPTS = 10
MOST_PARAMETERS = 60
"""Of one message; far more than any has. Both bound the work on hostile input."""


def _nothing() -> Step:  # Python 3.11 takes a mapping proxy for a mutable default
    return MappingProxyType({})


@dataclass(frozen=True, kw_only=True, slots=True)
class FlowValues:
    """One attempt at a flow, as far as it is known.

    Attributes:
        authorization_request: the parameters of the authorization URL; like all four messages kept out of the repr.
        authorization_response: the parameters of the redirect.
        token_request: the parameters of the body, and client_secret however it was sent.
        token_response: the members of the JSON answer, whether tokens or an error.
        issuer: from the metadata document.
        provider: the slug of a provider profile.
        authorization_endpoint: where the authorization request went.
        token_endpoint: where the token request went.
        registered_redirect_uri: what stands in the client's registration.
        code_verifier: the one at hand, while no token request holds it; kept out of the repr.
        authorization_requested_at: when the browser was sent away, in seconds since 1970.
        code_received_at: when the redirect came.
        token_requested_at: when the code was redeemed.
        earlier: attempts before this one, to notice what is used again.
    """

    authorization_request: Step = field(default_factory=_nothing, repr=False)
    authorization_response: Step = field(default_factory=_nothing, repr=False)
    token_request: Step = field(default_factory=_nothing, repr=False)
    token_response: Step = field(default_factory=_nothing, repr=False)
    issuer: str | None = None
    provider: str | None = None
    authorization_endpoint: str | None = None
    token_endpoint: str | None = None
    registered_redirect_uri: str | None = None
    code_verifier: str | None = field(default=None, repr=False)
    authorization_requested_at: float | None = None
    code_received_at: float | None = None
    token_requested_at: float | None = None
    earlier: tuple[FlowValues, ...] = ()

    def value(self, step: str, name: str) -> str | None:
        """One parameter as text; None when it is absent, empty or no text.

        Args:
            step: one of the four messages, by its name.
            name: of the parameter.
        """
        # RFC 6749 §3.1: "Parameters sent without a value MUST be treated as if they were omitted from the request."
        there = getattr(self, step).get(name)
        return there if isinstance(there, str) and there else None

    @property
    def verifier(self) -> str | None:
        """The code_verifier of the token request, or the one at hand."""
        return self.value("token_request", "code_verifier") or self.code_verifier or None


_TIMES = ("authorization_requested_at", "code_received_at", "token_requested_at")
_OWN = tuple(each.name for each in fields(FlowValues) if each.name not in (*STEPS, *_TIMES, "earlier"))

_TOKEN_REQUEST = (
    "grant_type", "client_secret", "client_assertion", "client_assertion_type", "token_endpoint_auth_method",
)  # fmt: skip
_TOKEN_RESPONSE = ("access_token", "id_token", "refresh_token", "token_type", "expires_in", "expires_at")
_ERROR = ("error", "error_description", "error_uri")


def parse_flow(document: str | bytes | Mapping[str, object]) -> FlowValues:
    """Read the values of a flow.

    Args:
        document: a JSON object, its octets or the object: the four messages by name, or their parameters side by
            side; a request or a redirect may also be the URL that carries it.

    Raises:
        InvalidValueError: the text is no strict JSON object.
        FormError: a URL in it holds a broken escape.
        ValidationError: a value has the wrong type.
        UsageError: the document is neither text nor octets nor an object.
    """
    if isinstance(document, str | bytes):
        return _parse(parse_json_object(document), nested=False)
    if not isinstance(document, Mapping):
        raise UsageError("The values of a flow are a JSON object.")
    return _parse(dict(document), nested=False)


def _parse(members: dict[str, object], *, nested: bool) -> FlowValues:
    steps = {name: _step(name, members.get(name)) for name in STEPS}
    if not any(steps.values()):
        steps = _distribute(members)
    earlier = members.get("earlier", [])
    if nested or not isinstance(earlier, list | tuple):
        earlier = []
    attempts = tuple(_parse(dict(one), nested=True) for one in earlier[:MOST_ATTEMPTS] if isinstance(one, Mapping))
    return FlowValues(
        **{name: MappingProxyType(step) for name, step in steps.items()},  # type: ignore[arg-type]
        **{name: _text(name, members.get(name)) for name in _OWN},  # type: ignore[arg-type]
        **{name: _time(name, members.get(name)) for name in _TIMES},  # type: ignore[arg-type]
        earlier=attempts,
    )


def _step(name: str, value: object) -> dict[str, object]:
    if value is None:
        return {}
    if isinstance(value, str):
        query = value.partition("?")[2] or value
        pairs = parse_form(query.partition("#")[0])
        # RFC 6749 §3.1: "Request and response parameters MUST NOT be included more than once."
        if find_duplicates(pairs) or len(pairs) > MOST_PARAMETERS:
            raise _wrong(name, "each parameter once")
        return dict(pairs)
    if not isinstance(value, Mapping) or len(value) > MOST_PARAMETERS:
        raise _wrong(name, f"an object of at most {MOST_PARAMETERS} parameters, or the URL that carries them")
    return {key: there for key, there in value.items() if isinstance(key, str) and there is not None}


def _distribute(members: dict[str, object]) -> dict[str, dict[str, object]]:
    """A flat object, sorted into the steps that send each name."""
    if len(members) > MOST_PARAMETERS:
        raise _wrong("The object", f"at most {MOST_PARAMETERS} names")
    beside = (*STEPS, *_TIMES, "earlier")  # messages too: those of a flow that has not begun are there and empty
    flat = {name: value for name, value in members.items() if value is not None and name not in beside}
    redeemed = "code" in flat and bool(flat.keys() & {"code_verifier", "client_secret", *_TOKEN_RESPONSE, *_ERROR})
    steps: dict[str, dict[str, object]] = {name: {} for name in STEPS}
    for name, value in flat.items():
        for step in _steps_of(name, redeemed):
            steps[step][name] = value
    return steps


def _steps_of(name: str, redeemed: bool) -> tuple[str, ...]:
    if name in _TOKEN_RESPONSE:
        return ("token_response",)
    if name in _ERROR:
        return ("token_response",) if redeemed else ("authorization_response",)
    if name == "code":
        return ("authorization_response", "token_request") if redeemed else ("authorization_response",)
    if name == "iss":
        return ("authorization_response",)
    if name == "code_verifier" or name in _TOKEN_REQUEST:
        return ("token_request",) if redeemed else ()
    if name in _OWN:
        return ()
    if name in ("client_id", "redirect_uri"):
        return ("authorization_request", "token_request") if redeemed else ("authorization_request",)
    return ("authorization_request",)


def _text(name: str, value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value or None
    raise _wrong(name, "text")


def _time(name: str, value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, int | float) and is_moment(value):
        return value
    raise _wrong(name, "a number of seconds since 1970")


def _wrong(name: str, wanted: str) -> ValidationError:
    message = f"{name} is not as expected: {wanted}."
    return ValidationError(Report(findings=(RULES["flow-type"].error(message),)))
