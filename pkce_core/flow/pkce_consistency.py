"""The checks of verifier, challenge and method across the two requests (RFC 7636 §4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.diagnosis.diagnose import diagnose_challenge
from pkce_core.flow.rules import RULES
from pkce_core.flow.values import STEPS
from pkce_core.pkce.checks import check_code_challenge, check_code_verifier
from pkce_core.pkce.derivation import s256
from pkce_core.pkce.rules import RULES as PKCE_RULES
from pkce_core.specifications import Spec
from pkce_core.text.differences import is_same

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.findings import Finding
    from pkce_core.flow.values import FlowValues
    from pkce_core.rule import Rule


VERIFY = Spec(document="RFC 7636", section="4.6")
GRAMMAR = Spec(document="RFC 7636", section="4.1")
METHOD = Spec(document="RFC 7636", section="4.3")
_NOT_HASHED = {"plain", "object-text"}
"""Mistakes that leave a challenge that isn't a hash."""


def other_values(flow: FlowValues) -> dict[str, str]:
    """The texts of a flow besides the pair, by name: one of them may have become part of a wrong challenge."""
    messages = [(name, text) for step in STEPS for name, text in getattr(flow, step).items() if isinstance(text, str)]
    return {name: text for name, text in messages if name not in ("code_verifier", "code_challenge")}


def _check_presence(flow: FlowValues) -> Iterator[Finding]:
    challenge = flow.value("authorization_request", "code_challenge")
    verifier = flow.value("token_request", "code_verifier")
    if not flow.authorization_request or not flow.token_request:
        return
    if challenge and not verifier:
        # RFC 7636 §4.5: the client sends the code_verifier along with the code.
        message = "The authorization request sent a code_challenge, and the token request has no code_verifier."
        yield RULES["verifier-missing"].error(message)
    elif verifier and not challenge:
        # RFC 9700 §4.8.2 has a server reject a verifier for a code that was asked for without a challenge.
        message = "The token request has a code_verifier, and the authorization request sent no code_challenge."
        yield RULES["challenge-missing"].error(message)
    elif verifier:
        yield RULES["verifier-missing"].passed("The token request has a code_verifier.", spec=VERIFY)
        yield RULES["challenge-missing"].passed("The authorization request sent a code_challenge.")


def _check_forms(flow: FlowValues) -> Iterator[Finding]:
    if flow.verifier:
        report = check_code_verifier(flow.verifier)
        yield from _first_error(report.errors, RULES["verifier-malformed"])
        if report.ok:
            yield RULES["verifier-malformed"].passed("The code_verifier keeps the grammar.")
    challenge = flow.value("authorization_request", "code_challenge")
    if challenge and flow.value("authorization_request", "code_challenge_method") == "S256":
        yield from _first_error(check_code_challenge(challenge).errors, RULES["challenge-malformed"])


def _check_pair(flow: FlowValues) -> Iterator[Finding]:
    challenge = flow.value("authorization_request", "code_challenge")
    method = flow.value("authorization_request", "code_challenge_method")
    if not challenge or not flow.verifier:
        return
    derived = s256(flow.verifier.encode("utf-8", "surrogatepass"))
    fits = is_same(derived, challenge)
    if method == "S256" or (method and method != "plain"):
        yield from _judge_s256(flow, flow.verifier, challenge, fits=fits)
        if method == "S256":
            yield PKCE_RULES["method-missing"].passed("The code_challenge_method is S256.")
        else:
            yield PKCE_RULES["method-plain"].error("The code_challenge_method is neither S256 nor plain.")
    else:
        yield from _judge_plain(flow, flow.verifier, challenge, method, fits=fits)


def _judge_plain(
    flow: FlowValues, verifier: str, challenge: str, method: str | None, *, fits: bool
) -> Iterator[Finding]:
    if is_same(verifier, challenge):
        yield RULES["verifier-mismatch"].passed("The code_verifier is the code_challenge, as plain has it.")
        return
    diagnosis = None if fits else diagnose_challenge(verifier, challenge, flow=other_values(flow))
    if diagnosis is not None and (not diagnosis.mistakes or not _NOT_HASHED.isdisjoint(diagnosis.mistakes)):
        yield RULES["verifier-mismatch"].error("The code_verifier is not the code_challenge, as plain wants it.")
        return
    # RFC 7636 §4.3: "defaults to "plain" if not present in the request"
    sent = "No code_challenge_method was sent, which means plain" if method is None else "The method sent is plain"
    message = f"{sent}, but the challenge is a hash: the server compares it with the verifier itself."
    yield PKCE_RULES["method-missing"].error(message)
    if not fits:
        yield from _judge_s256(flow, verifier, challenge, fits=False)


def _judge_s256(flow: FlowValues, verifier: str, challenge: str, *, fits: bool) -> Iterator[Finding]:
    if fits:
        yield RULES["verifier-mismatch"].passed("The code_challenge belongs to the code_verifier.")
        return
    diagnosis = diagnose_challenge(verifier, challenge, flow=other_values(flow))
    why = diagnosis.likely or diagnosis.explanation if diagnosis else ""
    fix = diagnosis.fix if diagnosis and diagnosis.mistakes else ""
    message = f"The code_challenge does not belong to the code_verifier. {why}"
    yield RULES["verifier-mismatch"].error(message, fix)


def _first_error(errors: tuple[Finding, ...], rule: Rule) -> Iterator[Finding]:
    for problem in errors[:1]:
        yield rule.error(problem.message, problem.hint, spec=problem.spec)


PKCE_CHECKS = (_check_presence, _check_forms, _check_pair)
