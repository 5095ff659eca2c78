"""`explain_har`: a HAR file, judged as the attempts that are in it.

The file is read twice, entry by entry: first for what servers say of themselves, then for the steps of the flow.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pkce_core.findings import Report
from pkce_core.flow.values import FlowValues
from pkce_core.har.checks import check_attempt, check_step, explain_attempt
from pkce_core.har.entries import HarEntries
from pkce_core.har.flows import before, flow_of
from pkce_core.har.har_answer import HarAnswer, HarAttempt, HarStep
from pkce_core.har.masking import Masking
from pkce_core.har.other_attempts import explain_owner, explain_server, find_owner, name_owner
from pkce_core.har.recorded.attempts import group
from pkce_core.har.recorded.exchange import parts_of, read_exchange
from pkce_core.har.recorded.kinds import Kind, kind_of
from pkce_core.har.recorded.redirects import without_strangers
from pkce_core.har.recorded.servers import Servers
from pkce_core.har.recorded.steps import Attempt, steps_of
from pkce_core.har.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.findings import Finding
    from pkce_core.har.recorded.exchange import Exchange
    from pkce_core.har.recorded.steps import Step

_MOST_STEPS = 300
"""Of a file; far more than a login has, and few enough to keep."""
_MOST_KEPT = 5_000_000
"""Characters of these requests and their responses; a login has a hundredth of that."""
_MOST_CALLS = 50
"""Refused calls that are kept; a page may repeat one for hours."""
_SECRET_HEADERS = ("authorization", "cookie")


def explain_har(octets: bytes) -> HarAnswer:
    """Find the attempts in a HAR file (HTTP Archive 1.2), and judge each step from what was really sent.

    Args:
        octets: the file, of at most 50 MB (52,428,800 octets).

    Returns:
        What the file shows. A step that isn't in it is never called missing: a browser doesn't see what servers send.

    Raises:
        InvalidValueError: it is too large, or no HAR file.
        UsageError: it isn't octets.
    """
    entries = HarEntries(octets)
    servers = Servers(entries)
    found = _Found(entries, servers)
    steps = found.steps
    steps.sort(key=lambda step: (step.at is None, step.at or 0))
    attempts, others = group(steps)
    masking = Masking(list({step.exchange.number: step.exchange for step in steps}.values()))
    flows: list[FlowValues] = []
    judged = []
    for attempt in attempts:
        judged.append(_judge(attempt, attempts, servers, flows, masking, is_sanitized=found.is_sanitized))
    alone = Attempt()
    return HarAnswer(
        entries=len(entries.spans),
        attempts=tuple(judged),
        others=tuple(_show(each, check_step(each, alone, FlowValues(), {}), masking) for each in others),
        report=Report(findings=tuple(_check_file(entries, found, bool(steps)))),
        masking=masking,
    )


class _Found:
    """What was found in the entries: the steps, whether headers may have been left out, how much can't be read."""

    def __init__(self, entries: HarEntries, servers: Servers) -> None:
        self.is_sanitized, self.unread, self.has_more = True, 0, False
        kept = calls = 0
        found: list[Exchange] = []
        for number, entry in entries:
            if entry is None:
                self.unread += 1
                continue
            exchange = read_exchange(number, entry)
            if any(name in exchange.headers for name in _SECRET_HEADERS):
                self.is_sanitized = False
            if not _may_be_step(exchange, servers):
                continue
            if kind_of(exchange, servers.kinds, frozenset()) is Kind.CALL:
                calls += 1
                if calls > _MOST_CALLS:
                    continue
            kept += exchange.length
            if len(found) == _MOST_STEPS or kept > _MOST_KEPT:
                self.has_more = True
                break
            found.append(exchange)
        places = frozenset(_redirect_uris(found, servers))
        steps: list[Step] = []
        for exchange in found:
            kind = kind_of(exchange, servers.kinds, places)
            is_page = kind in (None, Kind.CALLBACK, Kind.DISCOVERY, Kind.KEYS) or exchange.status < 300
            if is_page and kind not in (Kind.TOKEN, Kind.REFRESH, Kind.PUSHED):
                exchange = replace(exchange, response=None)  # only what is compared is kept
            steps += steps_of(exchange, kind, places)
        self.steps = without_strangers(steps, places)


