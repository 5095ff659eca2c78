"""`explain_har`: a HAR file, judged as the attempts that are in it.

The file is read twice, entry by entry: first for what the server says of itself, then for the steps of the flow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.findings import Report
from pkce_core.har.attempts import Attempt, group, steps_of
from pkce_core.har.checks import check_attempt, check_step, explain_attempt, flow_of, redemption
from pkce_core.har.entries import HarEntries
from pkce_core.har.exchange import read_exchange
from pkce_core.har.har_answer import HarAnswer, HarAttempt, HarStep
from pkce_core.har.kinds import Kind, kind_of
from pkce_core.har.masking import hide, mask_url, public_clients, secrets_of
from pkce_core.har.rules import RULES
from pkce_core.har.sent import response_members

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pkce_core.findings import Finding
    from pkce_core.flow.values import FlowValues
    from pkce_core.har.attempts import Step
    from pkce_core.har.exchange import Exchange

_MOST_STEPS = 500
"""Of a file; far more than a login has, and few enough to keep."""
_MOST_EARLIER = 10
_SECRET_HEADERS = ("authorization", "cookie")


def explain_har(octets: bytes) -> HarAnswer:
    """Find the attempts in a HAR file (HTTP Archive 1.2), and judge each step from what was really sent.

    Args:
        octets: the file, of at most 50 MB.

    Returns:
        What the file shows. A step that isn't in it is never called missing: a browser doesn't see what servers send.

    Raises:
        InvalidValueError: it is too large, or no HAR file.
        UsageError: it isn't octets.
    """
    entries = HarEntries(octets)
    endpoints = _endpoints(entries)
    exchanges, is_sanitized, unread = _candidates(entries, endpoints)
    places = frozenset(_redirect_uris(exchanges))
    steps = [step for each in exchanges for step in steps_of(each, kind_of(each, endpoints, places), places)][
        :_MOST_STEPS
    ]
    steps.sort(key=lambda step: (step.at is None, step.at or 0))
    attempts, others = group(steps)
    kept = list({step.exchange.number: step.exchange for step in steps}.values())
    secrets = secrets_of(kept)
    judged: list[HarAttempt] = []
    for attempt in attempts:
        before = tuple(each.flow for each in judged[-_MOST_EARLIER:])
        judged.append(_judge(attempt, endpoints, before, secrets, kept, is_sanitized=is_sanitized))
    return HarAnswer(
        entries=len(entries.spans),
        attempts=tuple(judged),
        others=tuple(_show(step, Attempt(), endpoints, secrets, kept) for step in others),
        report=Report(findings=tuple(_check_file(entries, unread, bool(steps)))),
        secrets=secrets,
    )


def _endpoints(entries: HarEntries) -> dict[str, str]:
    """What the last document of metadata in the file says."""
    found: dict[str, str] = {}
    for span in entries.spans:
        if entries.octets.find(b".well-known", span.start, max(span.start, span.end)) < 0:
            continue
        exchange = read_exchange(0, entries.read(span) or {})
        if kind_of(exchange, {}, frozenset()) is Kind.DISCOVERY:
            members = response_members(exchange)
            known = {name: str(value) for name, value in members.items() if isinstance(value, str | bool)}
            found = known if "authorization_endpoint" in known else found
    return found


def _candidates(entries: HarEntries, endpoints: Mapping[str, str]) -> tuple[list[Exchange], bool, int]:
    """The exchanges that may be steps; whether headers may have been left out; how many entries can't be read."""
    unread, is_sanitized = 0, True
    found: list[Exchange] = []
    for number, entry in entries:
        if entry is None:
            unread += 1
            continue
        exchange = read_exchange(number, entry)
        is_sanitized = is_sanitized and not any(name in exchange.headers for name in _SECRET_HEADERS)
        target = exchange.response_headers.get("location", "")
        signs = {**exchange.query, **exchange.form, **{name: "" for name in ("code", "error") if f"{name}=" in target}}
        if len(found) < _MOST_STEPS and (
            signs.keys() & {"code", "error"}
            or "client_id=" in target
            or kind_of(exchange, endpoints, frozenset()) is not None
        ):
            found.append(exchange)
    return found, is_sanitized, unread


def _redirect_uris(exchanges: list[Exchange]) -> Iterator[str]:
    for each in exchanges:
        for step in steps_of(each, kind_of(each, {}, frozenset()), frozenset()):
            if step.kind is Kind.AUTHORIZATION and (place := step.parameters.get("redirect_uri")):
                yield place.partition("#")[0].partition("?")[0]


def _judge(
    attempt: Attempt,
    endpoints: Mapping[str, str],
    before: tuple[FlowValues, ...],
    secrets: tuple[str, ...],
    kept: list[Exchange],
    *,
    is_sanitized: bool,
) -> HarAttempt:
    tokens = attempt.of(Kind.TOKEN) or attempt.of(Kind.REFRESH)
    before += tuple(map(redemption, tokens[:-1]))
    flow = flow_of(attempt, tokens[-1] if tokens else None, endpoints, is_sanitized=is_sanitized, earlier=before)
    findings: list[Finding] = list(check_attempt(flow, attempt))
    return HarAttempt(
        steps=tuple(_show(step, attempt, endpoints, secrets, kept) for step in attempt.steps),
        report=_hidden(findings, secrets),
        explanation=explain_attempt(flow),
        flow=flow,
    )


def _show(
    step: Step, attempt: Attempt, endpoints: Mapping[str, str], secrets: tuple[str, ...], kept: list[Exchange]
) -> HarStep:
    return HarStep(
        kind=step.kind,
        number=step.exchange.number,
        method=hide(step.exchange.method, secrets),
        url=hide(mask_url(step.address, public_clients(kept)), secrets),
        status=step.exchange.status,
        at=step.at,
        report=_hidden(list(check_step(step, attempt, endpoints)), secrets),
    )


def _hidden(findings: list[Finding], secrets: tuple[str, ...]) -> Report:
    """The findings without the secrets that a server may have repeated."""
    return Report(
        findings=tuple(
            each.replace(message=hide(each.message, secrets), hint=hide(each.hint, secrets), marks=())
            for each in findings
        )
    )


def _check_file(entries: HarEntries, unread: int, has_flow: bool) -> Iterator[Finding]:
    if entries.is_cut_off:
        yield RULES["har-cut-off"].warning("The file is cut off, so its last requests aren't in it.")
    if entries.has_more:
        message = f"The file has more than {len(entries.spans):,} requests, and only those were read."
        yield RULES["har-cut-off"].warning(message)
    if unread:
        are = "1 request of the file isn't" if unread == 1 else f"{unread:,} requests of the file aren't"
        yield RULES["har-entry-unread"].warning(f"{are} readable, or too large to be read.")
    if not has_flow:
        message = "No request of an OAuth login was found in the file."
        hint = "Open the browser's network tools before the login starts, and keep the log over page loads."
        yield RULES["har-no-flow"].info(message, hint)
