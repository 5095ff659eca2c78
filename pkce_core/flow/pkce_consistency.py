"""The checks of verifier, challenge and method across the two requests (RFC 7636 §4)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.diagnosis.diagnose import diagnose_challenge
from pkce_core.flow.messages import MESSAGES
from pkce_core.flow.rules import RULES
from pkce_core.pkce.checks import NO_METHOD, check_code_challenge, check_code_verifier, settle_matched
from pkce_core.pkce.derivation import s256
from pkce_core.pkce.rules import RULES as PKCE_RULES
from pkce_core.specifications import Spec
from pkce_core.text.differences import is_same

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.diagnosis.diagnose import Diagnosis
    from pkce_core.findings import Finding, Report
    from pkce_core.flow.values import FlowValues
    from pkce_core.rule import Rule

_SHOWN = r"[A-Za-z0-9-]{1,10}"
"""A method that is shown: a longer text may be another value."""
_REFUSALS = ("invalid_request", "unsupported_code_challenge_method")
"""Codes with which servers refuse a method."""


def check_pkce(flow: FlowValues) -> Iterator[Finding]:
    """The findings about verifier, challenge and method, with passes."""
    diagnosis = _diagnose(flow)
    yield from _check_presence(flow)
    yield from _check_grammar(flow, diagnosis)
    yield from _check_method(flow)
    yield from _check_pair(flow, diagnosis)


def other_values(flow: FlowValues) -> dict[str, str]:
    """The texts of a flow besides the pair, by name: any of them may explain a wrong challenge."""
    sent = [(name, text) for each in MESSAGES for name, text in getattr(flow, each).items() if isinstance(text, str)]
    return {name: text for name, text in sent if name not in ("code_verifier", "code_challenge")}


def _check_presence(flow: FlowValues) -> Iterator[Finding]:
    challenge = flow.value("authorization_request", "code_challenge")
    verifier = flow.value("token_request", "code_verifier")
    if flow.token_request and verifier and (challenge or not flow.authorization_request):
        spec = Spec(document="RFC 7636", section="4.6")
        yield RULES["verifier-missing"].passed("The token request has a code_verifier.", spec=spec)
    if challenge:
        yield RULES["challenge-missing"].passed("The authorization request sent a code_challenge.")
        yield RULES["challenge-required"].passed("The authorization request uses PKCE.")
    if flow.token_request:
        yield from _check_verifier_sent(flow, challenge, verifier)


def _check_verifier_sent(flow: FlowValues, challenge: str | None, verifier: str | None) -> Iterator[Finding]:
    if verifier:
        if flow.lacks("authorization_request", "code_challenge"):
            # RFC 9700 §4.8.2: a server rejects a verifier if the authorization request had no challenge.
            message = "The token request has a code_verifier, but the authorization request sent no code_challenge."
            yield RULES["challenge-missing"].error(message)
    elif not flow.lacks("token_request", "code_verifier"):
        return  # a variable fills it in, perhaps with nothing
    elif challenge:
        # RFC 7636 §4.5: the client sends the code_verifier along with the code.
        message = "The authorization request sent a code_challenge, but the token request has no code_verifier."
        if flow.value("token_request", "code_challenge"):
            message += " It has a code_challenge instead."
        yield RULES["verifier-missing"].error(message)
    elif flow.value("token_request", "grant_type"):
        yield RULES["challenge-missing"].passed("The token request has no code_verifier.")


def _diagnose(flow: FlowValues) -> Diagnosis | None:
    """Why the challenge isn't the S256 challenge of the verifier; None if it is, or if one of them is missing."""
    challenge = flow.value("authorization_request", "code_challenge")
    if not challenge or not flow.verifier:
        return None
    return diagnose_challenge(flow.verifier, challenge, flow=other_values(flow))


def _check_grammar(flow: FlowValues, diagnosis: Diagnosis | None) -> Iterator[Finding]:
    if flow.verifier:
        report = check_code_verifier(flow.verifier)
        if diagnosis is None and flow.value("authorization_request", "code_challenge"):
            report = settle_matched(report)
        yield from _first_error(report, RULES["verifier-malformed"], diagnosis)
        if report.ok:
            yield RULES["verifier-malformed"].passed("The code_verifier is well formed.")
    challenge = flow.value("authorization_request", "code_challenge")
    if challenge and (report := check_code_challenge(challenge)).ok:
        yield RULES["challenge-malformed"].passed("The code_challenge is well formed.")
    elif challenge and flow.value("authorization_request", "code_challenge_method") == "S256":
        yield from _check_form(report, diagnosis)


def _check_form(report: Report, diagnosis: Diagnosis | None) -> Iterator[Finding]:
    """A challenge of the wrong form, with the mistake that made it if the verifier shows that."""
    for problem in _first_error(report, RULES["challenge-malformed"], diagnosis):
        if diagnosis is None or not diagnosis.mistakes:
            yield problem
        else:
            yield problem.replace(message=f"{diagnosis.explanation} {problem.message}", hint=diagnosis.fix)


def _first_error(report: Report, rule: Rule, diagnosis: Diagnosis | None) -> Iterator[Finding]:
    settled = diagnosis.settle(report) if diagnosis else report
    for problem in settled.errors[:1]:
        yield rule.error(problem.message, problem.hint, spec=problem.spec)


