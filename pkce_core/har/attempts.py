"""The steps of a file, put into attempts: by state first, then by code, by verifier and by token.

A step whose partner isn't certain stands alone: the partner may be in no file at all, because a server sent it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pkce_core.errors import InvalidValueError, UsageError
from pkce_core.har.exchange import form_of
from pkce_core.har.kinds import Kind, is_authorization, is_callback
from pkce_core.har.sent import response_members
from pkce_core.pkce.derivation import derive_code_challenge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pkce_core.har.exchange import Exchange


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


@dataclass(slots=True)
class Attempt:
    """The steps of one attempt, in their order."""

    steps: list[Step] = field(default_factory=list)

    def of(self, *kinds: Kind) -> list[Step]:
        """The steps of these kinds."""
        return [step for step in self.steps if step.kind in kinds]

    def first(self, kind: Kind) -> Mapping[str, str]:
        """The parameters of the first step of a kind; none when there is no such step."""
        return next((step.parameters for step in self.steps if step.kind is kind), {})


def steps_of(exchange: Exchange, kind: Kind | None, redirect_uris: frozenset[str]) -> list[Step]:
    """The steps that an exchange shows: its own, and a redirect back to the client in its Location header."""
    steps = []
    if kind is not None:
        in_body = exchange.method == "POST"
        parameters = {**exchange.query, **(exchange.form if in_body else {})}
        address = exchange.url
        if kind is Kind.CALLBACK and in_body and not exchange.query.keys() & {"code", "error"}:
            address = f"{exchange.address}?{exchange.body}"  # response_mode=form_post
        steps.append(Step(kind=kind, exchange=exchange, address=address, parameters=parameters, at=exchange.started))
    target = exchange.response_headers.get("location", "")
    base = target.partition("#")[0].partition("?")[0]
    for part in (target.partition("#")[0].partition("?")[2], target.partition("#")[2]):
        parameters = form_of(part)
        if is_callback(base, parameters, redirect_uris):
            steps.append(
                Step(kind=Kind.CALLBACK, exchange=exchange, address=target, parameters=parameters, at=exchange.ended)
            )
        elif is_authorization(parameters):
            steps.append(
                Step(
                    kind=Kind.AUTHORIZATION, exchange=exchange, address=target, parameters=parameters, at=exchange.ended
                )
            )
    return steps


def group(steps: Iterable[Step]) -> tuple[list[Attempt], list[Step]]:
    """The attempts, and the steps that belong to none: documents of the server, and requests with unknown tokens.

    Args:
        steps: in the order of time.
    """
    attempts: list[Attempt] = []
    others: list[Step] = []
    waiting: list[Step] = []
    for step in steps:
        if step.kind is Kind.PREFLIGHT:
            waiting.append(step)
            continue
        attempt = _JOINS[step.kind](step, attempts) if step.kind in _JOINS else None
        if attempt is None and step.kind in _START:
            attempts.append(attempt := Attempt())
        if attempt is None:
            others.append(step)
            continue
        if step.kind in (Kind.TOKEN, Kind.REFRESH):
            attempt.steps += [each for each in waiting if each.exchange.address == step.exchange.address]
            waiting = [each for each in waiting if each.exchange.address != step.exchange.address]
        if not _is_repeated(step, attempt):
            attempt.steps.append(step)
    return attempts, others + waiting


_START = (Kind.AUTHORIZATION, Kind.CALLBACK, Kind.TOKEN, Kind.REFRESH)


def _is_repeated(step: Step, attempt: Attempt) -> bool:
    """Whether a step is the request that follows the Location header that the attempt already has."""
    same = (each for each in attempt.of(step.kind) if step.kind in (Kind.AUTHORIZATION, Kind.CALLBACK))
    return any(each.parameters == step.parameters for each in same)


def _join_authorization(step: Step, attempts: list[Attempt]) -> Attempt | None:
    """The same request again, after a Location header or a page for signing in."""
    for attempt in reversed(attempts):
        first = attempt.first(Kind.AUTHORIZATION)
        names = ("state", "code_challenge", "nonce", "client_id", "request_uri")
        if first and all(first.get(name) == step.parameters.get(name) for name in names):
            answered = attempt.of(Kind.CALLBACK, Kind.TOKEN)
            return None if answered and "state" not in step.parameters else attempt
    return None


def _join_callback(step: Step, attempts: list[Attempt]) -> Attempt | None:
    state = step.parameters.get("state")
    for attempt in reversed(attempts):
        if state and state == attempt.first(Kind.AUTHORIZATION).get("state"):
            return attempt
        if attempt.first(Kind.CALLBACK) == step.parameters:
            return attempt
    base = step.address.partition("#")[0].partition("?")[0]
    return _only(
        attempts,
        lambda one: (
            not one.of(Kind.CALLBACK)
            and one.first(Kind.AUTHORIZATION).get("redirect_uri", "").partition("?")[0] == base
        ),
    )


def _join_token(step: Step, attempts: list[Attempt]) -> Attempt | None:
    code, challenge = step.parameters.get("code"), _challenge(step.parameters.get("code_verifier", ""))
    for attempt in reversed(attempts):
        known = (attempt.first(Kind.CALLBACK).get("code"), attempt.first(Kind.TOKEN).get("code"))
        if code and code in known:
            return attempt
    for attempt in reversed(attempts):
        if challenge and challenge == attempt.first(Kind.AUTHORIZATION).get("code_challenge"):
            return attempt
    client = step.parameters.get("client_id")
    return _only(
        attempts,
        lambda one: (
            not one.of(Kind.TOKEN, Kind.REFRESH)
            and client in (None, one.first(Kind.AUTHORIZATION).get("client_id"))
            and "error" not in one.first(Kind.CALLBACK)
        ),
    )


def _challenge(verifier: str) -> str:
    try:
        return derive_code_challenge(verifier)
    except (InvalidValueError, UsageError):
        return ""


def _join_refresh(step: Step, attempts: list[Attempt]) -> Attempt | None:
    return _with_token("refresh_token", step.parameters.get("refresh_token", ""), attempts)


def _join_call(step: Step, attempts: list[Attempt]) -> Attempt | None:
    bearer = step.exchange.headers.get("authorization", "").partition(" ")[2].strip()
    return _with_token("access_token", bearer or step.parameters.get("access_token", ""), attempts)


def _join_revocation(step: Step, attempts: list[Attempt]) -> Attempt | None:
    token = step.parameters.get("token", "")
    return _with_token("access_token", token, attempts) or _with_token("refresh_token", token, attempts)


def _with_token(name: str, token: str, attempts: list[Attempt]) -> Attempt | None:
    for attempt in reversed(attempts):
        answers = (response_members(step.exchange).get(name) for step in attempt.of(Kind.TOKEN, Kind.REFRESH))
        if token and token in answers:
            return attempt
    return None


def _only(attempts: list[Attempt], fits: Callable[[Attempt], bool]) -> Attempt | None:
    """The attempt that fits, when only one does."""
    found = [attempt for attempt in attempts if fits(attempt)]
    return found[0] if len(found) == 1 else None


_JOINS: Mapping[Kind, Callable[[Step, list[Attempt]], Attempt | None]] = {
    Kind.AUTHORIZATION: _join_authorization,
    Kind.CALLBACK: _join_callback,
    Kind.TOKEN: _join_token,
    Kind.REFRESH: _join_refresh,
    Kind.USERINFO: _join_call,
    Kind.REVOCATION: _join_revocation,
}
