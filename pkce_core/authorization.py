"""The authorization endpoint: the request that goes there as a URL, and the response that comes back as a redirect.

    AuthorizationRequest ── build_authorization_url ──▶ URL ── parse_authorization_url ──▶ AuthorizationRequest
                                                        └──── check_authorization_url ──▶ Report
    redirect, as pasted ─ parse_authorization_response ─▶ AuthorizationResponse
             └─────────── check_authorization_response ─▶ Report

Request and response live in modules of their own; this one has the linter and all the public names.
"""

from __future__ import annotations

from pkce_core._request_rules import RULES, check_state
from pkce_core._url_rules import check_pairs, check_text
from pkce_core.authorization_request import (
    AuthorizationRequest,
    build_authorization_url,
    duplicates,
    parse_authorization_url,
    read_pairs,
    request_of,
)
from pkce_core.authorization_response import (
    NO_STATE_SENT,
    STATE_UNCHECKED,
    AuthorizationResponse,
    StateExpectation,
    check_authorization_response,
    parse_authorization_response,
    validate_authorization_response,
)
from pkce_core.errors import AuthorizationRequestError
from pkce_core.findings import Finding, Level, Report
from pkce_core.generation import generate_nonce, generate_state

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "NO_STATE_SENT",
    "STATE_UNCHECKED",
    "AuthorizationRequest",
    "AuthorizationResponse",
    "StateExpectation",
    "build_authorization_url",
    "check_authorization_response",
    "check_authorization_url",
    "generate_nonce",
    "generate_state",
    "parse_authorization_response",
    "parse_authorization_url",
    "validate_authorization_response",
    "validate_authorization_url",
]


def check_authorization_url(url: str | bytes, *, used_states: Iterable[str] = ()) -> Report:
    """Judge an authorization URL, whichever tool made it.

    Args:
        url: the URL; white space around it does not matter.
        used_states: states of earlier requests, which this one must not repeat.

    Returns:
        What is wrong with the text of the URL, then with its parameters, then with the request they make.

    Raises:
        UsageError: the URL is neither str nor bytes.
    """
    pairs, unreadable = read_pairs(url)
    if unreadable:
        return Report(findings=unreadable)
    text = url if isinstance(url, str) else url.decode("utf-8-sig")
    findings = [*check_text(text.strip()), *duplicates(pairs), *check_pairs(pairs)]
    request = request_of(pairs)
    for rule in RULES:
        findings += rule(request)
    findings += check_state(request, frozenset(used_states))
    if all(finding.level in (Level.PASS, Level.INFO) for finding in findings):
        message = f"The URL holds {len(pairs)} parameters, and all that the flow needs is among them."
        findings.insert(0, Finding(rule="url-complete", level=Level.PASS, message=message))
    return Report(findings=tuple(findings))


def validate_authorization_url(url: str | bytes, *, used_states: Iterable[str] = ()) -> None:
    """Raise when `check_authorization_url` finds an error.

    Raises:
        AuthorizationRequestError: it does; the error carries the report.
        UsageError: the URL is neither str nor bytes.
    """
    report = check_authorization_url(url, used_states=used_states)
    if not report.ok:
        raise AuthorizationRequestError(report)
