"""The token request as a command: the exact text, each piece explained, and what has to match before it is run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core import (
    Finding,
    Level,
    Report,
    Spec,
    TokenRequest,
    check_code_verifier,
    check_flow,
    check_pair,
    check_token_endpoint,
    check_token_request,
    derive_code_challenge,
)
from pkce_widgets.flow.values import flow_values, sent_request

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_widgets.view.part import Inputs


UNSENT = ("flow-gap", "verifier-malformed", "challenge-malformed")
"""Findings on the flow that say nothing here, or what the check of the request has said."""


def missing_values(asked: TokenRequest, endpoint: str, *, in_command: bool) -> Iterator[str]:
    """The wire names of what the command needs and nobody has given yet."""
    there = {name: getattr(asked, name) for name in ("client_id", "code", "code_verifier")}
    there = {"token_endpoint": endpoint, **there}
    if in_command:
        there["client_secret"] = asked.client_secret
    if asked.authentication == "private_key_jwt":
        there["client_assertion"] = asked.client_assertion
    yield from (name for name, text in there.items() if not text)
    if not all(there.values()) and not asked.redirect_uri:
        yield "redirect_uri"


def check(request: Inputs, asked: TokenRequest, endpoint: str, *, in_command: bool) -> Report:
    """Everything that is to say before the command is run: about the request alone, then about what it has to match."""
    report = check_token_request(asked, secret_elsewhere=not in_command) + check_token_endpoint(endpoint)
    report += Report(findings=tuple(reused(request, asked)))
    report += Report(findings=tuple(unfitting(request, asked)))
    spans = check_flow(flow_values(request), now=request.now)
    report += Report(findings=tuple(each for each in spans if each.rule not in UNSENT))
    if in_command:
        message = (
            "The client_secret stands in this command, so it stays in the history and shows in lists of processes."
        )
        spec = Spec(document="RFC 6749", section="2.3.1")
        warning = Finding(rule="client-secret-in-command", level=Level.WARNING, message=message, spec=spec)
        report += Report(findings=(warning,))
    return each_once(report)


def reused(request: Inputs, asked: TokenRequest) -> Iterator[Finding]:
    """Refuse a verifier that has redeemed a code before."""
    used = request.get("used_challenges").split()
    if not used or not check_code_verifier(asked.code_verifier or "").ok:
        return
    if derive_code_challenge(asked.code_verifier or "") in used:
        message = "This verifier has been used. A verifier works for one authorization request: create a new pair."
        spec = Spec(document="RFC 7636", section="4.1")
        yield Finding(rule="verifier-reused", level=Level.ERROR, message=message, spec=spec)


def unfitting(request: Inputs, asked: TokenRequest) -> Iterator[Finding]:
    """Hold the verifier against the challenge at hand, when no authorization URL says which challenge was sent."""
    code_challenge = request.get("code_challenge")
    if sent_request(request) is None and code_challenge:
        yield from check_pair(asked.code_verifier or "", code_challenge).findings


def each_once(report: Report) -> Report:
    """Each sentence once."""
    return Report(findings=tuple({finding.message: finding for finding in report}.values()))


def blamed(report: Report, name: str) -> bool:
    """Whether an error is about one of the part's own fields."""
    rules = {"token_endpoint": "token-endpoint-", "client_assertion": "token-request-assertion"}
    return any(finding.rule.startswith(rules[name]) for finding in report.errors)
