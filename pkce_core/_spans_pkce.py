"""The checks of verifier, challenge and method across the two requests (RFC 7636 §4)."""

from __future__ import annotations

from pkce_core._span_findings import error, passed, same
from pkce_core.derivation import s256
from pkce_core.diagnosis import diagnose_challenge
from pkce_core.findings import Finding, Level, Spec
from pkce_core.pkce import check_code_challenge, check_code_verifier

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.flow_values import FlowValues

VERIFY = Spec(document="RFC 7636", section="4.6")
GRAMMAR = Spec(document="RFC 7636", section="4.1")
DOWNGRADE = Spec(document="RFC 9700", section="4.8.2")
METHOD = Spec(document="RFC 7636", section="4.3")


def _check_presence(flow: FlowValues) -> Iterator[Finding]:
    challenge = flow.value("authorization_request", "code_challenge")
    verifier = flow.value("token_request", "code_verifier")
    if not flow.authorization_request or not flow.token_request:
        return
    if challenge and not verifier:
        # RFC 7636 §4.5: the client sends the code_verifier along with the code.
        message = "The authorization request sent a code_challenge, and the token request has no code_verifier."
        yield error("verifier-missing", message, Spec(document="RFC 7636", section="4.5"))
    elif verifier and not challenge:
        # RFC 9700 §4.8.2 has a server reject a verifier for a code that was asked for without a challenge.
        message = "The token request has a code_verifier, and the authorization request sent no code_challenge."
        yield error("challenge-missing", message, DOWNGRADE)
    elif verifier:
        yield passed("verifier-missing", "The token request has a code_verifier.", VERIFY)
        yield passed("challenge-missing", "The authorization request sent a code_challenge.", DOWNGRADE)


def _check_forms(flow: FlowValues) -> Iterator[Finding]:
    if flow.verifier:
        report = check_code_verifier(flow.verifier)
        yield from _first_error(report.errors, "verifier-malformed")
        if report.ok:
            yield passed("verifier-malformed", "The code_verifier keeps the grammar.", GRAMMAR)
    challenge = flow.value("authorization_request", "code_challenge")
    if challenge and flow.value("authorization_request", "code_challenge_method") == "S256":
        yield from _first_error(check_code_challenge(challenge).errors, "challenge-malformed")


def _check_pair(flow: FlowValues) -> Iterator[Finding]:
    challenge = flow.value("authorization_request", "code_challenge")
    method = flow.value("authorization_request", "code_challenge_method")
    if not challenge or not flow.verifier:
        return
    derived = s256(flow.verifier.encode("utf-8", "surrogatepass"))
    fits = same(derived, challenge)
    if method == "S256" or (method and method != "plain"):
        yield from _judge_s256(flow.verifier, challenge, fits=fits)
        if method == "S256":
            yield passed("method-missing", "The code_challenge_method is S256.", METHOD)
        else:
            yield error("method-plain", "The code_challenge_method is neither S256 nor plain.", METHOD)
    else:
        yield from _judge_plain(flow.verifier, challenge, method, fits=fits)


def _judge_plain(verifier: str, challenge: str, method: str | None, *, fits: bool) -> Iterator[Finding]:
    if same(verifier, challenge):
        yield passed("verifier-mismatch", "The code_verifier is the code_challenge, as plain has it.", VERIFY)
        return
    diagnosis = None if fits else diagnose_challenge(verifier, challenge)
    if diagnosis is not None and not diagnosis.mistakes:
        yield error("verifier-mismatch", "The code_verifier is not the code_challenge, as plain wants it.", VERIFY)
        return
    # RFC 7636 §4.3: "defaults to "plain" if not present in the request"
    sent = "No code_challenge_method was sent, which means plain" if method is None else "The method sent is plain"
    message = f"{sent}, but the challenge is a hash: the server compares it with the verifier itself."
    yield error("method-missing", message, METHOD)
    if not fits:
        yield from _judge_s256(verifier, challenge, fits=False)


def _judge_s256(verifier: str, challenge: str, *, fits: bool) -> Iterator[Finding]:
    if fits:
        yield passed("verifier-mismatch", "The code_challenge belongs to the code_verifier.", VERIFY)
        return
    diagnosis = diagnose_challenge(verifier, challenge)
    why = diagnosis.likely or diagnosis.explanation if diagnosis else ""
    fix = diagnosis.fix if diagnosis and diagnosis.mistakes else ""
    message = f"The code_challenge does not belong to the code_verifier. {why}"
    yield Finding(rule="verifier-mismatch", level=Level.ERROR, message=message, hint=fix, spec=VERIFY)


def _first_error(errors: tuple[Finding, ...], rule: str) -> Iterator[Finding]:
    for problem in errors[:1]:
        yield Finding(rule=rule, level=Level.ERROR, message=problem.message, hint=problem.hint, spec=problem.spec)


PKCE_SPANS = (_check_presence, _check_forms, _check_pair)
