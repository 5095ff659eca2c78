"""The steps of a file, put into attempts: by state first, then by code, by verifier and by token.

A step whose partner isn't certain stands alone: the partner may be in no file at all, because a server sent it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.errors import InvalidValueError, UsageError
from pkce_core.har.recorded.exchange import parts_of
from pkce_core.har.recorded.kinds import Kind
from pkce_core.har.recorded.sent import response_members
from pkce_core.har.recorded.steps import Attempt
from pkce_core.pkce.derivation import derive_code_challenge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pkce_core.har.recorded.steps import Step

_SAME = ("state", "code_challenge", "nonce", "client_id", "redirect_uri", "request_uri", "request", "scope")
"""What an authorization request has again on each page of the server that it passes."""


def group(steps: Iterable[Step]) -> tuple[list[Attempt], list[Step]]:
    """The attempts, and the steps that belong to none: documents of the server, and requests with unknown tokens.

    Args:
        steps: in the order of time.
    """
    attempts: list[Attempt] = []
    others: list[Step] = []
    for step in steps:
        attempt = _JOINS[step.kind](step, attempts) if step.kind in _JOINS else None
        if attempt is None and step.kind in _START:
            attempts.append(attempt := Attempt())
        if step.kind is Kind.CALL and (attempt is None or _is_refused_again(step, attempt)):
            continue  # of another login, or one that says nothing new
        if attempt is None:
            others.append(step)
            continue
        if step.kind in (Kind.AUTHORIZATION, Kind.TOKEN, Kind.REFRESH):
            attempt.addresses.add(parts_of(step.address)[0])
        if not _is_repeated(step, attempt):
            attempt.steps.append(step)
        elif step.exchange.status >= 400:
            attempt.failures.append(step.exchange)
    return attempts, [step for step in others if step.kind is not Kind.PREFLIGHT or not _place(step, attempts)]


_START = (Kind.PUSHED, Kind.AUTHORIZATION, Kind.CALLBACK, Kind.TOKEN, Kind.REFRESH)


def _is_repeated(step: Step, attempt: Attempt) -> bool:
    """Whether the attempt already has a step: from a Location header, or from the page before."""
    if step.kind is Kind.AUTHORIZATION:
        return bool(attempt.of(step.kind))
    if step.kind is not Kind.CALLBACK:
        return False
    code = step.parameters.get("code")
    return any(
        each.parameters == step.parameters or (code and each.parameters.get("code") == code)
        for each in attempt.of(step.kind)
    )


def _is_refused_again(step: Step, attempt: Attempt) -> bool:
    """Whether the same address refused a call of the attempt before, in the same way."""
    sign = (step.exchange.address, step.exchange.status, step.exchange.response_headers.get("www-authenticate"))
    return any(
        sign == (each.exchange.address, each.exchange.status, each.exchange.response_headers.get("www-authenticate"))
        for each in attempt.of(Kind.CALL)
    )


def _place(preflight: Step, attempts: Iterable[Attempt]) -> bool:
    """Put a preflight before the request that it was sent for: the nearest to the same address. Whether there is one.

    A browser notes the time of the request before that of its preflight.
    """
    found = [
        (abs((step.at or 0) - (preflight.at or 0)), attempt, step)
        for attempt in attempts
        for step in attempt.steps
        if step.kind is not Kind.PREFLIGHT and step.exchange.address == preflight.exchange.address
    ]
    if not found:
        return False
    _, attempt, step = min(found, key=lambda each: each[0])
    attempt.steps.insert(next(at for at, each in enumerate(attempt.steps) if each is step), preflight)
    return True


def _join_authorization(step: Step, attempts: list[Attempt]) -> Attempt | None:
    """The same request on the server's next page, or the one that was pushed; after an answer, it is a new attempt."""
    pushed = step.parameters.get("request_uri")
    for attempt in reversed(attempts):
        first = attempt.first(Kind.AUTHORIZATION)
        if attempt.of(Kind.CALLBACK, Kind.TOKEN):
            continue
        if first and all(first.get(name) == step.parameters.get(name) for name in _SAME):
            return attempt
        answers = (response_members(each.exchange).get("request_uri") for each in attempt.of(Kind.PUSHED))
        if not first and pushed and pushed in answers:
            return attempt
    return None


def _join_callback(step: Step, attempts: list[Attempt]) -> Attempt | None:
    state, code = step.parameters.get("state"), step.parameters.get("code")
    for attempt in reversed(attempts):
        if state and state == attempt.request.get("state"):
            return attempt
        known = attempt.first(Kind.CALLBACK)
        if known == step.parameters or (code and known.get("code") == code):
            return attempt
    base = parts_of(step.address)[0]
    return _only(
        attempts,
        lambda one: not one.of(Kind.CALLBACK) and parts_of(one.request.get("redirect_uri", ""))[0] == base,
    )


def _join_token(step: Step, attempts: list[Attempt]) -> Attempt | None:
    code, verifier = step.parameters.get("code"), step.parameters.get("code_verifier", "")
    if not code and not verifier and "grant_type" in step.parameters:
        return None  # another grant
    for attempt in reversed(attempts):
        if code and code in (attempt.first(Kind.CALLBACK).get("code"), attempt.first(Kind.TOKEN).get("code")):
            return attempt
    made = {verifier, _challenge(verifier)} - {""}
    for attempt in reversed(attempts):
        if attempt.request.get("code_challenge") in made:
            return attempt
    return _only(attempts, lambda one: _may_redeem(step, one))


def _may_redeem(step: Step, attempt: Attempt) -> bool:
    """Whether a token request with another code, or with another verifier, but not with both, may be of an attempt."""
    request, redirect = attempt.request, attempt.first(Kind.CALLBACK)
    if attempt.of(Kind.TOKEN, Kind.REFRESH) or "error" in redirect or not request:
        return False
    if step.parameters.get("client_id") not in (None, request.get("client_id")):
        return False
    has_other_code = "code" in step.parameters and "code" in redirect
    has_other_verifier = "code_verifier" in step.parameters and "code_challenge" in request
    return not (has_other_code and has_other_verifier)


def _challenge(verifier: str) -> str:
    try:
        return derive_code_challenge(verifier)
    except (InvalidValueError, UsageError):
        return ""


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
    Kind.USERINFO: _join_call,
    Kind.CALL: _join_call,
    Kind.REVOCATION: _join_revocation,
}
