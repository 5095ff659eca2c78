"""`Step` and `Attempt`: what a file has of a flow, and which steps of it belong together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pkce_core.flow.messages import known_parameters
from pkce_core.flow.values import MOST_PARAMETERS
from pkce_core.har.recorded.exchange import form_of, parts_of
from pkce_core.har.recorded.kinds import Kind, is_authorization, is_callback
from pkce_core.har.recorded.sent import response_members, sent_request

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkce_core.har.recorded.exchange import Exchange

CREDENTIALS = frozenset({"client_secret", "client_assertion", "client_assertion_type"})
_HIDDEN = (
    r"(?i)[0-9,]+-characters|\(?[0-9,]+ characters?\)?|.{0,40}\bredacted\b.{0,40}|[*x•]{4,}|\[?(?:hidden|masked)\]?"
)
"""What programs that take the secrets out of a file write in their place, `redact` among them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """A recorded step.

    Attributes:
        kind: which step it is.
        exchange: its request and response; of a redirect that is only in a Location header, the exchange with it.
        address: the URL that counts: of the request, or of the Location header. Not in the repr.
        parameters: of the step, by name. Not in the repr.
        at: when it was sent, in seconds since 1970; None when the file doesn't say.
    """

    kind: Kind
    exchange: Exchange
    address: str = field(repr=False)
    parameters: Mapping[str, str] = field(repr=False)
    at: float | None

    @property
    def is_hidden(self) -> bool:
        """Whether something stands in the place of a value, so that nothing can be compared with it."""
        answer = response_members(self.exchange) if self.kind in (Kind.TOKEN, Kind.REFRESH) else {}
        texts = [each for each in (*self.parameters.values(), *answer.values()) if isinstance(each, str)]
        return any(re.fullmatch(_HIDDEN, text) for text in texts if len(text) <= 100)


@dataclass(slots=True)
class Attempt:
    """The steps of one attempt, in their order.

    Attributes:
        steps: its steps.
        addresses: of the server, as far as requests of the attempt show them. Not in the repr.
        failures: requests for the redirect that the client's own server answered with an error.
    """

    steps: list[Step] = field(default_factory=list)
    addresses: set[str] = field(default_factory=set, repr=False)
    failures: list[Exchange] = field(default_factory=list)
    _seen: tuple[int, bool] = field(default=(0, False), init=False, repr=False, compare=False)

    def of(self, *kinds: Kind) -> list[Step]:
        """The steps of these kinds."""
        return [step for step in self.steps if step.kind in kinds]

    def first(self, kind: Kind) -> Mapping[str, str]:
        """The parameters of the first step of a kind; none when there is no such step."""
        return next((step.parameters for step in self.steps if step.kind is kind), {})

    @property
    def request(self) -> Mapping[str, str]:
        """The parameters of the authorization request, with those that were pushed for it (RFC 9126 §4)."""
        sent, pushed = self.first(Kind.AUTHORIZATION), self.first(Kind.PUSHED)
        if not pushed:
            return sent
        inside = {name: value for name, value in pushed.items() if name not in CREDENTIALS}
        return {**{name: value for name, value in sent.items() if name != "request_uri"}, **inside}

    @property
    def is_hidden(self) -> bool:
        """Whether values of the attempt are hidden, so that it can't be judged."""
        if self._seen[0] != len(self.steps):
            self._seen = len(self.steps), any(step.is_hidden for step in self.steps)
        return self._seen[1]


def steps_of(exchange: Exchange, kind: Kind | None, redirect_uris: frozenset[str]) -> list[Step]:
    """The steps that an exchange shows: its own, and a redirect in its Location header.

    Args:
        exchange: the request, with its response.
        kind: which step it is; None for a request that is none itself.
        redirect_uris: as for `kind_of`.
    """
    steps = []
    if kind is not None:
        in_body = exchange.method == "POST"
        parameters = {**exchange.query, **(exchange.form if in_body else {})}
        address = exchange.url
        if kind in (Kind.TOKEN, Kind.REFRESH):  # its parameters may be JSON, too
            parameters = known_parameters(sent_request(exchange, is_sanitized=False), MOST_PARAMETERS)
            kind = Kind.REFRESH if parameters.get("grant_type") == "refresh_token" else kind
        if kind is Kind.CALLBACK and in_body and not exchange.query.keys() & {"code", "error"}:
            address = f"{exchange.address}?{exchange.body}"  # response_mode=form_post
        steps.append(Step(kind=kind, exchange=exchange, address=address, parameters=parameters, at=exchange.started))
    target = exchange.response_headers.get("location", "")
    base, query, fragment = parts_of(target)
    for part in (query, fragment):
        parameters = form_of(part)
        found = Kind.CALLBACK if is_callback(base, parameters, redirect_uris) else None
        if found is None and is_authorization(parameters):
            found = Kind.AUTHORIZATION
        if found:
            steps.append(Step(kind=found, exchange=exchange, address=target, parameters=parameters, at=exchange.ended))
    return steps
