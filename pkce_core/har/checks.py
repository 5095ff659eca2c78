"""What each step and each attempt of a file shows, judged by the checks of the flow from what was really sent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.api.response_checks import check_api_response
from pkce_core.authorization.response import StateExpectation
from pkce_core.authorization.response_checks import check_authorization_response
from pkce_core.authorization.url_checks import check_authorization_url
from pkce_core.explain.error_text import error_of
from pkce_core.explain.explanation import explain_error
from pkce_core.findings import Level
from pkce_core.flow.consistency import consistency_findings
from pkce_core.flow.opened_request import with_opened_request
from pkce_core.har.cors import check_origin, check_preflight
from pkce_core.har.recorded.kinds import Kind
from pkce_core.har.recorded.sent import request_text, response_members, response_text
from pkce_core.har.rules import RULES
from pkce_core.pushed.request_checks import check_pushed_request
from pkce_core.pushed.response_checks import check_pushed_response
from pkce_core.token.error_shapes import read_error_shape
from pkce_core.token.response_checks import check_token_response

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pkce_core.explain.explanation import Explanation
    from pkce_core.findings import Finding
    from pkce_core.flow.values import FlowValues
    from pkce_core.har.recorded.exchange import Exchange
    from pkce_core.har.recorded.steps import Attempt, Step

_IN_STEPS = frozenset({"state-mismatch", "iss-mismatch"})
"""What the check of the redirect says better."""
_FOR_READERS = frozenset({"response-state-unchecked", "pushed-response-expires-in"})
"""What is said to someone who is about to go on, and comes too late for a recording."""
_TO_COPY = r"\b(?:Copy|Paste)\b"
"""A hint for an address that was copied by hand."""
_TO_RUN = r"`pkce (?:explain|check)\b[^`]*`[^.]*\. ?"
"""A sentence that names a command for what was done here already."""
_LONGEST_PAGE = 20_000


def check_step(step: Step, attempt: Attempt, flow: FlowValues, server: Mapping[str, object]) -> Iterator[Finding]:
    """What is to be said of a step, without passes.

    Args:
        step: the step.
        attempt: its attempt.
        flow: the values of the attempt; of a token request, those that it was judged with.
        server: the members of the metadata document of its server.
    """
    judged = _check_seen(step) if attempt.is_hidden else _findings(step, attempt, flow, server)
    for finding in judged:
        if finding.level is not Level.PASS and finding.rule not in _FOR_READERS:
            hint = "" if re.search(_TO_COPY, finding.hint) else re.sub(_TO_RUN, "", finding.hint).strip()
            yield finding.replace(hint=hint)


def _findings(step: Step, attempt: Attempt, flow: FlowValues, server: Mapping[str, object]) -> Iterator[Finding]:
    exchange = step.exchange
    if step.kind is Kind.AUTHORIZATION:
        if exchange.method != "POST" or step.address != exchange.url:
            yield from check_authorization_url(step.address)
        yield from _check_status(step)
    elif step.kind is Kind.PUSHED:
        if exchange.body:
            yield from check_pushed_request(request_text(exchange))
        if exchange.response:
            yield from check_pushed_response(response_text(exchange))
        yield from check_origin(exchange)
    elif step.kind is Kind.CALLBACK:
        yield from _check_callback(step, attempt, flow, server)
    elif step.kind is Kind.PREFLIGHT:
        if not _was_answered(exchange.address, attempt):
            yield from check_preflight(exchange)
    elif step.kind in (Kind.TOKEN, Kind.REFRESH):
        yield from _check_token(step, attempt)
        yield from _check_values(flow)
    elif step.kind in (Kind.USERINFO, Kind.CALL) and exchange.status >= 400:
        granted = flow.value("token_response", "scope")
        yield from check_api_response(response_text(exchange), granted_scope=granted)
        yield from check_origin(exchange)
    else:
        yield from _check_status(step)


def _was_answered(address: str, attempt: Attempt) -> bool:
    """Whether a request to an address was sent and answered, so that no preflight held it back."""
    sent = (each for each in attempt.steps if each.kind is not Kind.PREFLIGHT)
    return any(each.exchange.address == address and each.exchange.status for each in sent)


def _check_seen(step: Step) -> Iterator[Finding]:
    """A step whose values are hidden: what its status and its headers show."""
    yield from _check_status(step)
    if step.kind in (Kind.TOKEN, Kind.REFRESH):
        yield from check_origin(step.exchange)


def _check_status(step: Step) -> Iterator[Finding]:
    if step.exchange.status >= 400 and step.kind is not Kind.CALLBACK:
        message = f"The {step.kind.value} was answered with the status {step.exchange.status}."
        yield RULES["har-status"].warning(message)


def _check_callback(step: Step, attempt: Attempt, flow: FlowValues, server: Mapping[str, object]) -> Iterator[Finding]:
    sent = with_opened_request(flow).authorization_request
    state: str | StateExpectation = StateExpectation.UNCHECKED
    if attempt.request and sent:
        known = sent.get("state")
        state = known if isinstance(known, str) and known else StateExpectation.NONE_SENT
    supported, place = server.get("authorization_response_iss_parameter_supported"), sent.get("redirect_uri")
    yield from check_authorization_response(
        step.address,
        state=state,
        issuer=flow.issuer or None,
        iss_parameter_supported=supported if isinstance(supported, bool) else None,
        redirect_uri=place if isinstance(place, str) and place else None,
    )


def _check_token(step: Step, attempt: Attempt) -> Iterator[Finding]:
    exchange = step.exchange
    if exchange.body is None:
        message = "The body of this request isn't in the file, or too long to be read, so it wasn't checked."
        yield RULES["har-no-body"].info(message)
    if exchange.status == 0:
        message = (
            "The file has no response to this request: the browser blocked it or gave up, or it was still waiting."
        )
        hint = "The browser's console says why. CORS blocks a page whose origin the server doesn't allow."
        yield RULES["har-no-response"].warning(message, hint)
        return
    yield from check_origin(exchange)
    if exchange.response is None:
        message = "The body of this response isn't in the file, or too long to be read, so it wasn't checked."
        yield RULES["har-no-body"].info(message, "Record again with the tools open before the login starts.")
        return
    asked = attempt.request.get("scope") if step.kind is Kind.TOKEN else None
    yield from check_token_response(response_text(exchange), now=exchange.ended, requested_scope=asked or None)


def _check_values(flow: FlowValues) -> Iterator[Finding]:
    for finding in consistency_findings(flow, flow.token_received_at):
        if finding.level is not Level.PASS and finding.rule not in _IN_STEPS:
            yield finding


def check_attempt(flow: FlowValues, attempt: Attempt) -> Iterator[Finding]:
    """What the file doesn't have of an attempt, and what its messages show together without a token request.

    Args:
        flow: the values of the attempt.
        attempt: the attempt.
    """
    for each in attempt.failures:
        message = f"Entry {each.number}, with the same redirect, was answered with the status {each.status}."
        yield RULES["har-status"].warning(message, "The log of your application may say why.")
    if flow.value("token_response", "access_token"):
        message = "The server answered with an access token, so as far as the server is concerned, this succeeded."
        yield RULES["har-tokens"].info(message)
    rule = RULES["har-elsewhere"]
    if attempt.is_hidden:
        yield rule.info("Values in these requests are hidden, so they weren't judged.")
        return
    if attempt.of(Kind.REFRESH) or flow.value("token_request", "grant_type") not in (None, "authorization_code"):
        return
    if not attempt.of(Kind.TOKEN):
        yield from _check_values(flow)
    if not attempt.of(Kind.AUTHORIZATION, Kind.PUSHED):
        message = (
            "No authorization request in the file belongs to this attempt for sure, so nothing was compared with it."
        )
        yield rule.info(message)
    if not attempt.of(Kind.CALLBACK):
        message = (
            "No redirect back to the client in the file belongs to this attempt. It may be in another tab or an app."
        )
        yield rule.info(message)
    elif "code" in attempt.first(Kind.CALLBACK) and not attempt.of(Kind.TOKEN):
        message = (
            "No token request in the file belongs to this attempt. A server that redeems the code itself sends it "
            "where no browser sees it."
        )
        yield rule.info(message, "If yours does, look at its log; `pkce explain` reads the error in it.")


def explain_attempt(flow: FlowValues, attempt: Attempt) -> Explanation | None:
    """What the error of an attempt means, and its causes; None without an error.

    Args:
        flow: the values of the attempt.
        attempt: the attempt.
    """
    known = None if attempt.is_hidden else flow
    error, description = error_of(flow)
    if error:
        return explain_error(error, error_description=description or None, flow=known, now=flow.token_received_at)
    pages = [step.exchange for step in attempt.of(Kind.AUTHORIZATION, Kind.PUSHED)]
    return next((found for page in pages if (found := _explain_page(page, known))), None)


def _explain_page(exchange: Exchange, flow: FlowValues | None) -> Explanation | None:
    """What the page says on which a server refuses an authorization request; None when it says nothing known."""
    if exchange.status < 400 or not exchange.response:
        return None
    members = response_members(exchange)
    shape = read_error_shape(members)
    if shape is not None:
        return explain_error(shape.error, error_description=shape.description or None, flow=flow)
    text = re.sub(r"<[^<>]{0,1000}>", " ", exchange.response[:_LONGEST_PAGE])
    found = explain_error(" ".join(text.split()), flow=flow)
    return found if found.known and found.speaker == "the server" else None