def _check_method(flow: FlowValues) -> Iterator[Finding]:
    """A method that no specification defines. RFC 7636 §4.3: it is "S256" or "plain"."""
    method = flow.value("authorization_request", "code_challenge_method") or "S256"
    if method in ("S256", "plain") or not flow.value("authorization_request", "code_challenge"):
        return
    message = "The code_challenge_method is neither S256 nor plain."
    if method.casefold() in ("s256", "plain"):
        message = f"The code_challenge_method is {method}, and its letter case counts: it must be S256, or else plain."
    elif re.fullmatch(_SHOWN, method):
        message = f"The code_challenge_method is {method}, which is neither S256 nor plain."
    if not _has_code(flow):
        # RFC 7636 §4.4.1: a server that doesn't support the method "MUST return the authorization error response with
        # "error" value set to "invalid_request""
        if flow.value("authorization_response", "error") in (None, *_REFUSALS):
            yield PKCE_RULES["method-plain"].error(message)
        else:
            yield PKCE_RULES["method-unknown"].error(message)
        return
    message += " The server sent a code all the same: it may ignore the method, take it for S256 or plain, or refuse it"
    message += " only now."
    verifier, challenge = flow.verifier or "", flow.value("authorization_request", "code_challenge") or ""
    if verifier and not is_same(verifier, challenge):
        message += " If it took it for plain, it compares the challenge with the verifier itself, and the two differ."
    yield PKCE_RULES["method-unknown"].error(message)


def _has_code(flow: FlowValues) -> bool:
    """Whether the server sent a code for this request; a code that is only redeemed counts without a redirect."""
    if not flow.authorization_response:
        return bool(flow.value("token_request", "code"))
    sent, returned = flow.value("authorization_request", "state"), flow.value("authorization_response", "state")
    return bool(flow.value("authorization_response", "code")) and (None in (sent, returned) or sent == returned)


def _check_pair(flow: FlowValues, diagnosis: Diagnosis | None) -> Iterator[Finding]:
    challenge = flow.value("authorization_request", "code_challenge")
    method = flow.value("authorization_request", "code_challenge_method")
    if not challenge or not flow.verifier:
        return
    if method is None and not flow.lacks("authorization_request", "code_challenge_method"):
        yield _check_s256(flow, diagnosis)  # as almost every client sends it
        return
    if method in (None, "plain"):
        yield from _check_plain(flow, challenge, diagnosis)
        return
    if method != "S256":
        yield from _check_unknown(flow, challenge, diagnosis)
        return
    yield _check_s256(flow, diagnosis)
    yield PKCE_RULES["method-missing"].passed("The code_challenge_method is S256.")


def _check_unknown(flow: FlowValues, challenge: str, diagnosis: Diagnosis | None) -> Iterator[Finding]:
    """With a method that no specification defines, nobody knows what the server compares."""
    if diagnosis is None:
        yield RULES["verifier-mismatch"].passed("Taken as S256, the code_challenge matches the code_verifier.")
    elif not is_same(flow.verifier or "", challenge):
        yield _check_s256(flow, diagnosis)


def _check_plain(flow: FlowValues, challenge: str, diagnosis: Diagnosis | None) -> Iterator[Finding]:
    if is_same(flow.verifier or "", challenge):
        yield RULES["verifier-mismatch"].passed("The code_challenge is the code_verifier itself, as plain requires.")
        return
    if diagnosis and not diagnosis.mistakes:
        yield RULES["verifier-mismatch"].error("The code_challenge isn't the code_verifier, as plain requires.")
        return
    # RFC 7636 §4.3: "defaults to "plain" if not present in the request"
    sent = (
        NO_METHOD
        if flow.value("authorization_request", "code_challenge_method") is None
        else "The method sent is plain."
    )
    message = f"{sent} So the server compares the challenge with the verifier itself, and the two differ."
    yield PKCE_RULES["method-missing"].error(message)
    if diagnosis:
        yield _check_s256(flow, diagnosis)


def _check_s256(flow: FlowValues, diagnosis: Diagnosis | None) -> Finding:
    rule = RULES["verifier-mismatch"]
    if diagnosis is None:
        return rule.passed("The code_challenge matches the code_verifier.")
    verifier, challenge = flow.verifier or "", flow.value("authorization_request", "code_challenge") or ""
    sent = "The code_verifier that was sent is the same text as the"
    if is_same(verifier, challenge) and check_code_challenge(challenge).ok:
        hint = "Send the verifier that was hashed; if none was, send the S256 hash of the verifier as code_challenge."
        return rule.error(f"{sent} code_challenge.", hint)
    same = next((name for name, text in other_values(flow).items() if is_same(text, verifier)), None)
    if same is not None and not diagnosis.mistakes:  # a challenge that was made of it shows that it's the right one
        return rule.error(f"{sent} {same}.", "Send the verifier that the code_challenge was derived from.")
    if not diagnosis.mistakes and any(_is_of(verifier, each) for each in flow.earlier):
        hint = "Keep the verifier of each attempt by itself, for example under its state."
        return rule.error("The code_verifier that was sent is that of an earlier attempt.", hint)
    why = diagnosis.likely or diagnosis.explanation
    fix = diagnosis.fix if diagnosis.mistakes else ""
    return rule.error(f"The code_challenge doesn't match the code_verifier. {why}", fix)


def _is_of(verifier: str, attempt: FlowValues) -> bool:
    """Whether the challenge of an attempt is the S256 challenge of a verifier."""
    challenge = attempt.value("authorization_request", "code_challenge") or ""
    return bool(challenge) and is_same(challenge, s256(verifier.encode("utf-8", "surrogatepass")))
