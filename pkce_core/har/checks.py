"""What each step and each attempt of a file shows, judged by the checks of the flow from what was really sent."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.authorization.response import StateExpectation
from pkce_core.authorization.response_checks import check_authorization_response
from pkce_core.authorization.url_checks import check_authorization_url
from pkce_core.explain.explanation import explain_error
from pkce_core.findings import Level
from pkce_core.flow.consistency import consistency_findings
from pkce_core.flow.sent_request import known_parameters
from pkce_core.flow.values import MOST_PARAMETERS, FlowValues
from pkce_core.har.cors import check_origin, check_preflight
from pkce_core.har.kinds import Kind
from pkce_core.har.rules import RULES
from pkce_core.har.sent import response_members, response_text, sent_request
from pkce_core.token.error_shapes import read_error_shape
from pkce_core.token.response_checks import check_token_response

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pkce_core.explain.explanation import Explanation
    from pkce_core.findings import Finding
    from pkce_core.har.attempts import Attempt, Step

_IN_STEPS = frozenset({"state-mismatch", "iss-mismatch"})
"""What the check of the redirect says better."""
_FROM_REQUEST = (Kind.TOKEN, Kind.REFRESH)


def flow_of(
    attempt: Attempt,
    last: Step | None,
    endpoints: Mapping[str, str],
    *,
    is_sanitized: bool,
    earlier: tuple[FlowValues, ...],
) -> FlowValues:
    """The values of an attempt, as far as the file has them.

    Args:
        attempt: the attempt.
        last: the token request that counts.
        endpoints: what the server's metadata says of itself, by the names of its members.
        is_sanitized: whether the file may leave out Authorization headers.
        earlier: the attempts before this one.
    """
    requests, callbacks = attempt.of(Kind.AUTHORIZATION), attempt.of(Kind.CALLBACK)
    sent = sent_request(last.exchange, is_sanitized=is_sanitized) if last else None
    known = known_parameters(sent, MOST_PARAMETERS) if sent else {}
    answer = response_members(last.exchange) if last else {}
    is_refresh = last is not None and last.kind is Kind.REFRESH
    response = {} if is_refresh or not callbacks else dict(list(callbacks[-1].parameters.items())[:MOST_PARAMETERS])
    request = {} if is_refresh or not requests else dict(list(requests[-1].parameters.items())[:MOST_PARAMETERS])
    return FlowValues(
        authorization_request=MappingProxyType(request),
        authorization_response=MappingProxyType(response),
        token_request=MappingProxyType({name: value for name, value in known.items() if name}),
        token_response=MappingProxyType(answer if len(answer) <= MOST_PARAMETERS else {}),
        sent_token_request=sent,
        issuer=endpoints.get("issuer"),
        token_endpoint=endpoints.get("token_endpoint"),
        authorization_requested_at=requests[-1].at if requests else None,
        code_received_at=callbacks[-1].at if callbacks and not is_refresh else None,
        token_requested_at=last.at if last else None,
        token_received_at=last.exchange.ended if last else None,
        earlier=earlier,
    )


def redemption(step: Step) -> FlowValues:
    """An earlier token request of the same attempt: only its code and its answer, as it shares everything else."""
    code = step.parameters.get("code", "")
    return FlowValues(
        token_request=MappingProxyType({"code": code}), token_response=MappingProxyType(response_members(step.exchange))
    )


def check_step(step: Step, attempt: Attempt, endpoints: Mapping[str, str]) -> Iterator[Finding]:
    """What is to be said of a step by itself, without passes."""
    for finding in _findings(step, attempt, endpoints):
        if finding.level is not Level.PASS:
            yield finding


def _findings(step: Step, attempt: Attempt, endpoints: Mapping[str, str]) -> Iterator[Finding]:
    exchange = step.exchange
    if step.kind is Kind.AUTHORIZATION:
        if exchange.method != "POST":
            yield from check_authorization_url(step.address)
    elif step.kind is Kind.CALLBACK:
        yield from _check_callback(step, attempt, endpoints)
    elif step.kind is Kind.PREFLIGHT:
        if found := check_preflight(exchange):
            yield found
    elif step.kind in _FROM_REQUEST:
        yield from _check_token(step, attempt)
    elif exchange.status >= 400:
        yield RULES["har-status"].warning(f"The {step.kind.value} was answered with the status {exchange.status}.")


def _check_callback(step: Step, attempt: Attempt, endpoints: Mapping[str, str]) -> Iterator[Finding]:
    requests = attempt.of(Kind.AUTHORIZATION)
    sent = requests[-1].parameters if requests else {}
    state: str | StateExpectation = StateExpectation.UNCHECKED
    if requests and "request_uri" not in sent and "request" not in sent:
        state = sent.get("state") or StateExpectation.NONE_SENT
    supported = endpoints.get("authorization_response_iss_parameter_supported")
    report = check_authorization_response(
        step.address,
        state=state,
        issuer=endpoints.get("issuer") or None,
        iss_parameter_supported=None if supported is None else supported == "True",
        redirect_uri=sent.get("redirect_uri") or None,
    )
    # Whether a state was sent isn't known without the request, and "redeem it soon" comes too late for a recording.
    yield from (each for each in report if each.rule != "response-state-unchecked")


def _check_token(step: Step, attempt: Attempt) -> Iterator[Finding]:
    exchange = step.exchange
    if exchange.body is None:
        message = "The file doesn't have the body of this request, so its parameters weren't checked."
        yield RULES["har-no-body"].info(message)
    if exchange.status == 0:
        message = (
            "The file has no response to this request: the browser blocked it or gave up, or it was still waiting."
        )
        hint = "The browser's console says why. CORS blocks a page whose origin the server doesn't allow."
        yield RULES["har-no-response"].warning(message, hint)
        return
    if origin := check_origin(exchange):
        yield origin
    if exchange.response is None:
        message = "The file doesn't have the body of this response, so it wasn't checked."
        yield RULES["har-no-body"].info(message, "Record again with the tools open before the login starts.")
        return
    asked = attempt.first(Kind.AUTHORIZATION).get("scope") if step.kind is Kind.TOKEN else None
    yield from check_token_response(response_text(exchange), now=exchange.ended, requested_scope=asked)


def check_attempt(flow: FlowValues, attempt: Attempt) -> Iterator[Finding]:
    """What the messages of an attempt show together, and which of them the file doesn't have; without passes."""
    for finding in consistency_findings(flow, flow.token_received_at):
        if finding.level is not Level.PASS and finding.rule not in _IN_STEPS:
            yield finding
    if attempt.of(Kind.REFRESH) and not attempt.of(Kind.AUTHORIZATION, Kind.CALLBACK, Kind.TOKEN):
        return
    rule = RULES["har-elsewhere"]
    if not attempt.of(Kind.AUTHORIZATION):
        yield rule.info("The authorization request of this attempt isn't in the file, so nothing was compared with it.")
    if not attempt.of(Kind.CALLBACK):
        message = "No redirect back to the client is in the file. It may be in another tab or in an app."
        yield rule.info(message)
    elif "code" in attempt.first(Kind.CALLBACK) and not attempt.of(Kind.TOKEN):
        message = (
            "No token request is in the file. A server that redeems the code itself sends it where no browser sees it."
        )
        yield rule.info(message, "If yours does, look at its log; `pkce explain` reads the error in it.")


def explain_attempt(flow: FlowValues) -> Explanation | None:
    """What the error of an attempt means, and its causes; None without an error."""
    shape = read_error_shape(flow.token_response)
    error, description = flow.value("token_response", "error"), flow.value("token_response", "error_description")
    if error is None and shape is not None:
        error, description = shape.error, shape.description
    if not error:
        error = flow.value("authorization_response", "error")
        description = flow.value("authorization_response", "error_description")
    if not error:
        return None
    return explain_error(error, error_description=description or None, flow=flow, now=flow.token_received_at)
