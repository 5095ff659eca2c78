"""What a token request still lacks, and everything there is to say before it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core import (
    Report,
    TokenRequest,
    check_flow,
    check_pair,
    check_token_endpoint,
    check_token_request,
)
from pkce_widgets.flow.pair import check_verifier_reuse
from pkce_widgets.flow.values import proposed_flow, sent_request
from pkce_widgets.view.rules import PAGE_RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core import Finding
    from pkce_widgets.view.part import Inputs


SAID_ELSEWHERE = ("flow-gap", "verifier-malformed", "challenge-malformed")
"""Findings about the flow that say nothing here, or that the checks of the request have."""
FIELD_RULES = {"token_endpoint": "token-endpoint-", "client_assertion": "token-request-assertion",
               "refresh_token": "token-request-refresh-token"}  # fmt: skip
"""How the rules start that check the fields of the parts."""


def missing_values(request: TokenRequest, endpoint: str, *, in_command: bool) -> Iterator[str]:
    """The wire names of the values that the command still needs."""
    known = {
        "token_endpoint": endpoint,
        **{name: getattr(request, name) for name in ("client_id", "code", "code_verifier")},
    }
    if in_command:
        known["client_secret"] = request.client_secret
    if request.authentication == "private_key_jwt":
        known["client_assertion"] = request.client_assertion
    yield from (name for name, value in known.items() if not value)
    if not all(known.values()) and not request.redirect_uri:
        yield "redirect_uri"


def check(inputs: Inputs, request: TokenRequest, endpoint: str, *, in_command: bool) -> Report:
    """Everything there is to say before the request is sent: about itself, then about what it must match."""
    report = check_token_request(request, secret_elsewhere=not in_command) + check_token_endpoint(endpoint)
    report += Report(findings=check_verifier_reuse(inputs))
    code_challenge = inputs.get("code_challenge")
    if sent_request(inputs) is None and code_challenge:
        report += check_pair(request.code_verifier or "", code_challenge)
    flow = check_flow(proposed_flow(inputs), now=inputs.now)
    report += Report(findings=tuple(each for each in flow if each.rule not in SAID_ELSEWHERE))
    if in_command:
        report += Report(findings=(secret_in_command(),))
    return each_once(report)


def secret_in_command() -> Finding:
    message = "This command contains your client_secret, which ends up in the shell history and in process lists."
    return PAGE_RULES["client-secret-in-command"].warning(message)


def each_once(report: Report) -> Report:
    """The findings without repeated messages."""
    return Report(findings=tuple({finding.message: finding for finding in report}.values()))


def is_wrong(report: Report, field: str) -> bool:
    """Whether an error is about this field of the part."""
    return any(finding.rule.startswith(FIELD_RULES[field]) for finding in report.errors)