def _may_be_step(exchange: Exchange, servers: Servers) -> bool:
    target = exchange.response_headers.get("location", "")
    if any(f"{name}=" in target for name in ("code", "error", "client_id")):
        return True
    form = exchange.form if exchange.method == "POST" else {}
    names = exchange.query.keys() | form.keys()
    return bool(names & {"code", "error"}) or kind_of(exchange, servers.kinds, frozenset()) is not None


def _redirect_uris(exchanges: list[Exchange], servers: Servers) -> Iterator[str]:
    for each in exchanges:
        for step in steps_of(each, kind_of(each, servers.kinds, frozenset()), frozenset()):
            place = step.parameters.get("redirect_uri")
            if step.kind in (Kind.AUTHORIZATION, Kind.PUSHED) and place:
                yield parts_of(place)[0]


def _judge(
    attempt: Attempt,
    attempts: list[Attempt],
    servers: Servers,
    flows: list[FlowValues],
    masking: Masking,
    *,
    is_sanitized: bool,
) -> HarAttempt:
    """Judge an attempt: each of its token requests with the values that belong to it, and the rest with the last.

    Its flows are added to those of the attempts before it: the last one, and each that brought tokens.
    """
    server = servers.of(attempt.addresses)
    tokens: list[Step | None] = [*attempt.of(Kind.TOKEN, Kind.REFRESH)] or [None]
    values = [
        flow_of(attempt, each, server, is_sanitized=is_sanitized, earlier=before(attempt, each, flows))
        for each in tokens
    ]
    of_token = {id(step): flow for step, flow in zip(tokens, values, strict=True)}
    last = values[-1]
    flows += [flow for flow in values if flow is last or flow.value("token_response", "access_token")]
    explanation = explain_attempt(last, attempt)
    owners = {id(flow): find_owner(flow, attempt, attempts) for flow in values}
    if explanation:
        explanation = explain_server(explain_owner(explanation, owners[id(last)]), last, server)
    return HarAttempt(
        title=_title(attempt),
        steps=tuple(
            _show(step, name_owner(check_step(step, attempt, flow, server), owners[id(flow)]), masking)
            for step in attempt.steps
            for flow in (of_token.get(id(step), last),)
        ),
        report=masking.report(check_attempt(last, attempt)),
        explanation=masking.explanation(explanation) if explanation else None,
        flow=last,
    )


def _title(attempt: Attempt) -> str:
    if attempt.of(Kind.REFRESH):
        return "refresh"
    grant = attempt.first(Kind.TOKEN).get("grant_type", "authorization_code")
    return "login" if grant == "authorization_code" else "token request"


def _show(step: Step, findings: Iterator[Finding], masking: Masking) -> HarStep:
    return HarStep(
        kind=step.kind,
        number=step.exchange.number,
        method=masking.hide(step.exchange.method),
        url=masking.hide(masking.url(step.address)),
        status=step.exchange.status,
        at=step.at,
        report=masking.report(findings),
    )


def _check_file(entries: HarEntries, found: _Found, has_flow: bool) -> Iterator[Finding]:
    if entries.is_cut_off:
        yield RULES["har-cut-off"].warning("The file is cut off, so its last requests aren't in it.")
    if entries.has_more:
        message = f"The file has more than {len(entries.spans):,} requests, and only those were read."
        yield RULES["har-cut-off"].warning(message)
    if found.has_more:
        message = "The file has very many requests that may be of a login, and only the first ones were read."
        yield RULES["har-cut-off"].warning(message)
    if found.unread:
        are = "1 request of the file isn't" if found.unread == 1 else f"{found.unread:,} requests of the file aren't"
        yield RULES["har-entry-unread"].warning(f"{are} readable, or too large to be read.")
    if not has_flow:
        message = "No request of an OAuth login was found in the file."
        hint = "Open the browser's network tools before the login starts, and keep the log over page loads."
        yield RULES["har-no-flow"].info(message, hint)
