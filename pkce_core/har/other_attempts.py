"""What the whole file shows of one attempt: whose verifier was sent, and whether both requests went to one server.

Two tabs, or a retry, mix up the verifiers of attempts that are all in the file.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pkce_core.flow.opened_request import with_opened_request
from pkce_core.har.recorded.kinds import Kind
from pkce_core.pkce.derivation import s256

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pkce_core.explain.explanation import Explanation
    from pkce_core.findings import Finding
    from pkce_core.flow.values import FlowValues
    from pkce_core.har.recorded.steps import Attempt

_OTHER_SERVER = "wrong-environment"
_ENDPOINTS = ("authorization_endpoint", "token_endpoint")
_ONE_SERVER = "Both requests went to the endpoints of one metadata document, with the same client_id."
_RULE = "verifier-mismatch"
_DIFFER = "The code_challenge doesn't match the code_verifier."
_HINT = "Keep the verifier of each attempt by itself, for example under its state, and start again with a new pair."


def find_owner(flow: FlowValues, attempt: Attempt, attempts: list[Attempt]) -> str:
    """Which other attempt the verifier belongs to that was sent, or the one that the challenge needs, as sentences.

    Args:
        flow: the values of the attempt, with the token request that is judged.
        attempt: the attempt.
        attempts: all of the file.
    """
    verifier = flow.value("token_request", "code_verifier") or ""
    challenge = with_opened_request(flow).value("authorization_request", "code_challenge") or ""
    made = _challenge_of(verifier)
    if attempt.is_hidden or not verifier or not challenge or challenge in (verifier, made):
        return ""
    found = []
    for number, other in enumerate(attempts, start=1):
        if other is attempt:
            continue
        if other.request.get("code_challenge") in (verifier, made):
            found.append(f"The code_verifier that was sent is that of attempt {number}.")
        if any(_challenge_of(each) == challenge for each in _verifiers_of(other)):
            found.append(f"The code_verifier of this attempt was sent in attempt {number}.")
    return " ".join(found[:2])


def name_owner(findings: Iterator[Finding], owner: str) -> Iterator[Finding]:
    """Findings, with the owner of the verifier in the one that the pair doesn't match.

    Args:
        findings: of a step.
        owner: what `find_owner` said; "" for nothing.
    """
    for each in findings:
        yield each.replace(message=f"{_DIFFER} {owner}", hint=_HINT) if owner and each.rule == _RULE else each


def explain_owner(explanation: Explanation, owner: str) -> Explanation:
    """An explanation, with the owner of the verifier as the evidence of that cause.

    Args:
        explanation: of the attempt's error.
        owner: what `find_owner` said; "" for nothing.
    """
    if not owner:
        return explanation
    causes = (
        replace(each, evidence=f"{_DIFFER} {owner}", fix=_HINT) if each.slug == _RULE else each
        for each in explanation.causes
    )
    return replace(explanation, causes=tuple(causes))


def explain_server(explanation: Explanation, flow: FlowValues, server: Mapping[str, object]) -> Explanation:
    """An explanation, without another server as a usual cause where one metadata document names both endpoints.

    Args:
        explanation: of the attempt's error.
        flow: its values.
        server: the members of the metadata document.
    """
    sent = flow.sent_token_request
    known = (flow.authorization_endpoint, sent.url if sent else None)
    is_one_client = flow.value("token_request", "client_id") == flow.value("authorization_request", "client_id")
    if None in known or not is_one_client or known != (server.get(_ENDPOINTS[0]), server.get(_ENDPOINTS[1])):
        return explanation
    others = [each for each in explanation.causes if each.slug != _OTHER_SERVER or each.evidence]
    out = [
        replace(each, status="ruled out", evidence=_ONE_SERVER)
        for each in explanation.causes
        if each.slug == _OTHER_SERVER and not each.evidence
    ]
    return replace(explanation, causes=tuple(others), ruled_out=(*explanation.ruled_out, *out))


def _verifiers_of(attempt: Attempt) -> list[str]:
    return [step.parameters.get("code_verifier", "") for step in attempt.of(Kind.TOKEN)]


def _challenge_of(verifier: str) -> str:
    return s256(verifier.encode("utf-8", "surrogatepass")) if verifier else ""
