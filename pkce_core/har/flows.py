"""An attempt as the values of a flow, once for each token request in it: what the checks of a flow compare."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.flow.messages import known_parameters
from pkce_core.flow.values import MOST_PARAMETERS, FlowValues
from pkce_core.har.recorded.exchange import parts_of
from pkce_core.har.recorded.kinds import Kind
from pkce_core.har.recorded.sent import response_members, sent_request

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkce_core.har.recorded.steps import Attempt, Step

_MOST_EARLIER = 10


def flow_of(
    attempt: Attempt,
    token: Step | None,
    server: Mapping[str, object],
    *,
    is_sanitized: bool,
    earlier: tuple[FlowValues, ...],
) -> FlowValues:
    """The values of an attempt, as far as the file has them.

    Args:
        attempt: the attempt.
        token: the token request that is judged; None when there is none.
        server: the members of its metadata document.
        is_sanitized: whether the file may leave out Authorization headers.
        earlier: what was sent before it.
    """
    requests, callbacks = attempt.of(Kind.AUTHORIZATION), attempt.of(Kind.CALLBACK)
    sent = sent_request(token.exchange, is_sanitized=is_sanitized) if token else None
    known = known_parameters(sent, MOST_PARAMETERS) if sent else {}
    answer = response_members(token.exchange) if token else {}
    is_refresh = token is not None and token.kind is Kind.REFRESH
    redirect = callbacks[-1] if callbacks and not is_refresh else None
    return FlowValues(
        authorization_request={} if is_refresh else _request_of(attempt),
        authorization_response=_bounded(redirect.parameters if redirect else {}),
        token_request=MappingProxyType({name: value for name, value in known.items() if name}),
        token_response=MappingProxyType(answer if len(answer) <= MOST_PARAMETERS else {}),
        sent_token_request=sent,
        issuer=_text(server, "issuer"),
        authorization_endpoint=parts_of(requests[0].address)[0] if requests and not is_refresh else None,
        token_endpoint=_text(server, "token_endpoint"),
        authorization_requested_at=requests[0].at if requests else None,
        code_received_at=redirect.at if redirect else None,
        token_requested_at=token.at if token else None,
        token_received_at=token.exchange.ended if token else None,
        earlier=earlier[-_MOST_EARLIER:],
    )


def before(attempt: Attempt, token: Step | None, flows: list[FlowValues]) -> tuple[FlowValues, ...]:
    """What was sent before a token request.

    Args:
        attempt: its attempt.
        token: the token request; None when the attempt has none.
        flows: of the attempts before this one.
    """
    if token is None:
        return tuple(flows)
    if token.kind is Kind.REFRESH:
        return tuple(each for each in flows if _is_of_same_client(each, token) or _brought(each, token))
    # A request that shares all else with its attempt: only its code and its answer, so that nothing counts as reused.
    own = attempt.of(Kind.TOKEN)
    sooner = own[: own.index(token)]
    if "access_token" in response_members(token.exchange):
        sooner = []  # the server took the code, so an earlier request that failed had not used it up
    code = token.parameters.get("code")
    return (*flows, *(_redemption(each, code) for each in sooner[-_MOST_EARLIER:]))


def _is_of_same_client(flow: FlowValues, token: Step) -> bool:
    """Whether a refresh may be of tokens that a flow brought."""
    sent = flow.sent_token_request
    ids = {flow.value("token_request", "client_id"), token.parameters.get("client_id")} - {None}
    return sent is not None and sent.url == token.exchange.address and len(ids) <= 1


def _brought(flow: FlowValues, token: Step) -> bool:
    """Whether the refresh token that is sent came with a flow's tokens, whoever sends it."""
    sent = token.parameters.get("refresh_token")
    return bool(sent) and flow.value("token_response", "refresh_token") == sent


def _redemption(step: Step, code: str | None) -> FlowValues:
    """A token request of the same attempt. With another code, its verifier would count as used again."""
    known = dict(list(step.parameters.items())[:MOST_PARAMETERS])
    if known.get("code") != code:
        known.pop("code_verifier", None)
    return FlowValues(
        token_request=MappingProxyType(known),
        token_response=MappingProxyType(response_members(step.exchange)),
        sent_token_request=sent_request(step.exchange, is_sanitized=True),
    )


def _request_of(attempt: Attempt) -> Mapping[str, object]:
    """The authorization request. If its parameters were pushed, they are known, and it had a request_uri too."""
    request: dict[str, object] = dict(_bounded(attempt.request))
    if attempt.of(Kind.PUSHED):
        request["request_uri"] = True
    return MappingProxyType(request)


def _bounded(parameters: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType(dict(list(parameters.items())[:MOST_PARAMETERS]))


def _text(members: Mapping[str, object], name: str) -> str | None:
    value = members.get(name)
    return value if isinstance(value, str) else None
