"""The checks of each message that is there, then of all of them together, as one report."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pkce_core.api.response_checks import check_api_response
from pkce_core.authorization.request import request_from
from pkce_core.authorization.request_checks import CHECKS
from pkce_core.authorization.request_object.request_object import read_elsewhere
from pkce_core.authorization.response import StateExpectation
from pkce_core.authorization.response_checks import check_authorization_response
from pkce_core.authorization.url_checks import check_authorization_url
from pkce_core.client_jwt.aud_checks import APPLE
from pkce_core.client_jwt.checks import judge_client_jwt
from pkce_core.client_jwt.known import Known
from pkce_core.diagnosis.diagnose import diagnose_challenge
from pkce_core.dpop.checks import check_dpop_proof
from pkce_core.findings import Level, Report
from pkce_core.flow.checks import check_flow
from pkce_core.flow.grant import is_refresh
from pkce_core.flow.messages import MESSAGES
from pkce_core.id_token.checks import check_id_token
from pkce_core.id_token.claims import UNKNOWN
from pkce_core.jose.unverified import open_jwt
from pkce_core.metadata.checks import check_metadata
from pkce_core.pkce.checks import check_code_verifier
from pkce_core.pkce.pair import check_pair
from pkce_core.pushed.request_checks import check_pushed_request
from pkce_core.pushed.response_checks import check_pushed_response
from pkce_core.token.response_checks import check_token_response

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pkce_core.answer.gathered import Gathered
    from pkce_core.diagnosis.diagnose import Diagnosis
    from pkce_core.findings import Finding

_REQUEST = "authorization_request"
_SAID_ELSEWHERE = frozenset(
    {"flow-gap", "verifier-mismatch", "pair-mismatch", "token-response-error", "response-error"}
)
"""What an answer says in its own words: what is missing, the pair, the error."""
_NOT_OF_REFRESH = frozenset({"token-response-id-token", "token-response-refresh-token"})
"""What the response to a refresh need not have (RFC 6749 §6, OIDC Core §12.2)."""
_VALUES = ("client_id", "redirect_uri", "state", "nonce", "code")
"""What may have been hashed in place of the verifier."""


class Checked(NamedTuple):
    """What the checks found.

    Attributes:
        report: one finding for each thing that was judged.
        diagnosis: the mistake that made the challenge; None when the pair matches or isn't known.
    """

    report: Report
    diagnosis: Diagnosis | None


def check_messages(gathered: Gathered, now: float | None) -> Checked:
    """Check everything that the reader gave.

    Args:
        gathered: the values.
        now: the time in seconds since 1970; None skips what depends on it.
    """
    verifier, challenge = gathered.flow.verifier or "", gathered.flow.value(_REQUEST, "code_challenge") or ""
    method = gathered.flow.value(_REQUEST, "code_challenge_method")
    diagnosis = None
    if verifier and challenge and method == "S256":
        values = {name: gathered.value(name) for name in _VALUES if gathered.value(name)}
        diagnosis = diagnose_challenge(verifier, challenge, flow=values)
    findings = (*_pair_findings(verifier, challenge, method), *_message_findings(gathered, now))
    return Checked(Report(findings=tuple(_once(findings))), diagnosis)


def _pair_findings(verifier: str, challenge: str, method: str | None) -> Report:
    if verifier and challenge:
        return check_pair(verifier, challenge, method)
    return check_code_verifier(verifier) if verifier else Report()


def _message_findings(gathered: Gathered, now: float | None) -> Iterator[Finding]:
    flow = gathered.flow
    if url := gathered.value(_REQUEST):
        yield from check_authorization_url(url, now=now)
    if redirect := gathered.value("authorization_response"):
        yield from check_authorization_response(
            redirect,
            state=flow.value(_REQUEST, "state") or StateExpectation.UNCHECKED,
            issuer=flow.issuer,
            redirect_uri=flow.value(_REQUEST, "redirect_uri"),
        )
    if any(gathered.value(message) for message in MESSAGES) or flow.token_response:
        yield from check_flow(flow, now=now)  # otherwise there is only a pair, which is checked already
    if response := gathered.value("token_response"):
        refresh = is_refresh(flow)
        scope = flow.value("token_request" if refresh else _REQUEST, "scope")
        for finding in check_token_response(response, now=now, requested_scope=scope):
            if not (refresh and finding.rule in _NOT_OF_REFRESH):
                yield finding
    elif (token := gathered.value("id_token")) and now is not None:
        yield from check_id_token(
            token,
            issuer=flow.issuer or UNKNOWN,
            client_id=flow.value(_REQUEST, "client_id") or UNKNOWN,
            nonce=flow.value(_REQUEST, "nonce") or UNKNOWN,
            now=now,
        )
    if document := gathered.value("metadata"):
        yield from check_metadata(document)
    yield from _single_findings(gathered, now)


def _single_findings(gathered: Gathered, now: float | None) -> Iterator[Finding]:
    """What a client signed or pushed, where it came on its own; in a message, the checks of the flow judge it."""
    client_id = gathered.value("client_id") or gathered.flow.value(_REQUEST, "client_id")
    alone = {each.name: each.value for each in gathered.values if not each.source}
    if signed := alone.get("client_assertion"):
        known = Known(client_id=client_id, issuer=gathered.flow.issuer, now=now)
        yield from judge_client_jwt(signed, known, as_secret=_is_for_apple(signed))
    if proof := alone.get("dpop_proof"):
        yield from check_dpop_proof(proof, nonce=None, now=now)
    if signed := alone.get("request_object"):
        pairs = (("client_id", client_id), ("request", signed)) if client_id else (("request", signed),)
        elsewhere, inside = read_elsewhere(pairs, now)
        yield from elsewhere
        if inside is not None:
            for check in CHECKS:
                yield from check(request_from(inside))
    if response := alone.get("api_response"):
        yield from check_api_response(response, granted_scope=gathered.flow.value("token_response", "scope"))
    if request := alone.get("pushed_request"):
        yield from check_pushed_request(request)
    if response := alone.get("pushed_response"):
        yield from check_pushed_response(response)


def _is_for_apple(text: str) -> bool:
    jwt = open_jwt(text)
    return not isinstance(jwt, str) and jwt.text("aud") == APPLE


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Each finding once: a rule may be checked within a message, and again across messages."""
    seen: set[tuple[str, str]] = set()
    passed: set[str] = set()
    for finding in findings:
        key = (finding.rule, finding.message)
        if finding.rule in _SAID_ELSEWHERE or key in seen or (finding.level is Level.PASS and finding.rule in passed):
            continue
        seen.add(key)
        passed.add(finding.rule)
        yield finding
