"""A flow in which one value is changed on its way, and the checks that it then meets, in the order of the flow.

The flow is that of the worked examples. Each check is the one that pkce_core makes of anybody's values.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pkce_core import (
    AuthorizationResponse,
    Finding,
    Report,
    Spec,
    check_authorization_response,
    check_code_challenge,
    check_code_verifier,
    check_flow,
    check_pair,
    check_redirect_uri,
)
from pkce_widgets import example

if TYPE_CHECKING:
    from collections.abc import Callable

    Values = dict[str, str]

CLIENT, SERVER = "Your client", "The server"
PASSED, STOPPED, UNREACHED = "passed", "stopped", "not reached"


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One value that can be changed on its way.

    Attributes:
        label: where it is changed, in words.
        wire: the wire name of the value, which is its identity.
        value: what it is when nobody touches it.
        sample: the same with a change, to begin with.
        protected: what the check that stops it is good for.
    """

    label: str
    wire: str
    value: str
    sample: str
    protected: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """One check on the way: who makes it, what it asks, the section that wants it, and how it is made."""

    who: str
    asks: str
    spec: Spec
    judge: Callable[[Values], Report]


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What became of a check: passed, stopped, or not reached; a check that stopped the flow says why."""

    check: Check
    result: str
    why: tuple[Finding, ...] = ()


CHANGES = {
    "redirect_uri": Change(
        label="redirect_uri (authorization URL)",
        wire="redirect_uri",
        value=example.REDIRECT_URI,
        sample="http://localhost.example/callback",
        protected="Nobody is sent to an address that is not registered, so no code ever reaches it.",
    ),
    "code_challenge": Change(
        label="code_challenge (authorization URL)",
        wire="code_challenge",
        value=example.CODE_CHALLENGE,
        sample=f"F{example.CODE_CHALLENGE[1:]}",
        protected="The code now belongs to a challenge that your verifier did not make. Your client gets no tokens, "
        "and notices. Whoever put a challenge of his own there would need the code as well.",
    ),
    "iss": Change(
        label="iss (redirect)",
        wire="iss",
        value=example.ISSUER,
        sample="https://other.example/oidc",
        protected="Your client does not send this code to the token endpoint of another server, which would keep it.",
    ),
    "state": Change(
        label="state (redirect)",
        wire="state",
        value=example.STATE,
        sample=f"b{example.STATE[1:]}",
        protected="You are not signed in with a stranger’s code: your client redeems only the answer to a request "
        "that it sent from this browser.",
    ),
    "token_redirect_uri": Change(
        label="redirect_uri (token request)",
        wire="redirect_uri",
        value=example.REDIRECT_URI,
        sample=f"{example.REDIRECT_URI}/",
        protected="A code that was sent to one address is not redeemed for another. More often it is an accident, and "
        "the slash at the end is all of it.",
    ),
    "code_verifier": Change(
        label="code_verifier (token request)",
        wire="code_verifier",
        value=example.CODE_VERIFIER,
        sample=f"e{example.CODE_VERIFIER[1:]}",
        protected="A stolen code is worth nothing to someone who has to guess the verifier: one wrong character, and "
        "another hash comes out.",
    ),
}
"""What can be changed, in the order of the flow."""


def run(changed: str, text: str) -> list[Outcome]:
    """Let the flow run into its checks.

    Args:
        changed: a key of `CHANGES`; another text for none.
        text: what stands in the place of that value; "" when it was taken away.

    Returns:
        Every check with its result: those after the one that stops the flow are not reached.
    """
    values = {name: change.value for name, change in CHANGES.items()}
    if changed in CHANGES:
        values[changed] = text
    outcomes: list[Outcome] = []
    for check in CHECKS:
        if outcomes and outcomes[-1].result != PASSED:
            outcomes.append(Outcome(check=check, result=UNREACHED))
            continue
        errors = check.judge(values).errors
        outcomes.append(Outcome(check=check, result=STOPPED if errors else PASSED, why=errors[:1]))
    return outcomes


# The checks


def judge_redirect_uri(values: Values) -> Report:
    return check_redirect_uri(values["redirect_uri"], profile=example.PROVIDER, registered=example.REDIRECT_URI)


def judge_challenge(values: Values) -> Report:
    return check_code_challenge(values["code_challenge"])


def judge_iss(values: Values) -> Report:
    return only(judge_response(values), "response-iss")


def judge_state(values: Values) -> Report:
    return only(judge_response(values), "response-state")


def judge_response(values: Values) -> Report:
    response = AuthorizationResponse(code=example.CODE, state=values["state"] or None, iss=values["iss"] or None)
    return check_authorization_response(
        response, state=example.STATE, issuer=example.ISSUER, iss_parameter_supported=True
    )


def judge_same_redirect_uri(values: Values) -> Report:
    flow = {
        "authorization_request": {"redirect_uri": values["redirect_uri"]},
        "token_request": {"code": example.CODE, "redirect_uri": values["token_redirect_uri"]},
    }
    return only(check_flow(flow), "redirect-uri-")


def judge_verifier(values: Values) -> Report:
    return check_code_verifier(values["code_verifier"])


def judge_pair(values: Values) -> Report:
    return check_pair(values["code_verifier"], values["code_challenge"])


def only(report: Report, rules: str) -> Report:
    return Report(findings=tuple(finding for finding in report if finding.rule.startswith(rules)))


CHECKS = (
    Check(
        who=SERVER,
        asks="Is this redirect_uri registered for the client, character for character?",
        spec=Spec(document="RFC 9700", section="2.1"),
        judge=judge_redirect_uri,
    ),
    Check(
        who=SERVER,
        asks="Can this be a code_challenge?",
        spec=Spec(document="RFC 7636", section="4.2"),
        judge=judge_challenge,
    ),
    Check(
        who=CLIENT,
        asks="Does iss name the server that was asked?",
        spec=Spec(document="RFC 9207", section="2.4"),
        judge=judge_iss,
    ),
    Check(
        who=CLIENT,
        asks="Is state the one that was sent?",
        spec=Spec(document="RFC 6749", section="10.12"),
        judge=judge_state,
    ),
    Check(
        who=SERVER,
        asks="Is the redirect_uri the one of the authorization request?",
        spec=Spec(document="RFC 6749", section="4.1.3"),
        judge=judge_same_redirect_uri,
    ),
    Check(
        who=SERVER,
        asks="Can this be a code_verifier?",
        spec=Spec(document="RFC 7636", section="4.1"),
        judge=judge_verifier,
    ),
    Check(
        who=SERVER,
        asks="Is the hash of the code_verifier the code_challenge?",
        spec=Spec(document="RFC 7636", section="4.6"),
        judge=judge_pair,
    ),
)
"""In the order in which a flow meets them."""
