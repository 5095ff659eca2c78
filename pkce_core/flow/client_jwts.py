"""The JWT with which the client of a flow authenticated: a client_assertion, or the client_secret that Apple wants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.client_jwt.checks import check_client_jwt
from pkce_core.client_jwt.known import Known
from pkce_core.flow.rules import RULES
from pkce_core.jose.unverified import is_shortened, looks_like_jwt
from pkce_core.token.request import JWT_BEARER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.findings import Finding, Report
    from pkce_core.flow.values import FlowValues
    from pkce_core.rule import Rule

_MOST = 3
"""Mistakes that are named together."""


def has_jwt_secret(flow: FlowValues) -> bool:
    """Whether the client_secret is a JWT."""
    return looks_like_jwt(flow.value("token_request", "client_secret") or "")


def check_client_jwts(flow: FlowValues, now: float | None) -> Iterator[Finding]:
    """The mistakes of the JWT, under the slug of the cause that each is.

    Args:
        flow: the values that are known.
        now: the time in seconds since 1970; None when it isn't known.
    """
    sent_at = flow.token_requested_at if flow.token_requested_at is not None else flow.token_received_at
    client_id = flow.value("token_request", "client_id") or flow.value("authorization_request", "client_id")
    url = flow.sent_token_request.url if flow.sent_token_request else ""
    endpoint = flow.token_endpoint or (url if url.startswith("http") else None)
    known = Known(client_id=client_id, token_endpoint=endpoint, issuer=flow.issuer, now=sent_at, later=now)
    assertion = flow.value("token_request", "client_assertion")
    if assertion and not is_shortened(assertion):
        yield from _as_cause(RULES["assertion-refused"], check_client_jwt(assertion, known))
    if assertion:
        yield from _check_type(flow)
    secret = flow.value("token_request", "client_secret") or ""
    if has_jwt_secret(flow) and not is_shortened(secret):
        yield from _as_cause(RULES["secret-jwt"], check_client_jwt(secret, known, as_secret=True))


def _as_cause(rule: Rule, report: Report) -> Iterator[Finding]:
    """What is wrong as one finding, because a cause has one piece of evidence; what is only unwise if there is no
    more."""
    ended = tuple(each for each in report.warnings if each.rule == "client-jwt-exp")
    if report.errors:
        wrong = (*report.errors, *ended)[:_MOST]
        yield rule.error(" ".join(each.message for each in wrong), wrong[0].hint)
    elif report.warnings:
        likely = (*ended, *report.warnings)[0]
        yield rule.warning(likely.message, likely.hint)


def _check_type(flow: FlowValues) -> Iterator[Finding]:
    sent = flow.sent_token_request
    kind = flow.value("token_request", "client_assertion_type")
    rule = RULES["assertion-missing"]
    if kind and kind != JWT_BEARER:
        yield rule.error("The client_assertion_type isn't that of a JWT.", f"Send {JWT_BEARER}.")
    elif (
        not kind and sent and sent.written_as != "parameters" and not flow.has("token_request", "client_assertion_type")
    ):
        # RFC 7523 §2.2: "client_assertion_type ... is "urn:ietf:params:oauth:client-assertion-type:jwt-bearer""
        yield rule.error("The token request has a client_assertion without a client_assertion_type.")
