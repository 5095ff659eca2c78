"""A flow in which one value is changed on its way, and the checks that it then meets, in the order of the flow.

The flow is that of the worked examples. The checks are those that `pkce_core` makes of any values.
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

CLIENT, PROVIDER = "Your client", "The provider"
PASSED, STOPPED, UNREACHED = "passed", "stopped", "not reached"


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One value that can be changed on its way.

    Attributes:
        label: where it is changed, in words.
        wire: the wire name of the value.
        value: the original value.
        sample: a changed value, to begin with.
        protected: what the check that catches it protects.
    """

    label: str
    wire: str
    value: str
    sample: str
    protected: str


@dataclass(frozen=True, slots=True)
class Check:
    """One check on the way: who makes it, the question, the section that requires it, and the check itself."""

    who: str
    question: str
    spec: Spec
    judge: Callable[[Values], Report]


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """The result of a check: passed, stopped or not reached; `why` has the error that stopped the flow."""

    check: Check
    result: str
    why: tuple[Finding, ...] = ()


CHANGES = {
    "redirect_uri": Change(
        label="redirect_uri (authorization URL)",
        wire="redirect_uri",
        value=example.REDIRECT_URI,
        sample="http://localhost.example/callback",
        protected="The provider doesn't redirect to an address that isn't registered, so no code gets there.",
    ),
    "code_challenge": Change(
        label="code_challenge (authorization URL)",
        wire="code_challenge",
        value=example.CODE_CHALLENGE,
        sample=f"F{example.CODE_CHALLENGE[1:]}",
        protected="The code now belongs to a challenge that your verifier doesn't match, so your client gets no "
        "tokens and notices. An attacker who swaps in their own challenge still needs the code.",
    ),
    "iss": Change(
        label="iss (redirect)",
        wire="iss",
        value=example.ISSUER,
        sample="https://other.example/oidc",
        protected="Your client doesn't send this code to the token endpoint of another provider, which would keep it.",
    ),
    "state": Change(
        label="state (redirect)",
        wire="state",
        value=example.STATE,
        sample=f"b{example.STATE[1:]}",
        protected="An attacker can’t sign you in with their own code: your client redeems a code only if the redirect "
        "answers a request that it sent from this browser.",
    ),
    "token_redirect_uri": Change(
        label="redirect_uri (token request)",
        wire="redirect_uri",
        value=example.REDIRECT_URI,
        sample=f"{example.REDIRECT_URI}/",
        protected="A code that was sent to one address can't be redeemed with another. More often it is an accident: "
        "one of the two has an extra slash at the end.",
    ),
    "code_verifier": Change(
        label="code_verifier (token request)",
        wire="code_verifier",
        value=example.CODE_VERIFIER,
        sample=f"e{example.CODE_VERIFIER[1:]}",
        protected="A stolen code is useless without the verifier: with a single wrong character, the hash is "
        "different.",
    ),
}
"""What can be changed, in the order of the flow."""


def check_response(values: Values, rules: str) -> Report:
    response = AuthorizationResponse(code=example.CODE, state=values["state"] or None, iss=values["iss"] or None)
    report = check_authorization_response(
        response, state=example.STATE, issuer=example.ISSUER, iss_parameter_supported=True
    )
    return only(report, rules)


def check_same_redirect_uri(values: Values) -> Report:
    flow = {
        "authorization_request": {"redirect_uri": values["redirect_uri"]},
        "token_request": {"code": example.CODE, "redirect_uri": values["token_redirect_uri"]},
    }
    return only(check_flow(flow), "redirect-uri-")


def only(report: Report, rules: str) -> Report:
    """The findings whose rules start like this."""
    return Report(findings=tuple(finding for finding in report if finding.rule.startswith(rules)))


CHECKS = (
    Check(
        PROVIDER,
        "Is this redirect_uri registered for the client, character for character?",
        Spec(document="RFC 9700", section="2.1"),
        lambda it: check_redirect_uri(it["redirect_uri"], profile=example.PROVIDER, registered=example.REDIRECT_URI),
    ),
    Check(
        PROVIDER,
        "Can this be a code_challenge?",
        Spec(document="RFC 7636", section="4.2"),
        lambda it: check_code_challenge(it["code_challenge"]),
    ),
    Check(
        CLIENT,
        "Is iss the provider that the request went to?",
        Spec(document="RFC 9207", section="2.4"),
        lambda it: check_response(it, "response-iss"),
    ),
    Check(
        CLIENT,
        "Is state the one that was sent?",
        Spec(document="RFC 6749", section="10.12"),
        lambda it: check_response(it, "response-state"),
    ),
    Check(
        PROVIDER,
        "Is redirect_uri the one from the authorization request?",
        Spec(document="RFC 6749", section="4.1.3"),
        check_same_redirect_uri,
    ),
    Check(
        PROVIDER,
        "Can this be a code_verifier?",
        Spec(document="RFC 7636", section="4.1"),
        lambda it: check_code_verifier(it["code_verifier"]),
    ),
    Check(
        PROVIDER,
        "Is the code_challenge the hash of the code_verifier?",
        Spec(document="RFC 7636", section="4.6"),
        lambda it: check_pair(it["code_verifier"], it["code_challenge"]),
    ),
)
"""In the order in which a flow meets them."""


def run(changed: str, text: str) -> list[Outcome]:
    """Run the flow through its checks.

    Args:
        changed: a key of `CHANGES`; any other text changes nothing.
        text: what arrives instead of the value; "" if it was removed.

    Returns:
        Every check with its result. The checks after the one that stops the flow are not reached.
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
